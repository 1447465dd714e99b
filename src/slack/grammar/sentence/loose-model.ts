import { findNamedModel } from '../named-model.js';
import type { Vocabulary } from '../vocabulary.js';

/** What was probably meant by a name that no model has: `4o-mini`, `haiku`, `gtp-4o`. */
interface LooseModel {
  readonly names: readonly string[];
  readonly isSure: boolean;
  /** Whether the first can be taken to be meant: all are versions of one. A mistyped name is asked about. */
  readonly isLikely: boolean;
  /** Words that it was said in. */
  readonly length: number;
}

/** What makers write before a name, and people leave out. */
const MAKERS: readonly string[] = ['gpt-', 'claude-', 'gemini-'];

/** Parts of many names, and ordinary words that are part of one: alone they name nothing. */
const NO_NAMES: ReadonlySet<string> = new Set(
  'mini nano flash lite large small medium pro turbo max scout versatile instruct preview together fireworks cerebras amazon meta openai google'.split(
    ' ',
  ),
);

/** Most models that are offered in place of a name. */
const MAX_OFFERED = 3;

/** A name without its version: Haiku 4.5 and 5.5 are of one kind. */
function kindOf(name: string): string {
  return name.replace(/[\d.]+/g, '');
}

/** Understands a name at the start of these words. Never throws. */
export function looseModel(words: readonly string[], vocabulary: Vocabulary): LooseModel | undefined {
  for (let length = Math.min(3, words.length); length > 0; length -= 1) {
    const said = words.slice(0, length);
    if (said.some((word) => /[=,;!?()/]/.test(word))) continue;
    const short = said.join('-').toLowerCase();
    if (!/[a-z]/.test(short)) continue;
    for (const maker of MAKERS) {
      const model = findNamedModel(`${maker}${short}`, vocabulary);
      if (model !== undefined) return { names: [model.name], isSure: true, isLikely: true, length };
    }
  }
  const [word = ''] = words;
  const name = word.toLowerCase();
  const isWord = /^[a-z]{3,}$/.test(name);
  const names = isWord ? familyOf(name, vocabulary) : misspelt(name, vocabulary);
  const [first] = names;
  if (first === undefined) return undefined;
  const version = versionBehind(words);
  const isOther = version !== undefined && !names.some((other) => other.includes(version));
  const isLikely = isWord && !isOther && names.every((other) => kindOf(other) === kindOf(first));
  return { names, isSure: false, isLikely, length: isOther ? words.indexOf(version) + 1 : 1 };
}

/** The version said behind a name, as in *opus 4.5*: another one is another model. */
function versionBehind(words: readonly string[]): string | undefined {
  return words.slice(1, 2).find((word) => /^\d\.\d$/.test(word));
}

/** The models with this word in their names. */
function familyOf(word: string, vocabulary: Vocabulary): readonly string[] {
  return NO_NAMES.has(word) ? [] : vocabulary.modelsNamed(word).slice(0, MAX_OFFERED);
}

/** The models whose names are near to one with letters and digits in it. */
function misspelt(word: string, vocabulary: Vocabulary): readonly string[] {
  if (word.length < 4 || !/^[a-z].*\d/.test(word) || /[=/%€£]/.test(word)) return [];
  return vocabulary.suggestModels(word, MAX_OFFERED);
}
