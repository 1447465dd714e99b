import type { Glance, Plan } from '../../engine/advice.js';
import { formatCount, formatDay, formatDuration, formatUsd } from '../../engine/explain/wording.js';
import { isPresent } from '../../engine/plans/index.js';
import { IF_IT_WENT_ON } from './choose-lines.js';
import { breakevenDay, endOf, roundUpDays } from './choose-markers.js';
import { isDrawable } from './drawable.js';
import type { SavingsBand, SavingsChart, SavingsLine } from './savings.js';
import { shorten } from './shorten.js';

const MAX_ALT_TEXT_LENGTH = 1_900;
const MAX_WORKLOAD_NAME_LENGTH = 26;

function isOneOff({ workload }: Glance): boolean {
  return workload.volume.oneOffQueries !== undefined;
}

/** How far the chart looks: `12 months`, `30 days`. */
function horizonOf({ curve }: Glance): string {
  const months = curve.horizonDays / 30;
  return months < 2 ? `${Math.round(curve.horizonDays)} days` : `${Number(months.toFixed(1))} months`;
}

function volumeOf({ workload }: Glance): string {
  const { oneOffQueries, queriesPerDay } = workload.volume;
  return oneOffQueries === undefined
    ? `${formatCount(queriesPerDay ?? 0)} queries a day`
    : `${formatCount(oneOffQueries)} queries in all`;
}

/** Counted from the decision, as the time axis is; messages that count from go-live name fewer days. */
function paybackOf(advice: Glance, lines: readonly SavingsLine[]): string {
  const day = breakevenDay(advice, lines);
  if (day === undefined) return '';
  const rounded = roundUpDays(day);
  if (rounded === 0) return ' from the first day';
  if (rounded < 1) return `, paid back in ${formatDuration(rounded)}`;
  return rounded < 60 ? `, paid back by day ${rounded}` : `, paid back after ${formatDuration(rounded)}`;
}

function keepTitle(advice: Glance, winner: Plan, own: SavingsLine, lines: readonly SavingsLine[]): string {
  const bill = isOneOff(advice)
    ? formatUsd(own.totalUsd)
    : winner.firstMonthUsd === null
      ? `${formatUsd(own.totalUsd)} over ${horizonOf(advice)}`
      : `${formatUsd(winner.firstMonthUsd)} a month`;
  if (advice.verdict.unresolved)
    return `No plan passes every condition: ${winner.modelName} costs ${bill} today`;
  const others = lines.filter((line) => line !== own && !line.blocked);
  const next = others.sort((a, b) => a.totalUsd - b.totalUsd)[0];
  if (next === undefined || next.totalUsd <= own.totalUsd) return `Keep ${winner.modelName}: ${bill}`;
  const more = formatUsd(next.totalUsd - own.totalUsd);
  return `Keep ${winner.modelName}: the next best plan costs ${more} more over ${horizonOf(advice)}`;
}

/** The finding in one line, for the title. */
export function headline(advice: Glance, lines: readonly SavingsLine[]): string {
  const winner = advice.plans.find(({ id }) => id === advice.verdict.planId);
  const own = lines.find(({ role }) => role === 'winner');
  if (winner === undefined) return 'No plan has a known cost';
  if (own === undefined) return `${winner.title}: its cost is not known`;
  if (isPresent(winner)) return keepTitle(advice, winner, own, lines);
  const today = advice.plans.find(isPresent);
  const todayLine = lines.find(({ role }) => role === 'today');
  if (today === undefined || todayLine === undefined) {
    return `${winner.title}: ${formatUsd(own.totalUsd)} over ${horizonOf(advice)}`;
  }
  const monthly =
    !isOneOff(advice) && today.firstMonthUsd !== null && winner.firstMonthUsd !== null
      ? today.firstMonthUsd - winner.firstMonthUsd
      : null;
  const saving = monthly ?? todayLine.totalUsd - own.totalUsd;
  const per =
    monthly === null ? (isOneOff(advice) ? ' on this batch' : ` over ${horizonOf(advice)}`) : ' a month';
  if (saving <= 0) {
    const until = todayLine.endsAt === undefined ? undefined : endOf(advice, todayLine);
    const why = until === undefined ? ' than today' : `, but ${today.modelName} ends ${until}`;
    return `${winner.title}: costs ${formatUsd(-saving)} more${per}${why}`;
  }
  const payback = paybackOf(advice, lines);
  if (payback === '' && own.totalUsd > todayLine.totalUsd) {
    return `${winner.title}: saves ${formatUsd(saving)}${per}, not paid back within ${horizonOf(advice)}`;
  }
  return `${winner.title}: saves ${formatUsd(saving)}${per}${payback}`;
}

function pricesOf({ prices }: Glance): string {
  return prices.stale && prices.oldestCheckedOn !== null
    ? `prices last checked ${formatDay(prices.oldestCheckedOn)}`
    : `prices of ${formatDay(prices.asOf)}`;
}

const BAND = 'blue band: 8 of 10 scenarios';
/** Most characters that the subtitle has room for, in letters of usual width. */
const MAX_SUBTITLE_LENGTH = 96;

/** What the chart shows, of which workload, at the prices of which day, and what the band is; as much as has room. */
export function subtitle(advice: Glance, hasBand: boolean): string {
  const { name } = advice.workload;
  // A name in letters that the bundled fonts lack would be a row of boxes; the message has it anyway.
  const workload =
    name !== undefined && isDrawable(name) ? ` of ${shorten(name, MAX_WORKLOAD_NAME_LENGTH)}` : '';
  const volume = `${isOneOff(advice) ? ',' : ' at'} ${volumeOf(advice)}`;
  const prices = pricesOf(advice);
  const whole = `Cumulative cost${workload}${volume}, ${prices}`;
  if (!hasBand) return whole;
  const shorter = [
    `Cumulative cost${workload === '' ? volume : workload}, ${prices}`,
    `Cumulative cost, ${prices}`,
  ];
  const labelled = [whole, ...shorter].map((text) => `${text}; ${BAND}`);
  return labelled.find((text) => text.length <= MAX_SUBTITLE_LENGTH) ?? `Cumulative cost; ${BAND}`;
}

function lineInWords(line: SavingsLine): string {
  const ends = line.endsAt === undefined ? '' : ` ${IF_IT_WENT_ON}`;
  return `${shorten(line.name, 90)} ${formatUsd(line.totalUsd)}${ends}${line.blocked ? ' (blocked)' : ''}`;
}

function bandInWords(band: SavingsBand, winner: SavingsLine | undefined): string[] {
  const end = band.at(-1);
  if (end === undefined || winner === undefined) return [];
  const spread = `${formatUsd(end.low)} and ${formatUsd(end.high)}`;
  return [`Blue band: ${shorten(winner.name, 90)} ends between ${spread} in 8 of 10 scenarios.`];
}

/** The chart in words, for screen readers and for people who cannot load the picture. */
export function describe(
  advice: Glance,
  title: string,
  { lines, band, markers }: Pick<SavingsChart, 'lines' | 'band' | 'markers'>,
): SavingsChart['altText'] {
  const workload = advice.workload.name === undefined ? '' : ` of ${shorten(advice.workload.name, 80)}`;
  const sentences = [
    `${shorten(title, 300)}.`,
    `Line chart of the cumulative cost${workload} (${volumeOf(advice)}) over ${horizonOf(advice)}, ${pricesOf(advice)}.`,
  ];
  if (lines.length > 0) {
    const cheapestFirst = [...lines].sort((a, b) => a.totalUsd - b.totalUsd);
    sentences.push(`In the end: ${cheapestFirst.map(lineInWords).join('; ')}.`);
  }
  sentences.push(
    ...bandInWords(
      band,
      lines.find(({ role }) => role === 'winner'),
    ),
  );
  if (markers.length > 0) {
    sentences.push(`Marked: ${markers.map(({ label }) => shorten(label, 160)).join('; ')}.`);
  }
  return shorten(sentences.join(' '), MAX_ALT_TEXT_LENGTH);
}
