import { writeFileSync } from 'node:fs';
import { pino } from 'pino';
import type { Chart } from '../charts/chart.js';
import { resultChart } from '../charts/result-chart.js';
import { type Advice, advise, type Workload } from '../engine/index.js';
import { loadEvidence } from '../evidence/index.js';
import { createThreads } from '../parts.js';
import { messageText } from '../playground/message-text.js';
import type { PriceBook } from '../prices/price-book.js';
import { memoOf } from '../slack/features/result/memo.js';
import { resultMessage } from '../slack/features/result/result-message.js';

/** The advice on a workload, at the prices of today. */
export function adviceToday(workload: Workload, book: PriceBook): Advice {
  return advise(workload, book, {
    asOf: new Date().toISOString().slice(0, 10),
    evidence: loadEvidence(),
  });
}

/** Files that an answer is saved in. */
export interface AnswerFiles {
  readonly chart: string;
  readonly memo?: string | undefined;
}

/** Draws a chart into a file. */
export async function saveChart(chart: Chart, path: string): Promise<void> {
  const threads = createThreads(pino({ level: 'warn' }));
  try {
    writeFileSync(path, await threads.renderer.render(chart));
  } finally {
    await threads.close();
  }
}

/** Prints the message that Slack would get, and saves its chart, and a memo where one is asked for. @returns the exit code */
export async function printAnswer(
  advice: Advice,
  { chart, memo }: AnswerFiles,
  width: number,
): Promise<number> {
  console.log(messageText(resultMessage(advice, { kind: 'none' }), width));
  const threads = createThreads(pino({ level: 'warn' }));
  try {
    writeFileSync(chart, await threads.renderer.render(resultChart(advice)));
    if (memo !== undefined) writeFileSync(memo, await threads.renderer.render(memoOf(advice)));
  } finally {
    await threads.close();
  }
  console.log(`\nChart: ${chart}${memo === undefined ? '' : `\nMemo: ${memo}`}`);
  return 0;
}
