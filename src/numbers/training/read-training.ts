import { createHash } from 'node:crypto';
import type { Task } from '../../engine/workload.js';
import { FileError } from '../file-error.js';
import { type Line, type OnBytes, readLines, readText, type Source } from '../lines.js';
import { QuestionLines } from '../pilot/question-lines.js';
import { CHAT_RULE, countMessage } from '../tokens/chat.js';
import type { Exactness, Tokenizer } from '../tokens/tokenizers.js';
import { AnswerWatch, type LabelNoise, labelNoise } from './answers.js';
import { type Example, readExample, type Shape } from './example.js';
import type { FaultCode } from './faults.js';
import { RESERVED_WORDS } from './platforms.js';
import { digestOf, RepeatFinder, type Repeats } from './repeats.js';
import { type SecretKind, secretsIn } from './secrets.js';
import { type Seen, Tally } from './tally.js';

/** Everything that is kept of a training file: counts and statistics, and nothing of its text. */
export interface TrainingFacts {
  readonly bytes: number;
  /** Of the bytes of the file, in hexadecimal: the version of the data. */
  readonly sha256: string;
  /** The format of most examples. */
  readonly shape: Shape;
  readonly shapes: readonly { readonly shape: Shape; readonly count: number }[];
  /** Examples that can be counted; lines that cannot are among the faults. */
  readonly examples: number;
  readonly tokens: { readonly total: number; readonly prompt: number; readonly answer: number };
  readonly exactness: Exactness;
  readonly perExample: { readonly p50: number; readonly p95: number; readonly max: number };
  /** Examples over each limit of a platform, and the tokens that are left where longer ones are cut. */
  readonly lengths: readonly LengthLimit[];
  readonly faults: readonly Seen<FaultCode>[];
  readonly repeats: Repeats;
  /** Texts that a platform reserves. */
  readonly reserved: readonly Seen<string>[];
  readonly secrets: readonly Seen<SecretKind>[];
  readonly withTools: number;
  readonly withMedia: number;
  /** Examples whose turns do not alternate between user and assistant. */
  readonly outOfTurn: number;
  /** System texts that most examples share: what stands fixed in every prompt. */
  readonly fixedPromptTokens: number;
  readonly task: Task;
  readonly taskBecause: string;
  /** How often each label is the answer, the most frequent first; absent where it is no classification. */
  readonly labelCounts?: readonly number[];
  readonly labelNoise?: LabelNoise;
  readonly validation?: { readonly examples: number; readonly tokens: number };
  /** Lines with different questions, in the order in which a pilot holds them out. */
  readonly questionLines: readonly number[];
}

interface LengthLimit {
  readonly limit: number;
  readonly over: number;
  readonly tokensWithin: number;
}

/** Limits that some platform has for one example, in tokens. */
const LENGTH_LIMITS = [65_536, 131_072] as const;

/** Share of the examples that has to share a system text for it to count as fixed. */
const FIXED_SHARE = 0.8;
/** Different system texts that are counted. */
const MAX_SYSTEM_TEXTS = 1_000;

/**
 * Reads a training file and, first, the validation file that goes with it.
 *
 * @throws FileError when it is no text, or no line of it is an example
 */
export async function readTraining(
  files: { readonly training: Source; readonly validation?: Source },
  tokenizer: Tokenizer,
  onBytes: OnBytes,
): Promise<TrainingFacts> {
  const validation =
    files.validation === undefined ? undefined : await readValidation(files.validation, tokenizer, onBytes);
  const reading = new TrainingReading(tokenizer, validation?.inputs);
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const chunk of files.training.chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const training = { ...files.training, chunks: hashed() };
  let bytes = 0;
  let last: Line | undefined;
  let endsWithNewline = false;
  async function* text() {
    for await (const piece of readText(training, counted)) {
      if (piece !== '') endsWithNewline = piece.endsWith('\n');
      yield piece;
    }
  }
  function counted(more: number): void {
    bytes += more;
    onBytes(more);
  }
  for await (const lines of readLines(training.name, text())) {
    for (const line of lines) reading.add(line);
    last = lines.at(-1);
  }
  if (last !== undefined && !endsWithNewline) reading.mayBeCutShort(last);
  return reading.facts(training.name, { bytes, sha256: hash.digest('hex') }, validation);
}

/** The inputs of a validation file as digests, and its size. */
async function readValidation(source: Source, { count }: Tokenizer, onBytes: OnBytes) {
  const inputs = new Set<number>();
  let examples = 0;
  let tokens = 0;
  for await (const lines of readLines(source.name, readText(source, onBytes))) {
    for (const line of lines) {
      const { example } = readExample(line);
      if (example === undefined) continue;
      examples += 1;
      tokens += tokensOf(example, count).total;
      inputs.add(digestOf(inputText(example)));
    }
  }
  if (examples === 0) throw noExamples(source.name);
  return { inputs, examples, tokens };
}

function noExamples(name: string): FileError {
  return new FileError(
    'unknown-shape',
    `No line of ${name} is a training example. Each line has to be a JSON object with messages, contents, prompt and completion, input with preferred_output, or text.`,
  );
}

/** What is asked in an example, as one text: two examples that ask the same have the same. */
export function inputText({ system, input }: Example): string {
  return [system, ...input.map(({ role, content }) => `${role}: ${content}`)].join('\u0000');
}

interface ExampleTokens {
  readonly total: number;
  readonly answer: number;
  readonly system: number;
}

/** Tokens of an example by the published rule; a preference has both its answers. */
function tokensOf(
  { shape, system, input, answer, rejected, tools }: Example,
  count: Tokenizer['count'],
): ExampleTokens {
  if (shape === 'plain-text') {
    const total = count(answer);
    return { total, answer: total, system: 0 };
  }
  const fixed = system === '' ? 0 : countMessage({ role: 'system', content: system }, count);
  let total = CHAT_RULE.perReply + fixed + (tools === '' ? 0 : count(tools));
  for (const turn of input) total += countMessage(turn, count);
  const answered = count(answer) + (rejected === undefined ? 0 : count(rejected));
  const replies = rejected === undefined ? 1 : 2;
  total += answered + replies * (CHAT_RULE.perMessage + count('assistant'));
  return { total, answer: answered, system: fixed };
}

/** Takes in one example after the other. */
class TrainingReading {
  readonly #count: Tokenizer['count'];
  readonly #exactness: Exactness;
  readonly #faults = new Tally<FaultCode>();
  readonly #reserved = new Tally<string>();
  readonly #secrets = new Tally<SecretKind>();
  readonly #answers = new AnswerWatch();
  readonly #questions = new QuestionLines();
  readonly #repeats: RepeatFinder;
  readonly #shapes = new Map<Shape, number>();
  readonly #systems = new Map<number, { count: number; readonly tokens: number }>();
  readonly #perExample: number[] = [];
  #first: Shape | undefined;
  #total = 0;
  #answer = 0;
  #withTools = 0;
  #withMedia = 0;
  #outOfTurn = 0;

  constructor({ count, exactness }: Tokenizer, validationInputs: ReadonlySet<number> | undefined) {
    this.#count = count;
    this.#exactness = exactness;
    this.#repeats = new RepeatFinder(validationInputs);
  }

  add(line: Line): void {
    const { example, faults } = readExample(line);
    for (const fault of faults) this.#faults.add(fault, line.number);
    if (example === undefined) return;
    this.#first ??= example.shape;
    if (example.shape !== this.#first) this.#faults.add('mixed-shapes', line.number);
    this.#shapes.set(example.shape, (this.#shapes.get(example.shape) ?? 0) + 1);
    this.#countTokens(example);
    this.#answers.add(example);
    if (example.tools !== '' || example.callsTools) this.#withTools += 1;
    if (example.hasMedia) this.#withMedia += 1;
    if (!alternates(example)) this.#outOfTurn += 1;
    this.#search(example, line.number);
  }

  #countTokens(example: Example): void {
    const { total, answer, system } = tokensOf(example, this.#count);
    this.#perExample.push(total);
    this.#total += total;
    this.#answer += answer;
    if (system === 0) return;
    const key = digestOf(example.system);
    const known = this.#systems.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.#systems.size < MAX_SYSTEM_TEXTS) this.#systems.set(key, { count: 1, tokens: system });
  }

  #search(example: Example, line: number): void {
    const asked = example.input.map(({ content }) => content).join('\n');
    const input = inputText(example);
    if (example.shape !== 'plain-text') this.#questions.add(digestOf(input), line);
    this.#repeats.add(input, example.answer, asked === '' ? example.answer : asked, line);
    const everything = `${example.system}\n${asked}\n${example.answer}\n${example.rejected ?? ''}`;
    for (const word of RESERVED_WORDS) if (everything.includes(word)) this.#reserved.add(word, line);
    for (const kind of secretsIn(everything)) this.#secrets.add(kind, line);
  }

  /** The last line of a file without a line end: where it is no JSON, the file was cut. */
  mayBeCutShort(line: Line): void {
    if (readExample(line).faults[0] === 'invalid-json')
      this.#faults.rename('invalid-json', 'cut-short', line.number);
  }

  facts(
    name: string,
    file: Pick<TrainingFacts, 'bytes' | 'sha256'>,
    validation: { readonly examples: number; readonly tokens: number } | undefined,
  ): TrainingFacts {
    const examples = this.#perExample.length;
    const shapes = [...this.#shapes]
      .map(([shape, count]) => ({ shape, count }))
      .sort((a, b) => b.count - a.count);
    const [main] = shapes;
    if (main === undefined) throw noExamples(name);
    const sorted = Uint32Array.from(this.#perExample).sort();
    const { task, because, labelCounts } = this.#answers.found();
    const repeats = this.#repeats.found();
    const noise =
      labelCounts === undefined ? undefined : labelNoise(repeats.repeatedInputs, repeats.contradictions);
    const [fixed] = [...this.#systems.values()].sort((a, b) => b.count - a.count);
    return {
      ...file,
      shape: main.shape,
      shapes,
      examples,
      tokens: { total: this.#total, prompt: this.#total - this.#answer, answer: this.#answer },
      exactness: this.#exactness,
      perExample: { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: sorted.at(-1) ?? 0 },
      lengths: LENGTH_LIMITS.map((limit) => lengthsOver(sorted, limit)),
      faults: this.#faults.all(),
      repeats,
      reserved: this.#reserved.all(),
      secrets: this.#secrets.all(),
      withTools: this.#withTools,
      withMedia: this.#withMedia,
      outOfTurn: this.#outOfTurn,
      fixedPromptTokens: fixed !== undefined && fixed.count >= FIXED_SHARE * examples ? fixed.tokens : 0,
      task,
      taskBecause: because,
      questionLines: this.#questions.all(),
      ...(labelCounts !== undefined && { labelCounts }),
      ...(noise !== undefined && { labelNoise: noise }),
      ...(validation !== undefined && {
        validation: { examples: validation.examples, tokens: validation.tokens },
      }),
    };
  }
}

function alternates({ input }: Example): boolean {
  return (
    input.every(({ role }, index) => role === (index % 2 === 0 ? 'user' : 'assistant')) &&
    input.length % 2 === 1
  );
}

/** The value below which this share of the values lies, by the nearest rank. */
function quantile(sorted: Uint32Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function lengthsOver(sorted: Uint32Array, limit: number): LengthLimit {
  let over = 0;
  let tokensWithin = 0;
  for (const tokens of sorted) {
    if (tokens > limit) over += 1;
    tokensWithin += Math.min(tokens, limit);
  }
  return { limit, over, tokensWithin };
}
