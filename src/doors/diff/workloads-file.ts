import { basename, dirname, isAbsolute, join } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { type Workload, WorkloadSchema } from '../../engine/index.js';
import type { NumbersReader } from '../../numbers/numbers-reader.js';
import { readPromptFile } from '../../numbers/tokens/prompt-file.js';
import { fieldAt } from '../../slack/grammar/fields.js';
import { readNamedModel } from '../../slack/grammar/named-model.js';
import { readVolume } from '../../slack/grammar/read-volume.js';
import type { Vocabulary } from '../../slack/grammar/vocabulary.js';
import { type Problem, problemsOf, QuestionError } from '../problems.js';

const { current, tokens, task } = WorkloadSchema.shape;

/** One workload of a file. */
const FileWorkload = z.strictObject({
  task,
  /** Id or name of the model, with an effort where one is set: `gpt-6-luna@low`. */
  model: current.shape.model,
  effort: current.shape.effort,
  /** A rate as it is written in Slack: `500k/day`. */
  volume: z.string().max(40),
  tokens,
  /** Files whose tokens are the same in every call, beside this file. They are added to `tokens.staticPrompt`. */
  prompts: z.array(z.string().min(1).max(500)).max(50).optional(),
  cacheHitRate: current.shape.cacheHitRate,
  batchShare: current.shape.batchShare,
  retryRate: current.shape.retryRate,
  price: current.shape.price,
});

const NAME = /^[A-Za-z0-9][\w .:/-]{0,79}$/;

/** What `ftcost.yml` holds: workloads by name. */
const WorkloadsFile = z.strictObject({
  workloads: z.record(z.string(), FileWorkload),
});

/** Most workloads of a file, and its most bytes. */
const MAX_WORKLOADS = 100;
const MAX_BYTES = 1_000_000;

/** A workload of a file, with its prompts counted. */
export interface NamedWorkload {
  readonly name: string;
  readonly workload: Workload;
  /** False where the tokenizer of its model is not published and its prompts are estimates. */
  readonly isExact: boolean;
}

/** What it takes to read a file. */
export interface ReadingParts {
  readonly vocabulary: Vocabulary;
  readonly numbers: Pick<NumbersReader, 'read'>;
}

/**
 * Reads a file of workloads and counts its prompts. An empty file holds none.
 *
 * @throws QuestionError naming every field that is wrong
 * @throws FileError when the file or a prompt cannot be read
 */
export async function readWorkloadsFile(
  path: string,
  parts: ReadingParts,
): Promise<readonly NamedWorkload[]> {
  const content = yamlOf(path, readPromptFile(path));
  if (content === null) return [];
  const parsed = WorkloadsFile.safeParse(content);
  if (!parsed.success) throw inFile(path, problemsOf(parsed.error, WorkloadsFile));
  const entries = Object.entries(parsed.data.workloads);
  const names = namesProblems(entries.map(([name]) => name));
  if (names.length > 0) throw inFile(path, names);
  const read: NamedWorkload[] = [];
  const problems: Problem[] = [];
  for (const [name, stated] of entries) {
    const one = workloadOf(name, stated, parts.vocabulary);
    if ('problems' in one) problems.push(...one.problems);
    else read.push(await counted({ name, folder: dirname(path), stated, workload: one.workload }, parts));
  }
  if (problems.length > 0) throw inFile(path, problems);
  return read;
}

function yamlOf(path: string, text: string): unknown {
  if (text.length > MAX_BYTES) {
    throw inFile(path, [{ field: '', message: 'the file is larger than a megabyte.' }]);
  }
  try {
    return parse(text) ?? null;
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw inFile(path, [{ field: '', message: `this is no YAML: ${error.message}` }]);
  }
}

function namesProblems(names: readonly string[]): readonly Problem[] {
  if (names.length > MAX_WORKLOADS)
    return [{ field: 'workloads', message: `at most ${MAX_WORKLOADS} workloads are compared.` }];
  return names.flatMap((name) =>
    NAME.test(name)
      ? []
      : [
          {
            field: 'workloads',
            message: `"${name}": a name has letters, digits, spaces and . : / - _ only.`,
          },
        ],
  );
}

/** The workload as it is stated, prompts apart. */
function workloadOf(
  name: string,
  { task: asked, model, effort, volume, tokens: perCall, ...rest }: z.infer<typeof FileWorkload>,
  vocabulary: Vocabulary,
): { readonly workload: Workload } | { readonly problems: readonly Problem[] } {
  const at = (field: string, message: string) => ({ field: `workloads.${name}.${field}`, message });
  const named = readNamedModel(model, vocabulary);
  const rate = readVolume(fieldAt('volume.queriesPerDay'), volume);
  const perDay = rate.ok ? rate.values['volume.queriesPerDay'] : undefined;
  const problems = [
    ...(named.ok ? [] : [at('model', named.problem)]),
    ...(named.ok && named.effort !== undefined && effort !== undefined && named.effort !== effort
      ? [at('effort', `the model says ${named.effort}. Keep one of them.`)]
      : []),
    ...(rate.ok ? [] : [at('volume', rate.problem)]),
    ...(rate.ok && typeof perDay !== 'number'
      ? [at('volume', 'bills of a month are compared: write a rate such as 500k/day.')]
      : []),
  ];
  if (!named.ok || typeof perDay !== 'number' || problems.length > 0) return { problems };
  const { prompts: _, ...calls } = rest;
  const chosen = effort ?? named.effort;
  return {
    workload: WorkloadSchema.parse({
      name,
      ...(asked !== undefined && { task: asked }),
      volume: { queriesPerDay: perDay },
      tokens: perCall,
      current: { model: named.id, ...(chosen !== undefined && { effort: chosen }), ...calls },
    }),
  };
}

/** The same with its prompts counted. */
async function counted(
  {
    name,
    folder,
    stated: { prompts = [] },
    workload,
  }: {
    readonly name: string;
    readonly folder: string;
    readonly stated: z.infer<typeof FileWorkload>;
    readonly workload: Workload;
  },
  { vocabulary, numbers }: ReadingParts,
): Promise<NamedWorkload> {
  const model = vocabulary.findModel(workload.current.model);
  if (model === undefined) throw new Error(`The model of ${name} is gone.`);
  let staticPrompt = workload.tokens.staticPrompt ?? 0;
  let isExact = true;
  for (const [index, file] of prompts.entries()) {
    if (isAbsolute(file)) {
      const message = 'write the path of the prompt as it is seen from this file.';
      throw new QuestionError([{ field: `workloads.${name}.prompts.${index}`, message }]);
    }
    const text = readPromptFile(join(folder, file));
    if (text === '') continue;
    const { tokens: count } = await numbers.read({ kind: 'tokens', text, model });
    staticPrompt += count.tokens;
    isExact &&= count.low === count.high;
  }
  return { name, isExact, workload: { ...workload, tokens: { ...workload.tokens, staticPrompt } } };
}

function inFile(path: string, problems: readonly Problem[]): QuestionError {
  return new QuestionError(
    problems.map(({ field, message }) => ({
      field: field === '' ? basename(path) : `${basename(path)}: ${field}`,
      message,
    })),
  );
}
