import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/slack/posting/turns.js';

/** A clock that moves only when somebody sleeps. */
function fakeTime() {
  let at = 0;
  return {
    now: () => at,
    async sleep(ms: number) {
      at += ms;
    },
    advance(ms: number) {
      at += ms;
    },
  };
}

describe('turns to compute', () => {
  it('are given in the order in which they were asked for', async () => {
    const turns = createTurns(fakeTime());
    const given: number[] = [];
    await Promise.all([1, 2, 3].map((caller) => turns.next().then(() => given.push(caller))));
    expect(given).toEqual([1, 2, 3]);
  });

  it('wait until a burst of requests is over', async () => {
    const time = fakeTime();
    const turns = createTurns(time);
    await turns.next();
    // One millisecond to let in what has arrived, then fifteen without another request.
    expect(time.now()).toBe(15);
  });

  it('do not wait for ever while requests keep coming', async () => {
    const time = fakeTime();
    let asked = 0;
    const turns = createTurns({
      now: time.now,
      async sleep(ms) {
        await time.sleep(Math.min(ms, 5));
        asked += 1;
        if (asked < 100) void turns.next();
      },
    });
    await turns.next();
    expect(time.now()).toBeLessThanOrEqual(66);
    expect(asked).toBeLessThan(100);
  });

  it('yield to the event loop between two callers, so that requests are acknowledged in between', async () => {
    const turns = createTurns({
      now: () => performance.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    const order: string[] = [];
    const first = turns.next().then(() => {
      order.push('first');
      setImmediate(() => order.push('a request'));
    });
    const second = turns.next().then(() => order.push('second'));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'a request', 'second']);
  });
});
