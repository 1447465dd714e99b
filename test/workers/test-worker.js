// A worker that does what the task says.
export default async function work({ kind, forMs }) {
  switch (kind) {
    case 'wait for ever':
      return new Promise(() => {});
    case 'compute for ever':
      for (;;);
    case 'compute': {
      const until = performance.now() + forMs;
      while (performance.now() < until);
      return kind;
    }
  }
}
