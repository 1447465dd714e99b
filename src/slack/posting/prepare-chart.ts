import type { Logger } from 'pino';
import type { Chart } from '../../charts/chart.js';
import { ChartError } from '../../charts/chart-error.js';
import type { Message, ResultChart } from '../kit/blocks.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { chartNote } from './chart-notes.js';
import type { Delivered, Versions } from './deliver.js';
import { type ChartFailure, deleteFile, uploadChart } from './upload.js';

/** Something to post: what is said, and its picture. */
export interface Shown {
  readonly chart?: Chart;
  /** The message with this picture, or without. `notes` come first: why it is not where it was meant to be. */
  message(chart: ResultChart, notes?: readonly string[]): Message;
}

/** The chart as far as it got. */
export interface PreparedChart {
  readonly result: ResultChart;
  /** A file that exists at Slack, usable or not. */
  readonly fileId?: string;
  readonly failure?: ChartFailure;
}

/** What a chart needs on its way to Slack. */
export interface ChartWay {
  readonly api: SlackApi;
  readonly outside: Outside;
  readonly renderer: { render(chart: Chart): Promise<Buffer> };
  readonly logger: Logger;
}

/** Draws and uploads a chart. Never fails: a chart that cannot be had is a note that says why. */
export async function prepareChart(way: ChartWay, chart: Chart | undefined): Promise<PreparedChart> {
  const { api, outside, renderer, logger } = way;
  if (chart === undefined) return { result: { kind: 'none' } };
  try {
    const png = await renderer.render(chart);
    const uploaded = await uploadChart(api, outside, png, chart);
    if (uploaded.ok) {
      const { fileId } = uploaded;
      return { result: { kind: 'file', fileId, altText: chart.altText }, fileId };
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

/** The message with the picture, if there is one, and without. */
export function versionsOf(content: Shown, chart: PreparedChart): Versions {
  if (chart.result.kind === 'none') {
    return { withPicture: undefined, withoutPicture: content.message(chart.result) };
  }
  const note = chartNote({ kind: 'not-accepted' });
  return {
    withPicture: content.message(chart.result),
    withoutPicture: content.message({ kind: 'none', note }),
  };
}

/** Whether readers see the picture, or may see it: after a post with an unknown outcome nobody knows. */
export function isPictureShown(delivered: Delivered): boolean {
  return delivered.kind === 'posted' ? delivered.withPicture : delivered.failure.kind === 'unknown';
}

/** Deletes a picture that no message shows. */
export async function clearAway(
  { api, outside }: Pick<ChartWay, 'api' | 'outside'>,
  chart: PreparedChart,
  delivered: Delivered,
): Promise<void> {
  if (chart.fileId !== undefined && !isPictureShown(delivered)) {
    await deleteFile(api, outside, chart.fileId);
  }
}
