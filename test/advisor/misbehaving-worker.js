// A worker that fails in the ways a real one might, by the name of the workload, and else advises as usual.
import answer from '#advise-worker';

export default function misbehave(question) {
  switch (question.workload.name) {
    case 'stuck':
      for (;;);
    case 'die':
      return process.exit(7);
    case 'throw':
      throw new Error('no such number');
    case 'slow': {
      const until = performance.now() + 100;
      while (performance.now() < until);
      return answer(question);
    }
    default:
      return answer(question);
  }
}
