import { sentenceOf } from '../doors/problems.js';
import { trainingJson } from '../numbers/as-json.js';
import { writePilotKit } from '../numbers/pilot/pilot-kit.js';
import { pilotPlanOf } from '../numbers/pilot/pilot-plan.js';
import { counted as counts, reportText } from '../numbers/report.js';
import { trainingBills } from '../numbers/training/training-bills.js';
import { trainingReport } from '../numbers/training/training-report.js';
import { COUNTED_BY_DEFAULT, trainingFields } from '../numbers/training/training-workload.js';
import { numberAt } from '../slack/grammar/flat-workload.js';
import { adviceToday } from './answer-workload.js';
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

/** `--training FILE`: what is in it, what a run costs, and the advice. @returns the exit code */
export async function answerTraining(
  { book, today, vocabulary, reader, watch, options }: Session,
  text: string,
  file: string,
): Promise<number> {
  const said = readWords(text, vocabulary);
  const model = modelOf(said, book) ?? COUNTED_BY_DEFAULT;
  const { validation } = options;
  const { training: facts } = await reader.read(
    {
      kind: 'training',
      training: fileToRead(file),
      ...(validation !== undefined && { validation: fileToRead(validation) }),
      model: { id: model.id, provider: model.provider },
    },
    watch,
  );
  watch.clear();
  const bills = trainingBills(facts, book, today, numberAt(said, 'data.epochs'));
  const workload = workloadOf(text, trainingFields(facts), vocabulary);
  const advice = 'tokens' in workload ? adviceToday(workload, book) : undefined;
  if (options.json) {
    printJson({
      training: trainingJson(facts, bills),
      advice: advice ?? null,
      missing: 'tokens' in workload ? [] : workload.map(sentenceOf),
    });
    return 0;
  }
  console.log(`${reportText(trainingReport(facts, bills, model.name), options.width)}\n`);
  return printAdvice(workload, advice, options);
}

/** Writes a pilot kit for the advice on a training file and the words of a question. */
export async function answerPilot(
  { book, vocabulary, reader, watch, options }: Session,
  text: string,
): Promise<number> {
  const { training: file, out: folder } = options;
  if (file === undefined || folder === undefined) {
    throw new QuestionError(
      `A pilot needs a file and a folder: pilot "${vocabulary.exampleModel} 20k/day" --training train.jsonl --out pilot.`,
    );
  }
  const counted = modelOf(readWords(text, vocabulary), book) ?? COUNTED_BY_DEFAULT;
  const { training: facts } = await reader.read(
    {
      kind: 'training',
      training: fileToRead(file),
      model: { id: counted.id, provider: counted.provider },
    },
    watch,
  );
  const workload = workloadOf(text, trainingFields(facts), vocabulary);
  if (!('tokens' in workload)) throw new QuestionError(workload.map(sentenceOf).join('\n'));
  const advice = adviceToday(workload, book);
  const plan = pilotPlanOf(advice, book, workload.task ?? facts.task);
  const kit = await writePilotKit(file, folder, plan);
  watch.clear();
  console.log(
    `${folder}: ${counts(kit.items, 'held-out item')} for ${plan.contestants.map(({ model }) => model.name).join(', ')}, and ${counts(kit.rest, 'row')} to train on. README.md in it says what to do.`,
  );
  return 0;
}
