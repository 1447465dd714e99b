import { randomUUID } from 'node:crypto';
import { DAYS_PER_MONTH } from '../../../engine/defaults.js';
import { addDays, completeWorkload, formatCount, formatDay, formatUsd } from '../../../engine/index.js';
import { FileError } from '../../../numbers/file-error.js';
import { counted, type Report } from '../../../numbers/report.js';
import { trainingBills } from '../../../numbers/training/training-bills.js';
import type { PriceBook, TuningOffer } from '../../../prices/price-book.js';
import type { Estimate } from '../../../workspace/estimate.js';
import type { KeptTune, Tune } from '../../../workspace/tune.js';
import type { Request, Words } from '../../entry/request.js';
import { basisOf, today, vocabulary } from '../../entry/services.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asOneLine } from '../../kit/safe-text.js';
import { countedModel } from '../files/findings.js';
import { readShared } from '../files/reading.js';
import { reportMessage } from '../files/report-message.js';
import type { CsvCell } from '../result/export-files.js';
import { findByName } from './by-name.js';

/** The ledger of tunes of a decision: a training file and a few words add one, words alone change the newest. */

/** What is said of a tune, and the name of the decision before it. */
interface Said {
  readonly name: string;
  /** A model or a tuning offer. */
  readonly base?: string;
  readonly epochs?: number;
  readonly costUsd?: number;
  readonly evaluation?: Tune['evaluation'];
  readonly deployedOn?: string;
  readonly retrainBy?: string;
}

const HOW =
  'Send me the training file with these words: tune NAME. Behind the name, as far as you know it: the model, 3 epochs, $42, 430/500 (right of judged), deployed=2026-12-01, retrain=2027-09-01.';

/** What one word behind the name says; `undefined` where it belongs to the name. */
function wordSays(word: string, before: string | undefined, book: PriceBook): Partial<Said> | undefined {
  const [, field, day] = /^(deployed|retrain)=(\d{4}-\d{2}-\d{2})$/i.exec(word) ?? [];
  if (day !== undefined && !Number.isNaN(Date.parse(day))) {
    return field?.toLowerCase() === 'deployed' ? { deployedOn: day } : { retrainBy: day };
  }
  const [, right, items] = /^(\d{1,7})\/(\d{1,7})$/.exec(word) ?? [];
  if (right !== undefined && Number(items) > 0 && Number(right) <= Number(items)) {
    return { evaluation: { right: Number(right), items: Number(items) } };
  }
  const [, usd] = /^\$(\d{1,9}(?:\.\d{1,4})?)$/.exec(word.replaceAll(',', '')) ?? [];
  if (usd !== undefined) return { costUsd: Number(usd) };
  const [, epochs] = /^epochs=(\d{1,3})$/i.exec(word) ?? [];
  if (epochs !== undefined && Number(epochs) > 0) return { epochs: Number(epochs) };
  if (/^epochs?$/i.test(word) && /^\d{1,3}$/.test(before ?? '') && Number(before) > 0)
    return { epochs: Number(before) };
  const isKnown = book.findModel(word) !== undefined || book.tuningOffers.some(({ id }) => id === word);
  return isKnown ? { base: word } : undefined;
}

function readSaid(text: string, book: PriceBook): Said {
  const parts = asOneLine(text).split(' ');
  let said: Omit<Said, 'name'> = {};
  while (parts.length > 0) {
    const word = parts.at(-1) ?? '';
    const says = wordSays(word, parts.at(-2), book);
    if (says === undefined) break;
    said = { ...says, ...said };
    parts.splice(/^epochs?$/i.test(word) ? -2 : -1);
  }
  return { ...said, name: parts.join(' ') };
}

/** What follows `tune` in words that come with a file; `undefined` where they are for something else. */
export function tuneAsked(said: string): string | undefined {
  return /^\s*(?:\/ftcost\s+)?tune\b\s*(.*)$/is.exec(said)?.[1];
}

/** A training file with `tune NAME ...`: adds a tune with hash and counts of the file. */
export async function addTune(words: Words, fileIds: readonly string[], text: string): Promise<void> {
  const { services, workspaceId, person } = words;
  const { book } = await basisOf(services, workspaceId);
  const said = readSaid(text, book);
  const found = await findByName(words, said.name, 'tune');
  if (found.kind === 'none') return words.tell(noticeMessage([found.why]));
  const { estimate } = found;
  const offer = offerOf(said.base, estimate, book);
  if (offer === undefined) {
    return words.tell(
      noticeMessage([
        'Which model was tuned? Write it behind the name, as in: tune Ticket triage gpt-4.1-mini. The adopted plan is none that tunes one.',
      ]),
    );
  }
  try {
    const model = countedModel({ 'current.model': offer.baseModel ?? '' }, vocabulary(services));
    const answer = await readShared(words, fileIds, { model });
    if (answer.kind !== 'training')
      return words.tell(
        noticeMessage(['This is no training file, so there is no version of the data to keep.', HOW]),
      );
    const { sha256, bytes, examples, tokens } = answer.training;
    const day = today(services);
    const bills = trainingBills(answer.training, book, day, said.epochs);
    const bill = bills.find(
      (one) => one.model === offer.id && (said.epochs === undefined || one.epochs === said.epochs),
    );
    const costUsd = said.costUsd ?? bill?.usd;
    const epochs = said.epochs ?? bill?.epochs;
    if (costUsd === undefined || epochs === undefined) {
      return words.tell(
        noticeMessage([
          'What did the run cost, and how many epochs was it? The price book does not say what this one costs: write $42 3 epochs behind the name.',
        ]),
      );
    }
    const tune: Tune = {
      data: { sha256, bytes, examples, tokens: tokens.total },
      offer: offer.id,
      base: offer.name,
      platform: offer.platform,
      epochs,
      costUsd,
      costBy: said.costUsd === undefined ? 'list prices' : 'a person',
      ...(said.evaluation !== undefined && { evaluation: said.evaluation }),
      ...(said.deployedOn !== undefined && { deployedOn: said.deployedOn }),
    };
    const isKept = await services.workspaces.tunes.keep(
      workspaceId,
      {
        id: randomUUID(),
        estimateId: estimate.id,
        tune,
        retrainBy: said.retrainBy ?? retrainDay(estimate, said.deployedOn ?? day),
        ...(offer.endsOn !== undefined && { endsOn: offer.endsOn.date }),
      },
      person,
      services.clock(),
    );
    if (!isKept) return words.tell(noticeMessage(['This estimate is gone: somebody has deleted it.']));
    await tellTunes(words, estimate);
    await words.changed();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await words.tell(noticeMessage([error.message]));
  }
}

/** The offer that was used: the one that is named, else the one of the adopted plan. */
function offerOf(base: string | undefined, estimate: Estimate, book: PriceBook): TuningOffer | undefined {
  const adopted = new Set(estimate.life?.adoption?.forecast?.after.uses.map(({ model }) => model));
  if (base === undefined) return book.tuningOffers.find(({ id }) => adopted.has(id));
  const model = book.findModel(base);
  const offers = book.tuningOffers.filter(
    ({ id, baseModel }) => id === base || (model !== undefined && baseModel === model.id),
  );
  return (
    offers.find(({ id }) => adopted.has(id)) ??
    offers.find(({ platform }) => platform === model?.platform) ??
    offers[0]
  );
}

/** By when a tune of a day should be trained again: what the workload says, else what every advice assumes. */
function retrainDay({ workload }: Estimate, from: string): string {
  const { retrainEveryMonths } = completeWorkload(workload).complete.stability;
  return addDays(from, retrainEveryMonths * DAYS_PER_MONTH);
}

/** `tune NAME`, typed: its ledger; with more behind the name the newest tune is changed first. */
export async function answerWithTunes(request: Words, after: string): Promise<void> {
  await request.received();
  const { services, workspaceId, person } = request;
  const { book } = await basisOf(services, workspaceId);
  const said = readSaid(after, book);
  const found = await findByName(request, said.name, 'tune');
  if (found.kind === 'none') return request.tell(noticeMessage([found.why]));
  const { estimate } = found;
  const { name: _, base: __, retrainBy, ...changed } = said;
  const newest = (await services.workspaces.tunes.list(workspaceId)).find(
    ({ estimateId }) => estimateId === estimate.id,
  );
  if (newest !== undefined && (retrainBy !== undefined || Object.keys(changed).length > 0)) {
    const { id, estimateId, endsOn, tune } = newest;
    const costBy = changed.costUsd === undefined ? tune.costBy : 'a person';
    const kept = {
      id,
      estimateId,
      tune: { ...tune, ...changed, costBy },
      retrainBy: retrainBy ?? newest.retrainBy,
    };
    await services.workspaces.tunes.keep(
      workspaceId,
      { ...kept, ...(endsOn !== undefined && { endsOn }) },
      person,
      services.clock(),
    );
    await request.changed();
  }
  await tellTunes(request, estimate);
}

async function tellTunes(request: Request, estimate: Estimate): Promise<void> {
  const { services, workspaceId } = request;
  const all = await services.workspaces.tunes.list(workspaceId);
  const own = all.filter(({ estimateId }) => estimateId === estimate.id);
  await request.tell(
    reportMessage(tuneReport(estimate.name, own), { notes: own.length === 0 ? [HOW] : [], buttons: [] }),
  );
}

function tuneReport(name: string, tunes: readonly KeptTune[]): Report {
  return {
    title: `${name}: ${counted(tunes.length, 'tune')}`,
    sections: tunes.map(({ tune, retrainBy, endsOn, createdAt }) => {
      const { data, base, platform, epochs, costUsd, costBy, evaluation, deployedOn } = tune;
      return {
        heading: `${base} on ${platform}, written down on ${formatDay(createdAt.toISOString().slice(0, 10))}`,
        lines: [
          `Data ${data.sha256.slice(0, 12)}: ${counted(data.examples, 'example')}, ${formatCount(data.tokens)} tokens.`,
          `${counted(epochs, 'epoch')} for ${formatUsd(costUsd)}${costBy === 'list prices' ? ', at list prices' : ''}.`,
          evaluation === undefined
            ? 'Not judged.'
            : `Judged: ${evaluation.right} of ${evaluation.items} right.`,
          deployedOn === undefined ? 'Not deployed.' : `Deployed on ${formatDay(deployedOn)}.`,
          `Train again by ${formatDay(retrainBy)}.${endsOn === undefined ? '' : ` It stops answering on ${formatDay(endsOn)}.`}`,
        ],
      };
    }),
  };
}

/** The whole ledger for a spreadsheet. Pure. */
export function tuneTable(tunes: readonly KeptTune[], estimates: readonly Estimate[]): readonly CsvCell[][] {
  const names = new Map(estimates.map(({ id, name }) => [id, name]));
  const head = [
    'decision',
    'data_sha256',
    'examples',
    'tokens',
    'bytes',
    'base',
    'platform',
    'offer',
    'epochs',
    'cost_usd',
  ];
  const rest = [
    'cost_by',
    'right',
    'judged',
    'deployed_on',
    'retrain_by',
    'ends_on',
    'written_down_on',
    'by',
  ];
  return [
    [...head, ...rest],
    ...tunes.map(({ estimateId, tune, retrainBy, endsOn, createdAt, createdBy }): CsvCell[] => {
      const { data, base, platform, offer, epochs, costUsd, costBy, evaluation, deployedOn } = tune;
      return [
        ...[names.get(estimateId) ?? estimateId, data.sha256, data.examples, data.tokens, data.bytes],
        ...[base, platform, offer, epochs, costUsd, costBy],
        ...[evaluation?.right ?? null, evaluation?.items ?? null, deployedOn ?? null],
        ...[retrainBy, endsOn ?? null, createdAt.toISOString().slice(0, 10), createdBy],
      ];
    }),
  ];
}
