import { basename } from 'node:path';
import { z } from 'zod';
import { trainingJson } from '../../numbers/as-json.js';
import type { FileToRead } from '../../numbers/reading.js';
import { reportText } from '../../numbers/report.js';
import { trainingBills } from '../../numbers/training/training-bills.js';
import { trainingReport } from '../../numbers/training/training-report.js';
import { COUNTED_BY_DEFAULT } from '../../numbers/training/training-workload.js';
import { QuestionError } from '../problems.js';
import { type Desk, type Tool, toolOf } from '../tool.js';
import { modelNamed, REPORT_WIDTH } from './count-tokens.js';

/** Longest content that is taken in a message, in characters: more comes as a file. */
const MAX_CONTENT = 800_000;

const content = z.string().min(1).max(MAX_CONTENT);
const path = z.string().min(1).max(4_096);

const SHARED = {
  validation: content.optional().describe('The validation file, to find rows that stand in both.'),
  model: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .optional()
    .describe(`Whose tokens are counted. Default ${COUNTED_BY_DEFAULT.id}.`),
  epochs: z.number().int().min(1).max(50).optional().describe('Adds bills of so many epochs.'),
};

const Problem = z.object({ code: z.string(), count: z.number(), lines: z.array(z.number()) });

const Output = z.object({
  examples: z.number(),
  shape: z.string(),
  tokens: z.looseObject({ total: z.number(), exact: z.boolean() }),
  perExample: z.record(z.string(), z.unknown()),
  problems: z.array(Problem).describe('By code, with the first lines of each.'),
  duplicates: z.object({ exact: z.number(), near: z.number() }),
  task: z.string(),
  platforms: z.array(z.looseObject({ platform: z.string(), accepted: z.boolean() })),
  bills: z.array(
    z.object({
      platform: z.string(),
      model: z.string(),
      epochs: z.number(),
      epochsBy: z.string(),
      tokens: z.number(),
      exact: z.boolean(),
      usd: z.number(),
      open: z.boolean().describe('Whether anybody may start a job.'),
    }),
  ),
});

const ABOUT = {
  name: 'check_training_file',
  title: 'Check a training file',
  description:
    'Checks JSONL for fine-tuning (OpenAI chats and preferences, Together, Google, Bedrock, Mistral; recognised by its ' +
    'content) before it is uploaded: every fault with its lines and its mend, repeats, contradictions, secrets by kind, ' +
    'which platforms take it as it is, and what a run costs at each. Counts come back, never the content.',
  output: Output,
};

/** A training file whose content is sent. */
export const checkTrainingContentTool: Tool = toolOf({
  ...ABOUT,
  input: z.strictObject({ content: content.describe('The lines of the file.'), ...SHARED }),
  answer: (desk, { content: lines, ...rest }) => check(desk, sent('training.jsonl', lines), rest),
});

/** The same, for a program on the machine where the file is: by its path, or its content. */
export const checkTrainingFileTool: Tool = toolOf({
  ...ABOUT,
  input: z.strictObject({
    path: path.optional().describe('Where the file is on this machine. Give this or `content`.'),
    content: content.optional().describe('The lines of the file.'),
    ...SHARED,
  }),
  async answer(desk, { path: place, content: lines, ...rest }) {
    if ((place === undefined) === (lines === undefined)) {
      throw new QuestionError([
        { field: 'path', message: 'give either the path of the file or its content.' },
      ]);
    }
    const file =
      place === undefined ? sent('training.jsonl', lines ?? '') : { path: place, name: basename(place) };
    return check(desk, file, rest);
  },
});

async function check(
  desk: Desk,
  training: FileToRead,
  {
    validation,
    model: named,
    epochs,
  }: {
    readonly validation?: string | undefined;
    readonly model?: string | undefined;
    readonly epochs?: number | undefined;
  },
) {
  const model = named === undefined ? COUNTED_BY_DEFAULT : modelNamed(desk, named, 'model');
  const { training: facts } = await desk.numbers.read({
    kind: 'training',
    training,
    ...(validation !== undefined && { validation: sent('validation.jsonl', validation) }),
    model: { id: model.id, provider: model.provider },
  });
  const bills = trainingBills(facts, desk.basis.book, desk.today, epochs);
  const { problems, perExample, ...rest } = trainingJson(facts, bills);
  return {
    text: reportText(trainingReport(facts, bills, model.name), REPORT_WIDTH),
    data: {
      ...rest,
      perExample: { ...perExample },
      platforms: rest.platforms.map((one) => ({ ...one })),
      problems: problems.map(({ code, count, lines }) => ({ code, count, lines: [...lines] })),
    },
  };
}

/** Content that came with the question, as a file. */
function sent(name: string, text: string): FileToRead {
  const bytes = new TextEncoder().encode(text);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return { name, bytes: bytes.byteLength, chunks: chunks() };
}
