import { expect, it } from 'vitest';
import type { DigestWindow } from '../../src/digest/ports.js';
import type { RunKind } from '../../src/store/digest-runs.js';
import type { Subscription } from '../../src/workspace/subscription.js';
import { describeOnEveryStore } from '../store/stores.js';
import { DAY, type DigestWorld, HOUR, MINUTE, MONDAY, startDigestWorld } from './world.js';

/** The digest on Mondays at nine, alerts at ten on the other days. */
const SCHEDULE = { weekday: 1, hour: 9, timeZone: 'Europe/Berlin', alertHour: 10 };
const TUESDAY = MONDAY.getTime() + DAY + HOUR;

/** Says what it is and which time it covers, on the days that have news. */
function tells(news: (window: DigestWindow, kind: RunKind) => boolean) {
  return async (window: DigestWindow, kind: RunKind) =>
    news(window, kind)
      ? {
          kind: 'digest' as const,
          content: { title: `${kind} ${window.from.toISOString()} ${window.until.toISOString()}` },
        }
      : { kind: 'quiet' as const };
}

async function tickAt(world: DigestWorld, instant: number): Promise<void> {
  world.clock.now = instant;
  await world.first.digests.tick();
}

function kept(world: DigestWorld, { workspaceId, id }: Subscription) {
  return world.first.sending.subscriptions.get(workspaceId, id);
}

/** What was posted, as `kind`. */
function kinds(world: DigestWorld): readonly string[] {
  return world.digests().map((text) => text.split(' ')[0] ?? '');
}

describeOnEveryStore('an alert', (stores) => {
  it('comes at its hour on every day with news but that of the digest, which tells the same', async () => {
    const world = await startDigestWorld(await stores.open(), { compose: tells(() => true) });
    await world.subscribe({ schedule: SCHEDULE });
    for (let day = 0; day <= 7; day += 1)
      for (const hour of [-1, 0, 1, 2]) await tickAt(world, MONDAY.getTime() + day * DAY + hour * HOUR);
    expect(kinds(world)).toEqual(['digest', ...Array<string>(6).fill('alert'), 'digest']);
    const alerts = world.windows.slice(1, 7);
    expect(alerts[0]).toEqual({ from: MONDAY, until: new Date(TUESDAY) });
    for (const [index, { from, until }] of alerts.slice(1).entries()) {
      expect(from).toEqual(alerts[index]?.until);
      expect(until).toEqual(new Date(TUESDAY + (index + 1) * DAY));
    }
    expect(world.windows.at(-1)).toEqual({ from: MONDAY, until: new Date(MONDAY.getTime() + 7 * DAY) });
  });

  it('is off until somebody asks for it', async () => {
    const world = await startDigestWorld(await stores.open(), { compose: tells(() => true) });
    await world.subscribe();
    for (let day = 0; day < 7; day += 1) await tickAt(world, TUESDAY + day * DAY);
    expect(kinds(world)).toEqual(['digest', 'digest']);
  });

  it('of a day without news is no message, and the day counts as told', async () => {
    const world = await startDigestWorld(await stores.open(), {
      compose: tells((_, kind) => kind === 'digest'),
    });
    const subscription = await world.subscribe({ schedule: SCHEDULE });
    await tickAt(world, MONDAY.getTime());
    await tickAt(world, TUESDAY);
    expect(kinds(world)).toEqual(['digest']);
    expect(await kept(world, subscription)).toMatchObject({
      coveredUntil: MONDAY,
      alertedUntil: new Date(TUESDAY),
    });
  });

  it('late by up to eight hours says so; a later one is left to the next, which covers its time, and nobody is told', async () => {
    const world = await startDigestWorld(await stores.open(), { compose: tells(() => true) });
    await world.subscribe({ schedule: SCHEDULE });
    await tickAt(world, MONDAY.getTime());
    await tickAt(world, TUESDAY + 8 * HOUR);
    expect(world.digests().at(-1)).toContain(
      'This alert is late: it was due on Tuesday, 24 November, 10:00 (Europe/Berlin)',
    );
    await tickAt(world, TUESDAY + DAY + 8 * HOUR + MINUTE);
    expect(world.digests()).toHaveLength(2);
    await tickAt(world, TUESDAY + 2 * DAY);
    expect(world.digests()).toHaveLength(3);
    expect(world.windows.at(-1)?.from).toEqual(new Date(TUESDAY + 8 * HOUR));
    expect(world.told()).toEqual([]);
  });

  it('does not come beside a digest that comes late: one message says it all', async () => {
    const world = await startDigestWorld(await stores.open(), { compose: tells(() => true) });
    await world.subscribe({ schedule: SCHEDULE });
    await tickAt(world, TUESDAY);
    await tickAt(world, TUESDAY + HOUR);
    expect(kinds(world)).toEqual(['digest']);
    await tickAt(world, TUESDAY + DAY);
    expect(kinds(world)).toEqual(['digest', 'alert']);
    expect(world.windows.at(-1)?.from).toEqual(new Date(TUESDAY));
  });

  it('that may be missing is not sent twice, and the subscriber is told', async () => {
    const world = await startDigestWorld(await stores.open(), {
      server: { scopes: ['chat:write'] },
      compose: tells((_, kind) => kind === 'alert'),
    });
    await world.subscribe({ schedule: SCHEDULE });
    await tickAt(world, MONDAY.getTime());
    world.slack.faults.add({
      method: 'chat.postMessage',
      respond: { destroySocket: true, afterEffect: true },
    });
    await tickAt(world, TUESDAY);
    await tickAt(world, TUESDAY + 20 * MINUTE);
    expect(kinds(world)).toEqual(['alert']);
    expect(world.told()).toEqual([expect.stringContaining('The alert for')]);
    expect(world.told()[0]).toContain('may be missing');
  });
});
