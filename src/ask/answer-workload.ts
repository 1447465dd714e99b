import { writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { resultChart } from '../charts/result-chart.js';
import { type Advice, advise, type Workload } from '../engine/index.js';
import { loadEvidence } from '../evidence/index.js';
import { createThreads } from '../parts.js';
import { messageText } from '../playground/message-text.js';
import type { PriceBook } from '../prices/price-book.js';
import { resultMessage } from '../slack/features/result/result-message.js';

/** The advice on a workload, at the prices of today. */
export function adviceToday(workload: Workload, book: PriceBook): Advice {
  return advise(workload, book, {
    asOf: new Date().toISOString().slice(0, 10),
    evidence: loadEvidence(),
  });
}

/** Prints the message that Slack would get, and saves its chart. @returns the exit code */
export async function printAnswer(advice: Advice, chartFile: string, width: number): Promise<number> {
  console.log(messageText(resultMessage(advice, { kind: 'none' }), width));
  const threads = createThreads(pino({ level: 'warn' }));
  try {
    writeFileSync(chartFile, await threads.renderer.render(resultChart(advice)));
  } finally {
    await threads.close();
  }
  console.log(`\nChart: ${chartFile}`);
  return 0;
}
