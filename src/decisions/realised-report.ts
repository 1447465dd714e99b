import { daysBetween } from '../engine/calendar.js';
import { DAYS_PER_MONTH } from '../engine/defaults.js';
import { formatCount, formatDay, formatDuration, formatUsd } from '../engine/index.js';
import { counted, type Report } from '../numbers/report.js';
import type { IsoDate } from '../prices/price-book.js';
import type { KeptActual } from '../workspace/actual.js';
import type { Adoption } from '../workspace/life.js';
import { REASONS, type Realised, type Reason } from './realised.js';

/** What the report is about. */
export interface Reported {
  readonly name: string;
  readonly adoption: Adoption;
  readonly usage: readonly KeptActual[];
  /** `undefined` where there is no usage since the adoption, or nothing to hold it against. */
  readonly realised: Realised | undefined;
  /** What was spent to get there, in USD. */
  readonly spentUsd: number | null;
  readonly today: IsoDate;
}

/** What usage shows of an adopted decision, in words. */
export function realisedReport(reported: Reported): Report {
  const { name, adoption, usage, realised } = reported;
  const windows = usage.map(windowLine);
  if (realised === undefined) {
    return {
      title: `${name}: adopted on ${formatDay(adoption.on)}, not measured yet`,
      sections: [
        {
          lines: [
            ...windows,
            `Send me the usage export since then with the words: actuals ${name}. The thirty days before it belong into it, or into a second file.`,
          ],
        },
      ],
    };
  }
  const { usdPerMonth, before, after, queriesPerMonth, isBeforeMeasured, against } = realised;
  return {
    title: `${name} ${usdPerMonth < 0 ? 'costs' : 'saves'} ${formatUsd(Math.abs(usdPerMonth))} a month${usdPerMonth < 0 ? ' more' : ''}`,
    sections: [
      {
        lines: [
          ...windows,
          ...(isBeforeMeasured
            ? []
            : ['No usage from before the adoption: what was forecast then stands for it.']),
        ],
      },
      {
        lines: [],
        table: {
          head: ['a query', 'before', 'since'],
          rows: [
            ['cost', formatUsd(before.usd), formatUsd(after.usd)],
            ['prompt tokens', tokens(before.promptTokens), tokens(after.promptTokens)],
            ['answer tokens', tokens(before.answerTokens), tokens(after.answerTokens)],
          ],
          numbers: [1, 2],
        },
      },
      {
        lines: [
          `At ${formatCount(Math.round(queriesPerMonth))} queries a month, as sellers bill it; people’s time is not in it.`,
        ],
      },
      ...(against === undefined
        ? []
        : [{ heading: heading(usdPerMonth, against.forecastUsd), lines: reasonLines(against.reasons) }]),
      { lines: returnLines(reported, usdPerMonth) },
    ],
  };
}

function windowLine({ period, fromDay, toDay, actual }: KeptActual): string {
  const { queries, spendUsd, spendBy, sources, leftOut } = actual;
  const left =
    leftOut.length === 0 ? '' : ` Left out, as none of its models: ${leftOut.slice(0, 5).join(', ')}.`;
  return `${period === 'before' ? 'Before' : 'Since'}: ${formatDay(fromDay)} to ${formatDay(toDay)}, ${formatCount(Math.round(queries))} queries for ${formatUsd(spendUsd)}${spendBy === 'list prices' ? ' at list prices' : ''} (${sources.join(' and ')}).${left}`;
}

function tokens(count: number): string {
  return formatCount(Math.round(count * 10) / 10);
}

function heading(usdPerMonth: number, forecastUsd: number): string {
  const difference = usdPerMonth - forecastUsd;
  if (Math.abs(difference) < 0.005) return `As forecast: ${formatUsd(forecastUsd)} a month`;
  return `${formatUsd(Math.abs(difference))} a month ${difference > 0 ? 'more' : 'less'} than the forecast of ${formatUsd(forecastUsd)}, because of`;
}

const REASON_WORDS: Readonly<Record<Reason, string>> = {
  volume: 'Volume: more or fewer queries',
  tokens: 'Tokens: longer or shorter prompts and answers',
  price: 'Price: what a token cost',
  mix: 'Mix: which models answered, and how much the cache served',
};

function reasonLines(reasons: Readonly<Record<Reason, number>>): readonly string[] {
  return REASONS.filter((reason) => Math.abs(reasons[reason]) >= 0.005).map((reason) => {
    const usd = reasons[reason];
    return `${REASON_WORDS[reason]}: ${usd < 0 ? '-' : '+'}${formatUsd(Math.abs(usd))}`;
  });
}

/** What was spent, and what has come back of it so far if every month was like the measured one. */
function returnLines({ adoption, spentUsd, today }: Reported, usdPerMonth: number): readonly string[] {
  if (spentUsd === null || spentUsd <= 0) return [];
  const days = Math.max(0, daysBetween(adoption.on, today));
  const soFar = (usdPerMonth / DAYS_PER_MONTH) * days;
  const times = soFar / spentUsd;
  const back =
    usdPerMonth <= 0
      ? 'It does not come back.'
      : `It comes back in ${formatDuration((spentUsd / usdPerMonth) * DAYS_PER_MONTH)}.`;
  return [
    `Spent on it: ${formatUsd(spentUsd)}. Saved in the ${counted(days, 'day')} since, at this rate: ${formatUsd(soFar)}, ${times.toFixed(1)} times that. ${back}`,
  ];
}
