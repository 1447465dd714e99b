import { existsSync } from 'node:fs';
import { usageJson } from '../numbers/as-json.js';
import { reportText, sectionText } from '../numbers/report.js';
import { bySaving, savingPerMonth, workloadsToDecide } from '../numbers/usage/to-decide.js';
import { usageFindings } from '../numbers/usage/usage-models.js';
import { usageReport } from '../numbers/usage/usage-report.js';
import { numberAt } from '../slack/grammar/flat-workload.js';
import { adviceToday } from './answer-workload.js';
import { fileToRead, modelOf, printJson, readWords, type Session } from './numbers-session.js';

/** `--usage FILE...`: who takes which share of the money, and what to decide on first. @returns the exit code */
export async function answerUsage(
  { book, today, vocabulary, reader, watch, options }: Session,
  words: readonly string[],
  given: readonly string[],
): Promise<number> {
  // After --usage a shell puts all files of `*.csv` but the first among the words.
  const files = [...given, ...words.filter((word) => existsSync(word))];
  const text = words.filter((word) => !existsSync(word)).join(' ');
  const said = readWords(text, vocabulary);
  const { usage: facts } = await reader.read({ kind: 'usage', files: files.map(fileToRead) }, watch);
  watch.clear();
  const findings = usageFindings(facts, book, today);
  const modelId = modelOf(said, book)?.id;
  const queriesPerDay = numberAt(said, 'volume.queriesPerDay');
  const decided = workloadsToDecide(findings, { modelId, queriesPerDay })
    .map((workload) => adviceToday(workload, book))
    .sort(bySaving);
  if (options.json) {
    printJson({
      usage: usageJson(facts, findings),
      workloads: decided.map((advice) => ({
        workload: advice.workload,
        verdict: advice.verdict,
        savingUsdPerMonth: savingPerMonth(advice),
      })),
    });
    return 0;
  }
  const report = usageReport(facts, findings, queriesPerDay === undefined ? undefined : modelId);
  console.log(reportText(report, options.width));
  if (decided.length === 0) return 0;
  const lines = decided.map(({ workload, verdict }) => `${workload.current.model}: ${verdict.headline}`);
  const heading = decided.length === 1 ? 'To decide' : 'To decide, the largest saving first';
  console.log(`\n${sectionText({ heading, lines }, options.width)}`);
  return 0;
}
