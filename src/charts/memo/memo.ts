import type { Chart } from '../chart.js';

/** A result as one page to forward, as plain data. Texts are the reader's language; nothing in them is markup. */
export interface Memo {
  readonly type: 'memo';
  /** What to do. */
  readonly title: string;
  /** Of which workload, at the prices of which day. */
  readonly subtitle: string;
  /** What comes of it, and how sure that is, a paragraph each. */
  readonly summary: readonly string[];
  /** What the verdict is read by. */
  readonly numbers: readonly { readonly label: string; readonly value: string }[];
  readonly chart: Chart;
  /** The plans beside each other; the first row names the columns. */
  readonly options: readonly (readonly string[])[];
  /** Beside the picture. A line that has no room is counted, here and below. */
  readonly beside: readonly MemoSection[];
  /** Two columns, what matters most first. */
  readonly left: readonly MemoSection[];
  readonly right: readonly MemoSection[];
  /** At the foot of the page. */
  readonly footer: string;
}

/** A heading and its lines. */
export interface MemoSection {
  readonly heading: string;
  readonly lines: readonly MemoLine[];
  /** Where lines that have no room are found, to go after *And 3 more*: ` in Slack`. */
  readonly rest: string;
}

/** A line, and where it leads. */
export interface MemoLine {
  readonly text: string;
  readonly address?: string;
}

/** Everything that the renderer draws: a chart as a PNG, a memo as a PDF. */
export type Drawing = Chart | Memo;
