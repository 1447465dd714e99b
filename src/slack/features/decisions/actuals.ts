import { periodsOf } from '../../../decisions/actual.js';
import { realisedById } from '../../../decisions/realised.js';
import { realisedReport } from '../../../decisions/realised-report.js';
import { FileError } from '../../../numbers/file-error.js';
import type { Estimate } from '../../../workspace/estimate.js';
import type { KeptTune } from '../../../workspace/tune.js';
import type { Request, Words } from '../../entry/request.js';
import { basisOf, today, vocabulary } from '../../entry/services.js';
import { numberAt } from '../../grammar/flat-workload.js';
import { readWorkloadText } from '../../grammar/workload-text.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asOneLine } from '../../kit/safe-text.js';
import { countedModel } from '../files/findings.js';
import { readShared } from '../files/reading.js';
import { reportMessage } from '../files/report-message.js';
import { measuredOf } from './budget.js';
import { findByName } from './by-name.js';

/** What an adopted decision really came to: usage exports, read and held against its forecast. */

const ADOPT_FIRST =
  'is not adopted, so there is no day that parts before from after. Adopt it first, with the day if it was earlier: /ftcost adopt NAME 2026-10-01.';

/** `actuals NAME`, typed: what is known of it, or how it comes to be known. */
export async function answerWithActuals(request: Words, after: string): Promise<void> {
  await request.received();
  const found = await findByName(request, after, 'actuals');
  if (found.kind === 'none') return request.tell(noticeMessage([found.why]));
  await tellActuals(request, found.estimate, []);
}

/** The words with which files are sent that hold the usage of a decision: `actuals Ticket triage 20k/day`. */
const ASKED = /^\s*(?:\/ftcost\s+)?actuals?\b\s*(.*)$/is;

/** What is said after `actuals` with files; `undefined` where they are for something else. */
export function actualsAsked(said: string): string | undefined {
  return ASKED.exec(said)?.[1];
}

/** Usage exports that somebody sends for a decision: only their sums by day are read, and those of its days are kept. */
export async function importUsage(words: Words, fileIds: readonly string[], said: string): Promise<void> {
  const { services, workspaceId, person } = words;
  const known = vocabulary(services);
  const { name, queriesPerDay, models } = readSaid(said, known);
  const found = await findByName(words, name, 'actuals');
  if (found.kind === 'none') return words.tell(noticeMessage([found.why]));
  const { estimate } = found;
  const adoption = estimate.life?.adoption;
  if (adoption === undefined) {
    return words.tell(noticeMessage([`“${asOneLine(estimate.name)}” ${ADOPT_FIRST}`]));
  }
  try {
    const model = countedModel({ 'current.model': estimate.workload.current.model }, known);
    const answer = await readShared(words, fileIds, { model });
    if (answer.kind !== 'usage') {
      return words.tell(
        noticeMessage([
          'This is no usage export. Send what the seller, the gateway or the cloud exports of tokens and costs by day.',
        ]),
      );
    }
    const { book } = await basisOf(services, workspaceId);
    const wanted = { adoption, models: [estimate.workload.current.model, ...models], queriesPerDay };
    const periods = periodsOf(answer.usage, book, wanted);
    const problems = periods.flatMap((one) => (one.kind === 'problem' ? [one.why] : []));
    const read = periods.flatMap((one) => (one.kind === 'read' ? [one] : []));
    if (periods.length === 0)
      problems.push(`The file has no day from the thirty before ${adoption.on}, or since.`);
    const isThere = await services.workspaces.actuals.keep(
      workspaceId,
      read.map(({ period, from, to, actual }) => ({
        estimateId: estimate.id,
        period,
        fromDay: from,
        toDay: to,
        actual,
      })),
      person,
      services.clock(),
    );
    if (!isThere) return words.tell(noticeMessage(['This estimate is gone: somebody has deleted it.']));
    const newest = read.at(-1);
    if (newest !== undefined) {
      const measured = measuredOf({ ...newest, fromDay: newest.from, toDay: newest.to }, newest.growth);
      await services.workspaces.budgets.measure(workspaceId, estimate.id, measured, services.clock());
    }
    await tellActuals(words, estimate, problems);
    await words.changed();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await words.tell(noticeMessage([error.message]));
  }
}

/** The name of an estimate, and what is said behind it: queries a day, and models that answer it beside those forecast. */
function readSaid(said: string, known: ReturnType<typeof vocabulary>) {
  const parts = asOneLine(said).split(' ');
  const models: string[] = [];
  let queriesPerDay: number | undefined;
  while (parts.length > 1) {
    const last = parts.at(-1) ?? '';
    const model = known.findModel(last);
    const read = /^\d[^/]*\/\w+$/.test(last) ? readWorkloadText(last, known) : undefined;
    const volume = read === undefined || read.ok ? undefined : numberAt(read.draft, 'volume.queriesPerDay');
    if (model !== undefined) models.push(model.id);
    else if (volume !== undefined) queriesPerDay = volume;
    else break;
    parts.pop();
  }
  return { name: parts.join(' '), queriesPerDay, models };
}

async function tellActuals(request: Request, estimate: Estimate, problems: readonly string[]): Promise<void> {
  const { services, workspaceId } = request;
  const adoption = estimate.life?.adoption;
  if (adoption === undefined) {
    return request.tell(noticeMessage([`“${asOneLine(estimate.name)}” ${ADOPT_FIRST}`]));
  }
  const usage = (await services.workspaces.actuals.list(workspaceId)).filter(
    ({ estimateId }) => estimateId === estimate.id,
  );
  const tunes = (await services.workspaces.tunes.list(workspaceId)).filter(
    ({ estimateId }) => estimateId === estimate.id,
  );
  const report = realisedReport({
    name: estimate.name,
    adoption,
    usage: [...usage].sort((a, b) => a.fromDay.localeCompare(b.fromDay)),
    realised: realisedById([estimate], usage).get(estimate.id),
    spentUsd:
      tunes.length === 0 ? adoption.upfrontUsd : tunes.reduce((sum, { tune }) => sum + tune.costUsd, 0),
    judged: judgedLines(estimate, tunes),
    today: today(services),
  });
  await request.tell(reportMessage(report, { notes: problems, buttons: [] }));
}

/** How the answers were judged: today's model as the workload has it, and the newest tune that was. */
function judgedLines({ workload }: Estimate, tunes: readonly KeptTune[]): readonly string[] {
  const current = workload.quality?.current;
  const since = tunes.find(({ tune }) => tune.evaluation !== undefined)?.tune.evaluation;
  return [
    ...(typeof current === 'object' ? [`Judged before: ${current.right} of ${current.items} right.`] : []),
    ...(since === undefined ? [] : [`Judged since: ${since.right} of ${since.items} right.`]),
  ];
}
