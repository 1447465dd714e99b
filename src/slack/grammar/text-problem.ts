import { asOneLine, cut } from '../kit/safe-text.js';

/** One thing that is wrong with what was typed: plain text, to be shown without markup. */
export interface TextProblem {
  /** The word as typed, cut to a sane length. */
  readonly said?: string;
  /** One plain sentence. */
  readonly problem: string;
  /** How to say it right. */
  readonly mend?: string;
  /** The field that it is about, where that is clear: it is then not asked for a second time. */
  readonly path?: string;
}

/** A word from the person, short enough to be repeated. */
export function quote(word: string): string {
  return cut(asOneLine(word), 40);
}

/** A problem with one word. */
export function problemWith(word: string, problem: string, mend?: string): TextProblem {
  return { said: quote(word), problem, ...(mend === undefined ? {} : { mend }) };
}
