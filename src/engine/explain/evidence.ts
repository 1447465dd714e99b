import type { IsoDate } from '../../prices/price-book.js';
import type { Citation, Plan } from '../advice.js';
import { planKind } from '../plans/index.js';
import { FINDINGS } from '../quality/evidence-table.js';
import type { Caution } from './caution-words.js';
import type { Findings } from './findings.js';

/** Which published findings support a verdict, and how old they are. */

/** More is a reading list. */
const MAX_CITED = 2;

/** Whole years from a publication to a day. */
function ageYears(year: number, asOf: IsoDate): number {
  return Number(asOf.slice(0, 4)) - year;
}

/** The two findings at most that support the verdict, with their age on the day; none where nothing is recommended. */
export function evidenceFor(findings: Findings): readonly Citation[] {
  const { winner, context } = findings;
  if (winner === null) return [];
  const topics = planKind(winner.kind).evidence(winner, context.workload);
  const found = topics.flatMap((topic) => FINDINGS.filter(({ supports }) => supports.includes(topic)));
  return [...new Set(found)]
    .filter(({ year }) => ageYears(year, context.asOf) >= 0)
    .slice(0, MAX_CITED)
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
export function agedEvidenceCautions(winner: Plan): Caution[] {
  return winner.training === undefined ? [] : [{ code: 'old-evidence' }];
}
