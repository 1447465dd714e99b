import type { Task } from '../../engine/workload.js';
import { isObject, jsonOf } from '../lines.js';
import type { Example } from './example.js';

/** What the answers of a file are like: labels and their balance, and the task that this suggests. */

export interface AnswersFound {
  /** The task that the file looks like, and by what. */
  readonly task: Task;
  readonly because: string;
  /** How often each label of a classification is the answer, the most frequent first. The labels themselves are content. */
  readonly labelCounts?: readonly number[];
}

/** Longest answer that can be a label, in characters. */
const LONGEST_LABEL = 60;
/** More different answers than this are no labels. */
const MAX_LABELS = 300;
/** Examples that a label has on average, at the least. */
const EXAMPLES_PER_LABEL = 4;

/** Looks at answers while examples go by. */
export class AnswerWatch {
  readonly #labels = new Map<string, number>();
  #canBeLabels = true;
  #examples = 0;
  #json = 0;
  #extracted = 0;
  #code = 0;
  #tools = 0;
  #dialogues = 0;

  add({ answer, input, callsTools, tools, system }: Example): void {
    this.#examples += 1;
    if (this.#canBeLabels) this.#addLabel(answer.trim());
    if (callsTools || tools !== '') this.#tools += 1;
    if (input.filter(({ role }) => role === 'assistant').length > 0) this.#dialogues += 1;
    if (answer.includes('```')) this.#code += 1;
    const json = /^\s*[{[]/.test(answer) ? jsonOf(answer) : undefined;
    if (json === undefined) return;
    this.#json += 1;
    const values = textsIn(json).filter((value) => value.length > 2);
    const asked = `${system}\n${input.map(({ content }) => content).join('\n')}`;
    if (values.length > 0 && values.filter((value) => asked.includes(value)).length >= values.length * 0.6) {
      this.#extracted += 1;
    }
  }

  #addLabel(answer: string): void {
    const isLabel = answer !== '' && answer.length <= LONGEST_LABEL;
    if (isLabel) this.#labels.set(answer, (this.#labels.get(answer) ?? 0) + 1);
    if (!isLabel || this.#labels.size > MAX_LABELS) {
      this.#canBeLabels = false;
      this.#labels.clear();
    }
  }

  found(): AnswersFound {
    const half = this.#examples / 2;
    const { size } = this.#labels;
    if (this.#canBeLabels && size > 1 && this.#examples >= size * EXAMPLES_PER_LABEL) {
      const labelCounts = [...this.#labels.values()].sort((a, b) => b - a);
      return { task: 'classification', because: `there are only ${size} different answers`, labelCounts };
    }
    if (this.#tools > half) return { task: 'agent', because: 'most examples have tools' };
    if (this.#json > half) {
      return this.#extracted > this.#json / 2
        ? { task: 'extraction', because: 'most answers are JSON whose values stand in the question' }
        : { task: 'structured-output', because: 'most answers are JSON' };
    }
    if (this.#code > half) return { task: 'code', because: 'most answers hold blocks of code' };
    if (this.#dialogues > half)
      return { task: 'chat', because: 'most examples are dialogues of several turns' };
    return { task: 'generation', because: 'the answers are free text' };
  }
}

/** Every text in a JSON value, no deeper than objects in objects. */
function textsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (depth > 3) return [];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, depth + 1));
  return isObject(value) ? Object.values(value).flatMap((one) => textsIn(one, depth + 1)) : [];
}

/** Share of labels that are wrong, from how often one input was answered differently. */
export interface LabelNoise {
  readonly share: number;
  /** Repeated inputs that it rests on. */
  readonly pairs: number;
}

/** Fewest repeated inputs that tell anything. */
const FEWEST_PAIRS = 20;

/**
 * Two labels of one input differ where one of them is wrong: with a share e of wrong labels, d = 2e(1 - e) of the
 * pairs differ, so e = (1 - sqrt(1 - 2d)) / 2. For labels of more than two classes it is a lower bound of little error.
 *
 * @returns `undefined` where too few inputs repeat to tell.
 */
export function labelNoise(repeatedInputs: number, contradictions: number): LabelNoise | undefined {
  if (repeatedInputs < FEWEST_PAIRS) return undefined;
  const differing = Math.min(0.5, contradictions / repeatedInputs);
  return { share: (1 - Math.sqrt(1 - 2 * differing)) / 2, pairs: repeatedInputs };
}
