import type { Logger } from 'pino';
import type { Chart } from '../../charts/chart.js';
import { ChartError } from '../../charts/chart-error.js';
import { savingsChart } from '../../charts/savings-chart.js';
import type { Advice } from '../../engine/index.js';
import { chartNote } from '../messages/chart-notes.js';
import { noticeMessage } from '../messages/notice-message.js';
import { refusalNote } from '../messages/refusal-notes.js';
import { type ResultChart, resultMessage } from '../messages/result-message.js';
import type { Claims } from './claims.js';
import { type Delivered, deliver, type Versions } from './deliver.js';
import { type Person, tellPerson } from './person.js';
import { respondTo } from './response-url.js';
import type { Outside, SlackApi } from './slack-api.js';
import { isOutOfReach, type SlackFailure } from './slack-error.js';
import type { Turns } from './turns.js';
import { type ChartFailure, deleteChart, uploadChart } from './upload-chart.js';

/** Where a result goes. */
export type Destination =
  | { readonly kind: 'conversation'; readonly channelId: string }
  /** A direct message to the person who asked. */
  | { readonly kind: 'private' };

/** One request for a result. */
export interface Submission {
  /** The same for every delivery of the same request, different for every other. */
  readonly key: string;
  readonly advice: () => Promise<Advice>;
  readonly destination: Destination;
  readonly person: Person;
}

/** What posting a result needs. */
export interface Posting {
  readonly api: SlackApi;
  readonly outside: Outside;
  readonly renderer: { render(chart: Chart): Promise<Buffer> };
  readonly claims: Claims;
  readonly turns: Turns;
  readonly logger: Logger;
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
 * Posts the result of one submission, once: renders and uploads the chart, posts one message with numbers and
 * picture. Whatever happens to the picture, the numbers arrive; whatever happens to the numbers, the person is told.
 */
export async function postResult(posting: Posting, submission: Submission): Promise<PostOutcome> {
  const { claims, logger, api, outside } = posting;
  if (!(await claims.claim(submission.key))) {
    logger.info('A submission was delivered twice; the second delivery is passed over');
    return 'duplicate';
  }
  await posting.turns.next();
  const advice = await submission.advice();
  const chart = await prepareChart(posting, advice);
  const { destination, person } = submission;
  const channel = destination.kind === 'private' ? person.userId : destination.channelId;
  const delivered = await deliver(api, outside, channel, versionsOf(advice, chart), {
    tries: 4,
    mostSeconds: 30,
    onWait: (seconds) => announceWait(posting, person, seconds),
  });
  const outcome = await conclude(posting, submission, advice, delivered);
  const isShown = delivered.kind === 'posted' ? delivered.withPicture : delivered.failure.kind === 'unknown';
  if (chart.fileId !== undefined && !isShown) await deleteChart(api, outside, chart.fileId);
  logger.info(
    {
      outcome,
      destination: destination.kind,
      chart: chart.result.kind === 'file' ? isShown : chart.failure,
      failure: delivered.kind === 'failed' ? delivered.failure : undefined,
    },
    'A result was posted or explained',
  );
  return outcome;
}

/** The chart as far as it got. */
interface PreparedChart {
  readonly result: ResultChart;
  /** A file that exists at Slack, usable or not. */
  readonly fileId?: string;
  readonly failure?: ChartFailure;
}

async function prepareChart(posting: Posting, advice: Advice): Promise<PreparedChart> {
  const { api, outside, renderer, logger } = posting;
  try {
    const chart = savingsChart(advice);
    const png = await renderer.render(chart);
    const uploaded = await uploadChart(api, outside, png, chart.title);
    if (uploaded.ok) {
      const { fileId } = uploaded;
      return { result: { kind: 'file', fileId, title: chart.title, altText: chart.altText }, fileId };
    }
    const { failure, fileId } = uploaded;
    logger.warn({ failure }, 'The chart could not be uploaded');
    return {
      result: { kind: 'none', note: chartNote(failure) },
      failure,
      ...(fileId === undefined ? {} : { fileId }),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger.error(
      { err: error, code: error instanceof ChartError ? error.code : undefined },
      'The chart could not be made',
    );
    const failure: ChartFailure = { kind: 'not-rendered' };
    return { result: { kind: 'none', note: chartNote(failure) }, failure };
  }
}

function versionsOf(advice: Advice, chart: PreparedChart): Versions {
  if (chart.result.kind === 'none') {
    return { withPicture: undefined, withoutPicture: resultMessage(advice, chart.result) };
  }
  const note = chartNote({ kind: 'not-accepted' });
  return {
    withPicture: resultMessage(advice, chart.result),
    withoutPicture: resultMessage(advice, { kind: 'none', note }),
  };
}

async function announceWait(posting: Posting, person: Person, seconds: number): Promise<void> {
  if (seconds <= WORTH_ANNOUNCING_SECONDS) return;
  const sentence = `Slack is throttling me. Your result follows in about ${Math.ceil(seconds)} seconds.`;
  await tellPerson(posting, person, noticeMessage([sentence]));
}

async function conclude(
  posting: Posting,
  submission: Submission,
  advice: Advice,
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
    await tellPerson(posting, person, noticeMessage([refusalNote(failure)], advice.workload));
    return 'unknown';
  }
  if (destination.kind === 'conversation' && isOutOfReach(failure)) {
    const outcome = await postThroughResponseUrl(posting, submission, advice);
    if (outcome !== undefined) return outcome;
  }
  return tellNumbers(posting, person, advice, failure);
}

/** Numbers for everybody in a conversation in which the bot is not, and a private word on how to get the chart. */
async function postThroughResponseUrl(
  posting: Posting,
  { person, destination }: Submission,
  advice: Advice,
): Promise<PostOutcome | undefined> {
  const here = destination.kind === 'conversation' && person.channelId === destination.channelId;
  if (person.responseUrl === undefined || !here) return undefined;
  const note = chartNote({ kind: 'not-a-member' });
  const numbers = resultMessage(advice, { kind: 'none', note });
  const answer = await respondTo(person.responseUrl, numbers, 'in_channel', posting.outside);
  if (answer.kind === 'refused') return undefined;
  const isDirect = person.channelId?.startsWith('D') === true;
  const invite = isDirect
    ? 'The chart is missing because I cannot join a direct message between people. Add the word private to get it from me in a direct message.'
    : 'The chart is missing because I am not a member here. Type /invite @ftcost and run it again to get the chart.';
  const sentence = answer.kind === 'sent' ? invite : refusalNote({ kind: 'unknown', why: 'no_answer' });
  await tellPerson(posting, person, noticeMessage([sentence], advice.workload));
  return answer.kind === 'sent' ? 'posted-through-response-url' : 'unknown';
}

/** The numbers for the person alone, with the reason why they are not where they were meant to be. */
async function tellNumbers(
  posting: Posting,
  person: Person,
  advice: Advice,
  failure: SlackFailure,
): Promise<PostOutcome> {
  const numbers = resultMessage(advice, { kind: 'none' }, [
    refusalNote(failure),
    'Here are the numbers, for you alone:',
  ]);
  await tellPerson(posting, person, numbers);
  return 'told-privately';
}
