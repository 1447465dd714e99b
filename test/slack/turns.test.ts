import { describe, expect, it } from 'vitest';
import { createTurns, MAX_WAITING, SHARE } from '../../src/slack/posting/turns.js';

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
    await Promise.all([1, 2, 3].map((caller) => turns.next('T1').then(() => given.push(caller))));
    expect(given).toEqual([1, 2, 3]);
  });

  it('wait until a burst of requests is over', async () => {
    const time = fakeTime();
    const turns = createTurns(time);
    await turns.next('T1');
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
        if (asked < 90) void turns.next(`T${asked}`);
      },
    });
    await turns.next('T1');
    expect(time.now()).toBeLessThanOrEqual(66);
    expect(asked).toBeLessThan(90);
  });

  it('yield to the event loop between two callers, so that requests are acknowledged in between', async () => {
    const turns = createTurns({
      now: () => performance.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    const order: string[] = [];
    const first = turns.next('T1').then(() => {
      order.push('first');
      setImmediate(() => order.push('a request'));
    });
    const second = turns.next('T1').then(() => order.push('second'));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'a request', 'second']);
  });
});

describe('a workspace that floods the app', () => {
  it('lets every other workspace have its turn after one of its own', async () => {
    const turns = createTurns(fakeTime());
    const given: string[] = [];
    const ask = (workspaceId: string) => turns.next(workspaceId).then(() => given.push(workspaceId));
    await Promise.all([...Array.from({ length: 40 }, () => ask('flood')), ...['a', 'b', 'c', 'a'].map(ask)]);
    expect(given.slice(0, 8)).toEqual(['flood', 'a', 'b', 'c', 'flood', 'a', 'flood', 'flood']);
    expect(given).toHaveLength(44);
  });

  it('has a few pieces of work at once before the workers, and another workspace stands behind those alone', async () => {
    const turns = createTurns(fakeTime());
    const started: string[] = [];
    const finish: (() => void)[] = [];
    function work(workspaceId: string): Promise<void> {
      return turns.share(workspaceId, () => {
        started.push(workspaceId);
        return new Promise<void>((resolve) => finish.push(resolve));
      });
    }
    const all = [...Array.from({ length: 100 }, () => work('flood')), work('other')];
    await Promise.resolve();
    expect(started).toEqual([...Array.from({ length: SHARE }, () => 'flood'), 'other']);
    for (let done = 1; done <= all.length; done += 1) {
      finish[done - 1]?.();
      await new Promise((resolve) => setImmediate(resolve));
      expect(started.length - done).toBeLessThanOrEqual(SHARE + 1);
    }
    await Promise.all(all);
    expect(started).toHaveLength(101);
  });

  it('fills half of the room, and is told that the app is busy; others find room', async () => {
    const turns = createTurns(fakeTime());
    const half = MAX_WAITING / 2;
    const flood = Array.from({ length: half }, () => turns.next('flood'));
    expect(turns.areFull('flood')).toBe(true);
    await expect(turns.next('flood')).rejects.toMatchObject({ code: 'queue-full' });
    expect(turns.areFull('other')).toBe(false);
    await expect(Promise.all([...flood, turns.next('other')])).resolves.toHaveLength(half + 1);
    expect(turns.areFull('flood')).toBe(false);
  });

  it('leaves room beside another flood, and what is before the workers counts', async () => {
    const turns = createTurns(fakeTime());
    const never = new Promise<void>(() => {});
    const work = (workspaceId: string) => void turns.share(workspaceId, () => never);
    for (const workspaceId of ['flood', 'second', 'third']) {
      while (!turns.areFull(workspaceId)) work(workspaceId);
      expect(turns.areFull('other')).toBe(false);
    }
    let one = 0;
    while (!turns.areFull(`T${one}`)) {
      work(`T${one}`);
      one += 1;
    }
    // A half, a quarter, an eighth; the rest for workspaces with one request each.
    expect(one).toBe(MAX_WAITING - 50 - 25 - 13);
  });
});

describe('a person who floods the app', () => {
  it('fills half of what the workspace may have, and is told that the app is busy; others of it find room', async () => {
    const turns = createTurns(fakeTime());
    const flooding = turns.of('U1');
    const quarter = MAX_WAITING / 4;
    const flood = Array.from({ length: quarter }, () => flooding.next('T1'));
    expect(flooding.areFull('T1')).toBe(true);
    await expect(flooding.next('T1')).rejects.toMatchObject({ code: 'queue-full' });
    expect(turns.of('U2').areFull('T1')).toBe(false);
    // The same id in another workspace is somebody else.
    expect(flooding.areFull('T2')).toBe(false);
    await expect(Promise.all([...flood, turns.of('U2').next('T1')])).resolves.toHaveLength(quarter + 1);
    expect(flooding.areFull('T1')).toBe(false);
  });

  it('leaves room beside another flood of the workspace, what is before the workers counts, and is given back', async () => {
    const turns = createTurns(fakeTime());
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const work: Promise<void>[] = [];
    for (const userId of ['U1', 'U2', 'U3']) {
      while (!turns.of(userId).areFull('T1')) work.push(turns.of(userId).share('T1', () => held));
      expect(turns.of('another').areFull('T1')).toBe(false);
    }
    expect(work).toHaveLength(25 + 13 + 6);
    expect(turns.areFull('T2')).toBe(false);
    finish();
    await Promise.all(work);
    expect(turns.of('U1').areFull('T1')).toBe(false);
  });
});
