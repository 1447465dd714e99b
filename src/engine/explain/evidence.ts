import type { IsoDate } from '../../prices/price-book.js';
import type { Citation, Plan } from '../advice.js';
import { hasKnowledgeGap } from '../plans/shared.js';
import { diagnose } from '../quality/diagnosis.js';
import { FINDINGS, type Topic } from '../quality/evidence-table.js';
import type { Task } from '../workload.js';
import { bringsFacts, isTrained } from './plan-traits.js';
import type { Findings } from './verdict.js';

/** Which published findings support a verdict, and how old they are. */

/** More is a reading list. */
const MOST_CITED = 2;
const NARROW_TASKS: readonly Task[] = ['classification', 'extraction', 'structured-output'];
/** A fixed prompt of this length is a case for making it shorter (common practice in public guides). */
const LONG_PROMPT_TOKENS = 2_000;
/** Up to so many examples, the question is whether they are enough. */
const FEW_LABELS = 1_000;

/** What the recommended plan rests on, most important first. */
function topicsOf(winner: Plan, findings: Findings): Topic[] {
  const { workload } = findings.context;
  const { tokens, task, data } = workload;
  const missesFacts = hasKnowledgeGap(workload);
  if (isTrained(winner)) {
    if (winner.kind === 'distil') return ['distil', 'general-tune'];
    const compresses = tokens.staticPrompt + tokens.fewShot >= LONG_PROMPT_TOKENS;
    return [
      ...(missesFacts && bringsFacts(winner) ? (['facts-and-form'] as const) : []),
      ...(NARROW_TASKS.includes(task) ? (['narrow-tune'] as const) : []),
      ...(compresses ? (['shorter-prompt-by-tune'] as const) : []),
      ...(data.examples <= FEW_LABELS ? (['few-labels'] as const) : []),
      'general-tune',
    ];
  }
  if (winner.kind === 'cascade') return ['cascade'];
  if (winner.id === 'optimise:structured-outputs') return ['form'];
  if (missesFacts && bringsFacts(winner))
    return winner.approach === 'prompting' ? ['facts-in-prompt', 'facts'] : ['facts'];
  const { axis } = diagnose(workload);
  return [
    ...(winner.id === 'optimise:shorter-prompt+structured-outputs' ? (['form'] as const) : []),
    ...(winner.kind === 'optimise' && tokens.fewShot > 0 ? (['many-examples'] as const) : []),
    ...(winner.id.startsWith('optimise:shorter-prompt') || axis === 'behaviour'
      ? (['prompt-first'] as const)
      : []),
    ...(winner.kind === 'switch-model' ? (['prices-fall'] as const) : []),
  ];
}

/** Whole years from a publication to a day. */
function ageYears(year: number, asOf: IsoDate): number {
  return Number(asOf.slice(0, 4)) - year;
}

/** The two findings at most that support the verdict, with their age on the day; none where nothing is recommended. */
export function evidenceFor(findings: Findings): readonly Citation[] {
  const { winner, context } = findings;
  if (winner === null) return [];
  const found = topicsOf(winner, findings).flatMap((topic) =>
    FINDINGS.filter(({ supports }) => supports.includes(topic)),
  );
  return [...new Set(found)]
    .filter(({ year }) => ageYears(year, context.asOf) >= 0)
    .slice(0, MOST_CITED)
    .map(({ source, year, finding, address, verified }) => ({
      source,
      year,
      finding,
      address,
      verified,
      ageYears: ageYears(year, context.asOf),
    }));
}

/** What published gains of tuning are worth today, where a tune is recommended. */
export function agedEvidenceCautions(winner: Plan): string[] {
  return isTrained(winner)
    ? [
        'Nearly all published gains of tuning are over models of 2022 to 2024: current untuned ones are a harder match.',
      ]
    : [];
}
