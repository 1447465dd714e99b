import type { Logger } from 'pino';
import { z } from 'zod';
import {
  type DigestRun,
  type DigestRuns,
  isToBeTold,
  kindOf,
  type RunEnd,
  type RunKey,
  type RunKind,
} from '../store/digest-runs.js';
import type { Subscriptions } from '../store/subscriptions.js';
import type { PauseReason, Subscription } from '../workspace/subscription.js';
import { CATCH_UP_MS, WORTH_SAYING_LATE_MS } from './due.js';
import type {
  Compose,
  DigestChannel,
  DigestNotice,
  DigestStep,
  DigestWindow,
  PostOutcome,
  StoredDigest,
  TellSubscriber,
} from './ports.js';
import { RetryLater } from './retry-later.js';

/**
 * The protocol of one digest, or of one alert: they differ in what they cover and in how late they may come. Slack
 * has no idempotency key, so the intent to post is recorded before the call, and the message carries a mark. After a
 * crash or an unknown outcome the channel is searched for the mark: found, it is recorded; surely absent, it is
 * posted again; where that cannot be known it is never posted again, and the subscriber is told.
 */

/** What the protocol works with. */
export interface Sending<Content> {
  readonly runs: DigestRuns;
  readonly subscriptions: Pick<Subscriptions, 'get'>;
  readonly compose: Compose<Content>;
  readonly channel: DigestChannel<Content>;
  readonly tell: TellSubscriber;
  /** Reads content back from the store. */
  readonly contentSchema: z.ZodType<Content>;
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly logger: Logger;
  /** Called between every two steps. */
  readonly onStep?: (step: DigestStep) => Promise<void>;
}

/** How a run stands after a try. `gone`: the subscription was removed. */
export type SendOutcome = DigestRun['state'] | 'gone';

/**
 * A message that was on its way when a process ended has arrived after this time, in milliseconds. Nobody is still
 * posting, either: a post is given up long before.
 */
const SETTLED_AFTER_MS = 10 * 60 * 1_000;

/** Between two looks for a message, in milliseconds. Real time: a clock that jumps cannot shorten it. */
const SECOND_LOOK_MS = 10_000;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Where nothing is known to have been told before, this is covered, in milliseconds. */
const USUAL_WINDOW_MS: Readonly<Record<RunKind, number>> = { digest: 7 * DAY_MS, alert: DAY_MS };

/**
 * Goes on with a run until it has ended, and the subscriber knows where that is needed.
 *
 * @throws RetryLater when another try is needed
 */
export async function sendDigest<Content>(sending: Sending<Content>, key: RunKey): Promise<SendOutcome> {
  const subscription = await sending.subscriptions.get(key.workspaceId, key.subscriptionId);
  if (subscription === undefined) return 'gone';
  const run = await sending.runs.take(key, sending.clock());
  if (run !== undefined) {
    await step(sending, 'taken');
    await work(sending, subscription, run);
  }
  return settle(sending, subscription, key);
}

/**
 * Ends a run after its last try: it has failed, unless the message is found or may be there. Tells the subscriber.
 *
 * @throws RetryLater when the subscriber could not be told yet
 */
export async function giveUp<Content>(sending: Sending<Content>, key: RunKey): Promise<SendOutcome> {
  const subscription = await sending.subscriptions.get(key.workspaceId, key.subscriptionId);
  if (subscription === undefined) return 'gone';
  const run = await sending.runs.take(key, sending.clock());
  if (run?.state === 'posting') {
    const found = await sending.channel.find(subscription, markOf(key), run);
    await step(sending, 'looked');
    if (found.kind === 'found') await sending.runs.posted(key, found.ts, sending.clock());
    else if (found.kind === 'absent' && isSettled(sending, run)) await end(sending, run, 'failed', FAILED);
    else await end(sending, run, 'unknown', UNCONFIRMED);
  } else if (run !== undefined) {
    await end(sending, run, 'failed', run.problem ?? FAILED);
  }
  return settle(sending, subscription, key);
}

const PAUSED = 'the subscription is paused';
const LATE = 'too late';
const FAILED = 'every try failed';
const UNCONFIRMED = 'Slack did not confirm it, and it cannot be seen whether it is there';

/** What marks the message of a run. */
export function markOf({ subscriptionId, week }: RunKey): string {
  return `${subscriptionId}/${week}`;
}

async function work<Content>(
  sending: Sending<Content>,
  subscription: Subscription,
  run: DigestRun,
): Promise<void> {
  if (run.state === 'posting') return recover(sending, subscription, run);
  if (subscription.status === 'paused') return end(sending, run, 'skipped', PAUSED);
  if (isTooLate(sending, run)) return end(sending, run, 'skipped', LATE);
  const composed = run.state === 'composed' ? run : await compose(sending, subscription, run);
  if (composed !== undefined) await post(sending, subscription, composed);
}

function isTooLate(sending: Pick<Sending<never>, 'clock'>, run: DigestRun): boolean {
  return lateByMs(sending, run) > CATCH_UP_MS[kindOf(run)];
}

function lateByMs({ clock }: Pick<Sending<never>, 'clock'>, { dueAt }: DigestRun): number {
  return clock().getTime() - dueAt.getTime();
}

/** @returns nothing when there is nothing to say */
async function compose<Content>(
  sending: Sending<Content>,
  subscription: Subscription,
  run: DigestRun,
): Promise<DigestRun | undefined> {
  const { runs, clock } = sending;
  const kind = kindOf(run);
  const window = windowOf(subscription, kind, clock());
  const composed = await sending.compose(subscription, window, kind);
  await step(sending, 'composed');
  const isLate = lateByMs(sending, run) > WORTH_SAYING_LATE_MS;
  const stored: Omit<StoredDigest<Content>, 'kind'> | null =
    composed.kind === 'quiet'
      ? null
      : { content: composed.content, ...(isLate && { lateSince: run.dueAt.toISOString() }) };
  const kept = still(await runs.keepContent(run, stored, window.until, clock()));
  await step(sending, 'kept');
  if (stored !== null) return kept;
  await end(sending, kept, 'quiet');
  return undefined;
}

/** From what has been told until now. A beginning that lies ahead stems from a clock that was wrong. */
function windowOf({ coveredUntil, alertedUntil }: Subscription, kind: RunKind, until: Date): DigestWindow {
  const told = kind === 'alert' ? alertedUntil : coveredUntil;
  if (told !== undefined && told < until) return { from: told, until };
  return { from: new Date(until.getTime() - USUAL_WINDOW_MS[kind]), until };
}

async function post<Content>(
  sending: Sending<Content>,
  subscription: Subscription,
  run: DigestRun,
): Promise<void> {
  const { runs, channel, clock } = sending;
  const now = clock();
  if (run.notBefore !== null && now < run.notBefore) {
    throw new RetryLater('throttled', `Slack asked for no try before ${run.notBefore.toISOString()}.`);
  }
  const stored = z.object({ content: z.unknown(), lateSince: z.string().optional() }).parse(run.content);
  const content = sending.contentSchema.parse(stored.content);
  const { lateSince } = stored;
  const digest = { kind: kindOf(run), content, ...(lateSince !== undefined && { lateSince }) };
  const ready = await channel.ready(subscription, digest);
  await step(sending, 'ready');
  const anchorTs = await channel.anchor(subscription);
  await step(sending, 'anchored');
  const intended = still(await runs.intend(run, anchorTs, clock()));
  await step(sending, 'intended');
  const outcome = await ready.post(markOf(run));
  await step(sending, 'sent');
  await conclude(sending, subscription, intended, outcome);
}

async function conclude<Content>(
  sending: Sending<Content>,
  subscription: Subscription,
  run: DigestRun,
  outcome: PostOutcome,
): Promise<void> {
  const { runs, clock } = sending;
  switch (outcome.kind) {
    case 'posted':
      await runs.posted(run, outcome.ts, clock());
      return step(sending, 'recorded');
    case 'unknown':
      sending.logger.warn({ run: markOf(run), why: outcome.why }, 'Slack did not confirm a digest');
      return recover(sending, subscription, run);
    case 'throttled': {
      const notBefore = new Date(clock().getTime() + (outcome.seconds ?? 60) * 1_000);
      await runs.withdraw(run, 'throttled', notBefore, clock());
      throw new RetryLater('throttled', `Slack asked for no try before ${notBefore.toISOString()}.`);
    }
    case 'refused':
      if (outcome.pause === undefined) {
        await runs.withdraw(run, outcome.why, undefined, clock());
        throw new RetryLater('refused', `Slack refused the digest: ${outcome.why}.`);
      }
      await end(sending, run, 'failed', outcome.why, outcome.pause);
  }
}

/** After an intent without a known outcome: looks whether the message went out. */
async function recover<Content>(
  sending: Sending<Content>,
  subscription: Subscription,
  run: DigestRun,
): Promise<void> {
  const { channel, runs, clock, sleep } = sending;
  let found = await channel.find(subscription, markOf(run), run);
  await step(sending, 'looked');
  if (found.kind === 'absent') {
    if (!isSettled(sending, run)) {
      throw unsettled();
    }
    await sleep(SECOND_LOOK_MS);
    found = await channel.find(subscription, markOf(run), run);
  }
  if (found.kind === 'found') {
    await runs.posted(run, found.ts, clock());
    return step(sending, 'recorded');
  }
  if (found.kind === 'later') throw unsettled();
  if (found.kind === 'unknowable') return end(sending, run, 'unknown', UNCONFIRMED);
  if (subscription.status === 'paused') return end(sending, run, 'skipped', PAUSED);
  if (isTooLate(sending, run)) return end(sending, run, 'skipped', LATE);
  await post(sending, subscription, run);
}

/** Whether a message that was intended must have arrived by now, if it ever does. */
function isSettled({ clock }: Pick<Sending<never>, 'clock'>, { intendedAt, updatedAt }: DigestRun): boolean {
  return clock().getTime() - (intendedAt ?? updatedAt).getTime() >= SETTLED_AFTER_MS;
}

/** Ends the run, unless a newer try has taken it over. */
async function end<Content>(
  sending: Sending<Content>,
  run: DigestRun,
  state: RunEnd,
  problem?: string,
  pause?: PauseReason,
): Promise<void> {
  const ending = { state, ...(problem !== undefined && { problem }), ...(pause !== undefined && { pause }) };
  if (!(await sending.runs.end(run, ending, sending.clock()))) throw overtaken();
  await step(sending, 'ended');
}

/** Tells the subscriber of an end that needs it, at least once. */
async function settle<Content>(
  sending: Sending<Content>,
  subscription: Subscription,
  key: RunKey,
): Promise<SendOutcome> {
  const { runs, clock, logger } = sending;
  const run = await runs.find(key);
  if (run === undefined) return 'gone';
  if (run.toldAt !== null || run.untellable || !isToBeTold(run)) return run.state;
  const notice = await noticeOf(sending, subscription, run);
  const told =
    notice === undefined
      ? 'told'
      : await sending.tell(subscription, notice, { kind: kindOf(run), dueAt: run.dueAt });
  await step(sending, 'told');
  if (told === 'later') throw new RetryLater('not-told', 'The subscriber could not be told yet.');
  if (told === 'refused') {
    logger.error({ run: markOf(key), workspace: key.workspaceId, notice }, 'A subscriber cannot be told');
    await runs.untellable(key, clock());
  } else {
    await runs.told(key, clock());
  }
  return run.state;
}

/** Nothing where the subscriber paused it, and so knows; nor of an alert whose time the next day's covers. */
async function noticeOf<Content>(
  { subscriptions }: Sending<Content>,
  { workspaceId, id }: Subscription,
  run: DigestRun,
): Promise<DigestNotice | undefined> {
  const { state, problem } = run;
  if (state === 'unknown') return { kind: 'maybe-missing' };
  if (state === 'skipped') {
    return problem === PAUSED || kindOf(run) === 'alert' ? undefined : { kind: 'skipped' };
  }
  // What paused it may have happened in this very try.
  const reason = (await subscriptions.get(workspaceId, id))?.pausedBecause;
  return reason === undefined || reason === 'asked' ? { kind: 'failed' } : { kind: 'paused', reason };
}

function still(run: DigestRun | undefined): DigestRun {
  if (run === undefined) throw overtaken();
  return run;
}

function unsettled(): RetryLater {
  return new RetryLater(
    'unsettled',
    'It is not known yet whether the message is there. The next try looks again.',
  );
}

function overtaken(): RetryLater {
  return new RetryLater('overtaken', 'Another try has taken over, or the channel was unsubscribed.');
}

async function step({ onStep }: Pick<Sending<never>, 'onStep'>, name: DigestStep): Promise<void> {
  await onStep?.(name);
}
