import { FileError } from '../file-error.js';
import type { OnBytes, Source } from '../lines.js';
import { type Fields, openRecords, optionalNumber, textIn } from '../records.js';
import { digestOf } from '../training/repeats.js';
import { plainName } from '../usage/read-usage.js';
import { objectIn } from '../usage/usage-row.js';

/** Reads an evaluation: which model got which item right. Answers and questions in it are passed over. */

/** One answer that was judged. */
interface Judged {
  readonly item: string;
  readonly model: string;
  /** `undefined` where the call failed, so that nothing was judged. */
  readonly isRight: boolean | undefined;
  readonly score?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly latencyMs?: number;
  readonly costUsd?: number;
}

/** The results of one model. */
export interface ModelResults {
  /** As the file writes it, on one line. */
  readonly model: string;
  /** By the digest of the item: whether its answer was right, and the score, where there is one. */
  readonly items: ReadonlyMap<number, { readonly isRight: boolean; readonly score?: number }>;
  /** Calls that failed; they count neither as right nor as wrong. */
  readonly failed: number;
  /** Rows of an item that was judged before; the first counts. */
  readonly repeated: number;
  /** Means, where the file tells. */
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly costUsd?: number;
  readonly p95LatencyMs?: number;
}

/** Everything that is kept of an evaluation. */
export interface EvalFacts {
  readonly source: 'promptfoo' | 'table';
  readonly models: readonly ModelResults[];
  /** Whether items have names, so that models can be compared on the same ones. */
  readonly hasItems: boolean;
  /** Score from which an answer counts as right, where the file has scores only. */
  readonly threshold?: number;
}

/** Names of columns that mean one thing. */
const COLUMNS = {
  item: ['item', 'item_id', 'id', 'question_id', 'case', 'case_id', 'test', 'test_id', 'example_id', 'row'],
  model: ['model', 'model_id', 'model_name', 'provider', 'contestant'],
  correct: ['correct', 'is_correct', 'right', 'pass', 'passed', 'success', 'is_right'],
  score: ['score', 'grade', 'rating'],
  inputTokens: ['input_tokens', 'prompt_tokens', 'tokens_in', 'in_tokens'],
  outputTokens: ['output_tokens', 'completion_tokens', 'tokens_out', 'out_tokens'],
  latencyMs: ['latency_ms', 'latencyms', 'latency', 'duration_ms'],
  costUsd: ['cost', 'cost_usd', 'usd'],
} as const;

const RIGHT = new Set(['1', 'true', 'yes', 'y', 'pass', 'passed', 'correct', 'right', 'ok']);
const WRONG = new Set(['0', 'false', 'no', 'n', 'fail', 'failed', 'incorrect', 'wrong']);

/** Different models and items that are told apart. */
const MAX_MODELS = 60;
const MAX_ITEMS = 200_000;

/**
 * Reads an evaluation.
 *
 * @param threshold score from which an answer is right; needed where the file has scores only
 * @throws FileError when it is no evaluation, or says `correct` in words that are not known
 */
export async function readEvals(
  source: Source,
  threshold: number | undefined,
  onBytes: OnBytes,
): Promise<EvalFacts> {
  const { records } = await openRecords(source, onBytes);
  const results = new Map<string, Results>();
  let isPromptfoo = false;
  let hasItems = false;
  let usesThreshold = false;
  for await (const { fields, line } of records) {
    const isResult = isPromptfooResult(fields);
    isPromptfoo ||= isResult;
    const row = isResult ? promptfooRow(fields) : tableRow(source.name, fields, line, threshold);
    hasItems ||= row.item !== '';
    usesThreshold ||= !isResult && row.isRight !== undefined && columnIn(fields, 'correct') === undefined;
    const name = results.has(row.model) || results.size < MAX_MODELS ? row.model : 'others';
    const one = results.get(name) ?? new Results();
    one.add(row, line);
    results.set(name, one);
  }
  if (results.size === 0) throw new FileError('no-rows', `${source.name} holds no results.`);
  return {
    source: isPromptfoo ? 'promptfoo' : 'table',
    models: [...results].map(([model, one]) => one.results(model)),
    hasItems,
    ...(usesThreshold && threshold !== undefined && { threshold }),
  };
}

/** Whether a record, or the header of a table, is one of an evaluation. */
export function isEvaluation(fields: Fields): boolean {
  if (isPromptfooResult(fields)) return true;
  const has = (what: keyof typeof COLUMNS) => {
    const names: readonly string[] = COLUMNS[what];
    return [...fields.keys()].some((name) => names.includes(name.trim().toLowerCase()));
  };
  return has('model') && (has('correct') || has('score'));
}

function isPromptfooResult(fields: Fields): boolean {
  return fields.has('testIdx') && fields.has('provider');
}

function columnIn(fields: Fields, what: keyof typeof COLUMNS): unknown {
  for (const [name, value] of fields) {
    const names: readonly string[] = COLUMNS[what];
    if (names.includes(name.trim().toLowerCase()) && value !== '' && value !== null) return value;
  }
  return undefined;
}

function tableRow(name: string, fields: Fields, line: number, threshold: number | undefined): Judged {
  const model = columnIn(fields, 'model');
  if (typeof model !== 'string') throw missing(name, line, 'model');
  const item = columnIn(fields, 'item');
  const score = optionalNumber(columnIn(fields, 'score'));
  return {
    item: item === undefined ? '' : String(item),
    model: plainName(model),
    isRight: isRight(name, line, columnIn(fields, 'correct'), score, threshold),
    ...(score !== undefined && { score }),
    ...measured('inputTokens', columnIn(fields, 'inputTokens')),
    ...measured('outputTokens', columnIn(fields, 'outputTokens')),
    ...measured('latencyMs', columnIn(fields, 'latencyMs')),
    ...measured('costUsd', columnIn(fields, 'costUsd')),
  };
}

function isRight(
  name: string,
  line: number,
  correct: unknown,
  score: number | undefined,
  threshold: number | undefined,
): boolean {
  if (correct !== undefined) {
    const said = String(correct).trim().toLowerCase().replace(/\.0+$/, '');
    if (RIGHT.has(said)) return true;
    if (WRONG.has(said)) return false;
    throw new FileError(
      'unknown-shape',
      `Line ${line} of ${name}: "correct" has to be 1 or 0, or true or false.`,
    );
  }
  if (score === undefined) throw missing(name, line, 'correct');
  if (threshold === undefined) {
    throw new FileError(
      'missing-column',
      `${name} has scores and no column "correct": say from which score an answer is right, as --threshold 0.7 in the terminal, or threshold=0.7 with the file in Slack.`,
    );
  }
  return score >= threshold;
}

function missing(name: string, line: number, column: string): FileError {
  return new FileError(
    'missing-column',
    `Line ${line} of ${name} has no ${column}. An evaluation has item, model and correct (1 or 0) in each row; or it is the result JSON of promptfoo.`,
  );
}

function measured<Key extends 'inputTokens' | 'outputTokens' | 'latencyMs' | 'costUsd'>(
  key: Key,
  value: unknown,
): { readonly [K in Key]?: number } | Record<never, never> {
  const number = optionalNumber(value);
  return number === undefined || number < 0 ? {} : { [key]: number };
}

/** One result of promptfoo: `openai:chat:gpt-4o` on a test, with a prompt. A call that failed has an error and no answer. */
function promptfooRow(fields: Fields): Judged {
  const provider = objectIn(fields, 'provider');
  const id = textIn(provider, 'label') || textIn(provider, 'id') || textIn(fields, 'provider');
  const prompt = optionalNumber(fields.get('promptIdx')) ?? 0;
  const response = objectIn(fields, 'response');
  const usage = objectIn(response, 'tokenUsage');
  const failed = fields.get('failureReason') === 2 || textIn(response, 'error') !== '';
  const score = optionalNumber(fields.get('score'));
  return {
    item: `test ${textIn(fields, 'testIdx')}`,
    model: plainName(prompt === 0 ? id : `${id}, prompt ${prompt + 1}`),
    isRight: failed ? undefined : fields.get('success') === true,
    ...(score !== undefined && { score }),
    ...measured('inputTokens', usage.get('prompt')),
    ...measured('outputTokens', usage.get('completion')),
    ...measured('latencyMs', fields.get('latencyMs')),
    ...measured('costUsd', fields.get('cost')),
  };
}

class Results {
  readonly #items = new Map<number, { readonly isRight: boolean; readonly score?: number }>();
  readonly #latencies: number[] = [];
  readonly #means = { inputTokens: new Mean(), outputTokens: new Mean(), costUsd: new Mean() };
  #failed = 0;
  #repeated = 0;

  add(row: Judged, line: number): void {
    if (row.isRight === undefined) {
      this.#failed += 1;
      return;
    }
    // Rows without an item stand for themselves.
    const key = row.item === '' ? -line : digestOf(row.item);
    if (this.#items.has(key) || this.#items.size >= MAX_ITEMS) {
      this.#repeated += 1;
      return;
    }
    this.#items.set(key, { isRight: row.isRight, ...(row.score !== undefined && { score: row.score }) });
    if (row.latencyMs !== undefined) this.#latencies.push(row.latencyMs);
    this.#means.inputTokens.add(row.inputTokens);
    this.#means.outputTokens.add(row.outputTokens);
    this.#means.costUsd.add(row.costUsd);
  }

  results(model: string): ModelResults {
    const { inputTokens, outputTokens, costUsd } = this.#means;
    const latencies = this.#latencies.sort((a, b) => a - b);
    const p95 = latencies[Math.max(0, Math.ceil(latencies.length * 0.95) - 1)];
    return {
      model,
      items: this.#items,
      failed: this.#failed,
      repeated: this.#repeated,
      ...inputTokens.as('inputTokens'),
      ...outputTokens.as('outputTokens'),
      ...costUsd.as('costUsd'),
      ...(p95 !== undefined && { p95LatencyMs: p95 }),
    };
  }
}

class Mean {
  #sum = 0;
  #count = 0;

  add(value: number | undefined): void {
    if (value === undefined) return;
    this.#sum += value;
    this.#count += 1;
  }

  as<Key extends string>(key: Key): { readonly [K in Key]?: number } | Record<never, never> {
    return this.#count === 0 ? {} : { [key]: this.#sum / this.#count };
  }
}
