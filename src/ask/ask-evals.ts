import { dirname, join } from 'node:path';
import { routingChart } from '../charts/routing-chart.js';
import { sentenceOf } from '../doors/problems.js';
import { evalsJson } from '../numbers/as-json.js';
import { evalReport } from '../numbers/evals/eval-report.js';
import { evaluate } from '../numbers/evals/evaluate.js';
import { evaluationFields } from '../numbers/evals/measured-fields.js';
import { reportText } from '../numbers/report.js';
import { textAt } from '../slack/grammar/flat-workload.js';
import { adviceToday, saveChart } from './answer-workload.js';
import {
  fileToRead,
  modelOf,
  printAdvice,
  printJson,
  QuestionError,
  readWords,
  type Session,
  workloadOf,
} from './numbers-session.js';

/** `--evals FILE`: accuracies with their intervals, and the advice with them as measured. @returns the exit code */
export async function answerEvals(
  { book, vocabulary, reader, watch, options }: Session,
  text: string,
  file: string,
): Promise<number> {
  const said = readWords(text, vocabulary);
  const threshold = thresholdOf(options.threshold);
  const { evals: facts } = await reader.read(
    { kind: 'evals', file: fileToRead(file), ...(threshold !== undefined && { threshold }) },
    watch,
  );
  watch.clear();
  const findings = evaluate(facts, book);
  const model = modelOf(said, book);
  const current = model && { id: model.id, effort: textAt(said, 'current.effort') };
  const workload = workloadOf(text, evaluationFields(findings, current), vocabulary);
  const advice = 'tokens' in workload ? adviceToday(workload, book) : undefined;
  if (options.json) {
    printJson({
      evals: evalsJson(findings),
      advice: advice ?? null,
      missing: 'tokens' in workload ? [] : workload.map(sentenceOf),
    });
    return 0;
  }
  console.log(`${reportText(evalReport(findings), options.width)}\n`);
  if (findings.routing !== null) {
    const path = join(dirname(options.chart), 'ftcost-routing.png');
    await saveChart(routingChart(findings.routing), path);
    console.log(`Chart of the routing: ${path}\n`);
  }
  return printAdvice(workload, advice, options);
}

function thresholdOf(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  const threshold = Number(said);
  if (said.trim() === '' || !Number.isFinite(threshold))
    throw new QuestionError(`--threshold takes a number, such as 0.7; this is "${said}".`);
  return threshold;
}
