import { isNotNull } from 'drizzle-orm';
import { ConfigError, readConfig } from '../config.js';
import { realisedById } from '../decisions/realised.js';
import { formatShare, formatUsd } from '../engine/index.js';
import { createFeedback } from '../store/feedback.js';
import { openStore } from '../store/open-store.js';
import { estimates, feedback } from '../store/schema/index.js';
import type { Store } from '../store/store.js';
import { StoreError } from '../store/store-error.js';
import { createWorkspaces } from '../store/workspaces.js';

/** How verdicts did, workspace by workspace: what people said of them, and what usage shows against what was forecast. */

/** `npm run calibrate -- --from-store`. @returns the exit code: 2 when the store cannot be opened */
export async function runFeedbackReport(env: Readonly<Record<string, string | undefined>>): Promise<number> {
  try {
    const store = await openStore(readConfig(env).store);
    try {
      console.log((await feedbackLines(store)).join('\n'));
      return 0;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StoreError)) throw error;
    console.error(error instanceof StoreError ? error.explanation : error.message);
    return 2;
  }
}

/** The report. Nothing of one workspace is added to that of another. */
export async function feedbackLines({ database }: Pick<Store, 'database'>): Promise<readonly string[]> {
  const unreadable: string[] = [];
  const workspaces = createWorkspaces(database, ({ table, key }) => unreadable.push(`${table} ${key}`));
  const judged = await database.selectDistinct({ id: feedback.workspaceId }).from(feedback);
  const adopting = await database
    .selectDistinct({ id: estimates.workspaceId })
    .from(estimates)
    .where(isNotNull(estimates.life));
  const ids = new Set([...judged.map(({ id }) => id), ...adopting.map(({ id }) => id)]);
  const lines: string[] = [];
  for (const id of [...ids].sort()) {
    const said = await createFeedback(database).list(id);
    const saved = (await workspaces.estimates.list(id)).estimates;
    const realised = realisedById(saved, await workspaces.actuals.list(id));
    lines.push(`${id}:`, ...gradeLines(said), ...realisedLines(saved, realised));
  }
  const none = 'Nobody has said whether a verdict was right, and no decision was adopted.';
  const left =
    unreadable.length === 0 ? [] : [`${unreadable.length} rows cannot be read: ${unreadable.join(', ')}.`];
  return [...(lines.length === 0 ? [none] : lines), ...left];
}

/** By grade of the verdict: how many said that it was right for them, and why not. */
function gradeLines(said: Awaited<ReturnType<ReturnType<typeof createFeedback>['list']>>): readonly string[] {
  const grades = new Map<string, typeof said>();
  for (const one of said) {
    const grade = one.decision.grade ?? 'without a grade';
    grades.set(grade, [...(grades.get(grade) ?? []), one]);
  }
  return [...grades]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([grade, all]) => {
      const right = all.filter(({ isRight }) => isRight).length;
      const reasons = new Map<string, number>();
      for (const { reason } of all)
        if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      const why = [...reasons].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${reason} ${count}`);
      return `  ${grade}: right for ${right} of ${all.length} (${formatShare(right / all.length)})${why.length === 0 ? '' : `; not because of ${why.join(', ')}`}`;
    });
}

/** What was adopted, by grade: forecast and realised savings where usage shows them. */
function realisedLines(
  saved: Awaited<ReturnType<ReturnType<typeof createWorkspaces>['estimates']['list']>>['estimates'],
  realised: ReturnType<typeof realisedById>,
): readonly string[] {
  const grades = new Map<
    string,
    { adopted: number; measured: number; forecastUsd: number; realisedUsd: number }
  >();
  for (const { id, life, decision } of saved) {
    if (life?.adoption === undefined) continue;
    const grade = decision.grade ?? 'without a grade';
    const sums = grades.get(grade) ?? { adopted: 0, measured: 0, forecastUsd: 0, realisedUsd: 0 };
    sums.adopted += 1;
    const found = realised.get(id);
    if (found?.against !== undefined) {
      sums.measured += 1;
      sums.forecastUsd += found.against.forecastUsd;
      sums.realisedUsd += found.usdPerMonth;
    }
    grades.set(grade, sums);
  }
  return [...grades]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([grade, { adopted, measured, forecastUsd, realisedUsd }]) => {
      const share = forecastUsd > 0 ? ` (${formatShare(realisedUsd / forecastUsd)} of it)` : '';
      const shown =
        measured === 0
          ? 'none measured'
          : `${measured} measured: forecast ${formatUsd(forecastUsd)} a month, realised ${formatUsd(realisedUsd)}${share}`;
      return `  ${grade}: ${adopted} adopted, ${shown}`;
    });
}
