import type { Glance } from '../../engine/advice.js';
import { formatDay, formatDuration } from '../../engine/explain/wording.js';
import type { SavingsLine, SavingsMarker } from './savings.js';
import { shorten } from './shorten.js';

const MAX_SUBJECT_LENGTH = 30;
const MINUTE = 1 / (24 * 60);

/** Up to the next minute, day or tenth of a month, whichever suits: breakeven is never promised too early. */
export function roundUpDays(days: number): number {
  const step = days < 1 ? MINUTE : days < 60 ? 1 : days < 730 ? 3 : 36.5;
  return Math.ceil(days / step - 1e-6) * step;
}

/** The day on which the recommended plan has earned back what it cost more than today's; counted from the decision. */
export function breakevenDay(advice: Glance, lines: readonly SavingsLine[]): number | undefined {
  const today = lines.find(({ role }) => role === 'today');
  if (today === undefined) return undefined;
  const { crossings, horizonDays } = advice.curve;
  return crossings.find(
    ({ planId, againstPlanId, day }) =>
      planId === advice.verdict.planId && againstPlanId === today.planId && day <= horizonDays,
  )?.day;
}

function breakevenLabel(day: number): string {
  const rounded = roundUpDays(day);
  return rounded >= 1 && rounded < 60
    ? `breakeven, day ${rounded}`
    : `breakeven after ${formatDuration(rounded)}`;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + Math.round(days) * 86_400_000).toISOString().slice(0, 10);
}

function breakevenMarker(advice: Glance, lines: readonly SavingsLine[]): SavingsMarker[] {
  const day = breakevenDay(advice, lines);
  if (day === undefined || day <= 0) return [];
  const { planId } = advice.verdict;
  const crossing = advice.curve.crossings.find((each) => each.planId === planId && each.day === day);
  if (crossing === undefined) return [];
  return [
    { kind: 'breakeven', label: breakevenLabel(day), points: [{ planId, x: day / 30, y: crossing.usd }] },
  ];
}

/** What ends, as a subject: `gpt-4o`, `tuned gpt-4o-mini`. */
function subjectOf(advice: Glance, line: SavingsLine): string {
  return advice.plans.find(({ id }) => id === line.planId)?.names.served ?? line.name;
}

/** The day on which a line becomes notional, in words: `14 Jan 2027`, `21 Jul 2027 or later`. */
export function endOf(advice: Glance, { planId, endsAt = 0 }: SavingsLine): string {
  const lifetime = advice.plans.find(({ id }) => id === planId)?.lifetime;
  const until = lifetime?.until ?? addDays(advice.asOf, endsAt * 30);
  return `${formatDay(until)}${lifetime?.orLater === true ? ' or later' : ''}`;
}

/** One marker a day: plans that end together share it. */
function endMarkers(advice: Glance, lines: readonly SavingsLine[]): SavingsMarker[] {
  const days = new Map<string, { subjects: Set<string>; points: SavingsMarker['points'][number][] }>();
  for (const line of lines) {
    const { endsAt } = line;
    if (endsAt === undefined) continue;
    const when = endOf(advice, line);
    const entry = days.get(when) ?? { subjects: new Set(), points: [] };
    entry.subjects.add(shorten(subjectOf(advice, line), MAX_SUBJECT_LENGTH));
    const y = line.points.find(({ x }) => x === endsAt)?.y ?? 0;
    entry.points.push({ planId: line.planId, x: endsAt, y });
    days.set(when, entry);
  }
  return [...days].map(([when, { subjects, points }]) => {
    const names = [...subjects];
    const who = names.length > 2 ? `${names.length} models` : names.join(' and ');
    return { kind: 'end', label: `${who} ${names.length > 1 ? 'end' : 'ends'} ${when}`, points };
  });
}

/** What is marked on the lines: the breakeven first, then every end. */
export function chooseMarkers(advice: Glance, lines: readonly SavingsLine[]): SavingsMarker[] {
  return [...breakevenMarker(advice, lines), ...endMarkers(advice, lines)];
}
