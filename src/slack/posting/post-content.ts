import type { Logger } from 'pino';
import type { Drawing } from '../../charts/memo/memo.js';
import type { Workload } from '../../engine/index.js';
import type { Measures } from '../../metrics/measures.js';
import { failureSentence } from '../errors/refusals.js';
import { noticeMessage } from '../kit/notice-message.js';
import { referenceWords, reportFailure } from '../kit/reference.js';
import { counted } from '../kit/safe-text.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { isOutOfReach, type SlackFailure } from '../kit/slack-error.js';
import { chartNote } from './chart-notes.js';
import type { Claims } from './claims.js';
import { type Delivered, deliver } from './deliver.js';
import { type Person, tellPerson } from './person.js';
import { clearAway, isPictureShown, prepareChart, type Shown, versionsOf } from './prepare-chart.js';
import { respondTo } from './response-url.js';
import type { Turns } from './turns.js';

/** Where an answer goes. */
export type Destination =
  | {
      readonly kind: 'conversation';
      readonly channelId: string;
      /** The thread that it stays in. */
      readonly threadTs?: string;
    }
  /** A direct message to the person who asked. */
  | { readonly kind: 'private' };

/** An answer: what is said, and its picture. */
export interface Content extends Shown {
  /** What the form opens with when the answer did not arrive. */
  readonly workload?: Workload;
}

/** One request for an answer. */
export interface ContentSubmission {
  readonly workspaceId: string;
  /** The same for every delivery of the same request, different for every other. */
  readonly key: string;
  readonly content: () => Promise<Content>;
  readonly destination: Destination;
  readonly person: Person;
}

/** What posting an answer needs. */
export interface Posting {
  readonly api: SlackApi;
  readonly outside: Outside;
  readonly renderer: { render(drawing: Drawing): Promise<Buffer> };
  readonly claims: Claims;
  readonly turns: Turns;
  readonly logger: Logger;
  readonly measures?: Measures;
  /** Where an admin installs the app again; absent where nobody knows. */
  readonly installUrl?: string;
}

/** How it ended, for the log and for tests. */
export type PostOutcome =
  | 'posted'
  | 'posted-through-response-url'
  | 'told-privately'
  | 'unknown'
  | 'duplicate';

/** A wait longer than this is announced, in seconds. */
const WORTH_ANNOUNCING_SECONDS = 3;

/**
 * Posts the answer to one submission, once: renders and uploads the chart, posts one message with numbers and
 * picture. Whatever happens to the picture, the numbers arrive; whatever happens to the numbers, the person is told.
 */
export async function postContent(posting: Posting, submission: ContentSubmission): Promise<PostOutcome> {
  const { claims, logger, api, outside } = posting;
  // The claim is a write: in a burst the records of what is still to be acknowledged go first.
  await posting.turns.next(submission.workspaceId);
  if (!(await claims.claim(submission.workspaceId, submission.key))) {
    logger.info('A submission was delivered twice; the second delivery is passed over');
    posting.measures?.answered('duplicate');
    return 'duplicate';
  }
  const content = await submission.content();
  const chart = await prepareChart({ ...posting, renderer: rendererFor(posting, submission) }, content.chart);
  const { destination, person } = submission;
  const channel = destination.kind === 'private' ? person.userId : destination.channelId;
  const thread =
    destination.kind === 'conversation' && destination.threadTs !== undefined
      ? { threadTs: destination.threadTs }
      : {};
  const delivered = await deliver(
    api,
    outside,
    channel,
    { ...versionsOf(content, chart), ...thread },
    {
      tries: 4,
      mostSeconds: 30,
      onWait: (seconds) => announceWait(posting, person, seconds),
    },
  );
  const outcome = await conclude(posting, submission, content, delivered);
  posting.measures?.answered(outcome);
  await clearAway(posting, chart, delivered);
  logger.info(
    {
      outcome,
      destination: destination.kind,
      chart: chart.result.kind === 'file' ? isPictureShown(delivered) : chart.failure,
      failure: delivered.kind === 'failed' ? delivered.failure : undefined,
    },
    'An answer was posted or explained',
  );
  return outcome;
}

/** Draws with the share of one workspace. */
function rendererFor({ renderer, turns }: Posting, { workspaceId }: ContentSubmission): Posting['renderer'] {
  return { render: (chart) => turns.share(workspaceId, () => renderer.render(chart)) };
}

async function announceWait(posting: Posting, person: Person, seconds: number): Promise<void> {
  if (seconds <= WORTH_ANNOUNCING_SECONDS) return;
  const sentence = `Slack is throttling me. Your result follows in about ${counted(Math.ceil(seconds), 'second')}.`;
  await tellPerson(posting, person, noticeMessage([sentence]));
}

async function conclude(
  posting: Posting,
  submission: ContentSubmission,
  content: Content,
  delivered: Delivered,
): Promise<PostOutcome> {
  const { person, destination } = submission;
  if (delivered.kind === 'posted') {
    if (destination.kind === 'private' && person.channelId !== undefined) {
      await tellPerson(
        posting,
        person,
        noticeMessage(['I sent the result to you in a direct message. Nobody else sees it.']),
      );
    }
    return 'posted';
  }
  const { failure } = delivered;
  if (failure.kind === 'unknown') {
    await tellUnconfirmed(posting, person, content, failure);
    return 'unknown';
  }
  if (destination.kind === 'conversation' && isOutOfReach(failure)) {
    const outcome = await postThroughResponseUrl(posting, submission, content);
    if (outcome !== undefined) return outcome;
  }
  return tellNumbers(posting, person, content, failure);
}

/** Numbers for everybody in a conversation in which the bot is not, and a private word on how to get the chart. */
async function postThroughResponseUrl(
  posting: Posting,
  { person, destination }: ContentSubmission,
  content: Content,
): Promise<PostOutcome | undefined> {
  if (destination.kind !== 'conversation' || person.responseUrl === undefined) return undefined;
  if (person.channelId !== destination.channelId) return undefined;
  const note = chartNote({ kind: 'not-a-member' });
  const numbers = content.message({ kind: 'none', note });
  const answer = await respondTo(person.responseUrl, numbers, 'in_channel', posting.outside, {
    ...(destination.threadTs !== undefined && { threadTs: destination.threadTs }),
  });
  if (answer.kind === 'refused') return undefined;
  const isDirect = person.channelId?.startsWith('D') === true;
  const invite = isDirect
    ? 'The chart is missing because I cannot join a direct message between people. Add the word private to get it from me in a direct message.'
    : 'The chart is missing because I am not a member here. Type /invite @ftcost and run it again to get the chart.';
  if (answer.kind === 'unknown') {
    await tellUnconfirmed(posting, person, content, { kind: 'unknown', why: 'no_answer' });
    return 'unknown';
  }
  await tellPerson(posting, person, noticeMessage([invite], content.workload));
  return 'posted-through-response-url';
}

/** Nobody knows whether the answer was posted: the person is asked to look. */
async function tellUnconfirmed(
  posting: Posting,
  person: Person,
  content: Content,
  failure: SlackFailure,
): Promise<void> {
  const reference = reportFailure(posting.logger, { failure }, 'Slack did not confirm an answer');
  await tellPerson(posting, person, noticeMessage([failureSentence(failure)], content.workload, reference));
}

/** The numbers for the person alone, with the reason why they are not where they were meant to be. */
async function tellNumbers(
  posting: Posting,
  person: Person,
  content: Content,
  failure: SlackFailure,
): Promise<PostOutcome> {
  const reference = reportFailure(posting.logger, { failure }, 'An answer could not be posted');
  const numbers = content.message({ kind: 'none' }, [
    failureSentence(failure, posting.installUrl),
    referenceWords(reference),
    'Here are the numbers, for you alone:',
  ]);
  await tellPerson(posting, person, numbers);
  return 'told-privately';
}
