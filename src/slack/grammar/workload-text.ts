import type { Workload } from '../../engine/index.js';
import { OWN_PLATFORM } from '../../prices/own-models.js';
import { fieldAt } from './fields.js';
import { type FlatValue, type FlatWorkload, toWorkload, without } from './flat-workload.js';
import { findNamedModel } from './named-model.js';
import { splitWords } from './split-words.js';
import { problemWith, quote, type TextProblem } from './text-problem.js';
import { understandWord, unknownWord } from './understand-word.js';
import type { Vocabulary } from './vocabulary.js';
import { OF_THE_MODEL, VOLUME_PATHS } from './write-field.js';

/** What the text of a command says. */
export type TextOutcome =
  | { readonly ok: true; readonly workload: Workload; readonly isPrivate: boolean }
  | {
      readonly ok: false;
      readonly problems: readonly TextProblem[];
      /** What was understood all the same. */
      readonly draft: FlatWorkload;
      readonly isPrivate: boolean;
    };

/**
 * Reads `gpt-4o 500k/day 2000+200in 100out examples=5000x500`, in any order, on top of `start` where something is
 * given already, as with a preset. Names everything that is wrong at once. Pure; never throws.
 */
export function readWorkloadText(
  text: string,
  vocabulary: Vocabulary,
  start: FlatWorkload = {},
): TextOutcome {
  const reader = new TextReader(vocabulary);
  reader.read(text);
  const draft = reader.over(start);
  reader.addMissing(draft);
  const isPrivate = reader.isPrivate;
  const outcome = toWorkload(draft);
  if (reader.problems.length === 0 && outcome.ok) return { ok: true, workload: outcome.workload, isPrivate };
  if (reader.problems.length === 0 && !outcome.ok) {
    for (const issue of outcome.issues) reader.problems.push({ problem: issue.message });
  }
  return { ok: false, problems: reader.listed(), draft, isPrivate };
}

/** Unknown words that are named one by one; the rest is counted. */
const UNKNOWN_WORDS_NAMED = 8;
/** Problems that are shown at most. */
const MAX_PROBLEMS = 12;
/** Words that are read at most. */
const MAX_WORDS = 400;
/** Most words that a model's name is joined from: `claude haiku 5.5`. */
const MODEL_WORDS = 4;

const NEEDED = ['current.model', 'volume.queriesPerDay', 'tokens.user', 'tokens.output'] as const;

/** Reads the words of one text, and collects their values and problems. Never throws. */
export class TextReader {
  readonly problems: TextProblem[] = [];
  isPrivate = false;
  private readonly values: Record<string, FlatValue> = {};
  private readonly saidBy = new Map<string, string>();
  private unknownWords = 0;

  /** Ids of the models that were named, each once, in the order typed. */
  readonly models: string[] = [];

  /** @param severalModels true where models are compared; otherwise a second one contradicts the first. */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly severalModels = false,
  ) {}

  /** Understands a whole text. */
  read(text: string): void {
    const { words, unclosed } = splitWords(text);
    if (unclosed !== undefined) {
      this.problems.push(problemWith(unclosed, 'the quote is not closed.', 'name="Ticket triage"'));
    }
    if (words.length > MAX_WORDS) {
      this.problems.push({ problem: `That is too long: I read the first ${MAX_WORDS} words only.` });
    }
    const read = words.slice(0, MAX_WORDS);
    for (let index = 0; index < read.length; ) index += this.take(read, index);
  }

  /** Whether the text gives a value at this path. */
  says(path: string): boolean {
    return this.saidBy.has(path);
  }

  /** Understands what stands at `index`; returns how many words that took. */
  private take(words: readonly string[], index: number): number {
    const word = words[index] ?? '';
    const joined = this.modelOfSeveralWords(words, index);
    if (joined) {
      this.set('current.model', joined.id, joined.said);
      if (joined.effort !== undefined) this.set('current.effort', joined.effort, joined.said);
      return joined.length;
    }
    const meaning = understandWord(word, this.vocabulary);
    if (meaning.kind === 'private') this.isPrivate = true;
    if (meaning.kind === 'problem') this.problems.push(meaning.problem);
    if (meaning.kind === 'values') {
      for (const [path, value] of Object.entries(meaning.values)) this.set(path, value, word);
    }
    if (meaning.kind === 'unknown') {
      this.unknownWords += 1;
      if (this.unknownWords <= UNKNOWN_WORDS_NAMED) {
        this.problems.push(unknownWord(word, this.vocabulary, true));
      }
    }
    return 1;
  }

  private modelOfSeveralWords(words: readonly string[], index: number) {
    const first = words[index] ?? '';
    // The names that a team gives its own models are one word, and go on as it likes.
    const model = this.vocabulary.findModel(first);
    const isWhole = model?.tunedOn !== undefined || model?.platform === OWN_PLATFORM;
    if (!/^[a-z]/i.test(first) || isWhole) return undefined;
    for (let length = MODEL_WORDS; length > 1; length -= 1) {
      const said = words.slice(index, index + length);
      if (said.length < length || said.some((word) => word.includes('='))) continue;
      for (const joint of ['-', ' ']) {
        const model = findNamedModel(said.join(joint), this.vocabulary);
        if (model !== undefined) return { ...model, said: said.join(' '), length };
      }
    }
    return undefined;
  }

  private set(path: string, value: FlatValue, said: string): void {
    if (path === 'current.model') {
      const id = String(value);
      if (!this.models.includes(id)) this.models.push(id);
      if (this.severalModels && this.saidBy.has(path)) return;
    }
    const earlier = this.saidBy.get(path);
    if (earlier !== undefined && JSON.stringify(this.values[path]) !== JSON.stringify(value)) {
      this.problems.push(contradiction(path, earlier, said));
      return;
    }
    this.values[path] = value;
    this.saidBy.set(path, said);
  }

  /** The values over what was given before; a new volume of either kind replaces the old one, as does a new model what was set and measured of it. */
  over(start: FlatWorkload): FlatWorkload {
    const [rate, total] = VOLUME_PATHS.map((path) => this.saidBy.get(path));
    if (rate !== undefined && total !== undefined) {
      this.problems.push({
        said: `${quote(rate)} ${quote(total)}`,
        problem: 'a volume is either a rate or a one-off total, not both.',
        mend: 'Keep one of them',
      });
    }
    const hasVolume = rate !== undefined || total !== undefined;
    const model = this.values['current.model'];
    const replaced = [
      ...(hasVolume ? VOLUME_PATHS : []),
      ...(model === undefined || model === start['current.model'] ? [] : OF_THE_MODEL),
    ];
    return { ...without(start, replaced), ...this.values };
  }

  /** Asks for what a workload cannot do without, unless a problem already names it. */
  addMissing(draft: FlatWorkload): void {
    for (const path of NEEDED) {
      if (draft[path] !== undefined) continue;
      if (path === 'volume.queriesPerDay' && draft['volume.oneOffQueries'] !== undefined) continue;
      if (this.problems.some((problem) => problem.path === path)) continue;
      this.problems.push(missing(path, this.vocabulary));
    }
  }

  /** The problems to show, unknown words beyond the named ones as a count. */
  listed(): readonly TextProblem[] {
    const more = this.unknownWords - UNKNOWN_WORDS_NAMED;
    const shown = this.problems.slice(0, MAX_PROBLEMS);
    const hidden = this.problems.length - shown.length + Math.max(0, more);
    return hidden > 0 ? [...shown, { problem: `And ${hidden} more like these.` }] : shown;
  }
}

function contradiction(path: string, earlier: string, later: string): TextProblem {
  const { label } = fieldAt(path);
  const both = `${quote(earlier)} and ${quote(later)}`;
  const mend =
    path === 'current.model'
      ? 'Keep one; the models to compare with go into candidates=a,b'
      : 'Keep one of them';
  return { said: both, problem: `${label} ${/s$|tokens/.test(label) ? 'are' : 'is'} given twice.`, mend };
}

function missing(path: (typeof NEEDED)[number], vocabulary: Vocabulary): TextProblem {
  switch (path) {
    case 'current.model':
      return { problem: 'Which model answers today? Add its name.', mend: vocabulary.exampleModel };
    case 'volume.queriesPerDay':
      return {
        problem: 'How many queries are there? Add a rate or a one-off total.',
        mend: '500k/day or once=2M',
      };
    case 'tokens.user':
      return {
        problem: 'How many prompt tokens has one query? Add fixed plus varying, or one number.',
        mend: '2000+200in',
      };
    case 'tokens.output':
      return { problem: 'How many tokens has one answer?', mend: '100out' };
  }
}
