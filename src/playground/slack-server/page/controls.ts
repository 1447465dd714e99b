import type { ClockRequest, FeedRequest, PlaygroundAnswer } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import type { SlackControls } from '../options.js';

const NO_CONTROLS: PlaygroundAnswer = { ok: false, error: 'This workspace has the clock of the machine.' };

/** Moves the clock, and answers when everything that came due is done. */
export async function moveClock(slack: SlackContext, request: ClockRequest): Promise<PlaygroundAnswer> {
  const clock = slack.settings.controls?.clock;
  if (clock === undefined) return NO_CONTROLS;
  if ('to' in request && request.to !== 'next-digest') {
    const problem = await (request.to === 'next-alert' ? clock.toNextAlert?.() : clock.putAlertAhead?.());
    slack.feed.publish({ type: 'clock-changed' });
    return typeof problem !== 'string' ? { ok: true } : { ok: false, error: problem };
  }
  const milliseconds = 'advanceMs' in request ? request.advanceMs : await untilNextDigest(slack, clock);
  if (milliseconds === undefined) return { ok: false, error: 'No digest is planned.' };
  await clock.advance(milliseconds);
  slack.feed.publish({ type: 'clock-changed' });
  return { ok: true };
}

async function untilNextDigest(
  slack: SlackContext,
  clock: SlackControls['clock'],
): Promise<number | undefined> {
  const next = await clock.nextDigestAt?.();
  return next === undefined ? undefined : Math.max(0, next.getTime() - slack.clock());
}

/** Chooses a price feed, and answers when its prices are in use. */
export async function chooseFeed(slack: SlackContext, { id }: FeedRequest): Promise<PlaygroundAnswer> {
  const feeds = slack.settings.controls?.feeds;
  if (feeds === undefined) return NO_CONTROLS;
  if (!feeds.list.some((feed) => feed.id === id)) return { ok: false, error: `There is no feed ${id}.` };
  await feeds.select(id);
  slack.feed.publish({ type: 'feeds-changed' });
  return { ok: true };
}
