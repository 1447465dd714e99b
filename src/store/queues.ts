/** One queue per name in this process: work of one name runs one after another. */
export function createQueues(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<void>>();
  return async (name, work) => {
    const before = last.get(name);
    let finish = () => {};
    const own = new Promise<void>((resolve) => {
      finish = resolve;
    });
    last.set(name, own);
    await before;
    try {
      return await work();
    } finally {
      if (last.get(name) === own) last.delete(name);
      finish();
    }
  };
}
