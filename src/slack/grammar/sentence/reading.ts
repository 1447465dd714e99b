import type { FlatValue, FlatWorkload } from '../flat-workload.js';

/** What a sentence says, as far as it was understood. */
export interface SentenceReading {
  /** What is known, over what was given before. */
  readonly draft: FlatWorkload;
  readonly isPrivate: boolean;
  /** What was taken to be meant, and what else it can be: a tap corrects it. */
  readonly guesses: readonly Guess[];
  /** What has to be asked before an answer is worth anything: what is missing, and what is not clear. */
  readonly questions: readonly Question[];
  /** Numbers that were read and not used, as they were said. */
  readonly asides: readonly string[];
  /** What is said of today's bill a month, USD: it is worked out, not taken. */
  readonly billUsdPerMonth?: number;
}

/** A value that was taken to be meant. */
export interface Guess {
  readonly path: string;
  /** Each as what to say instead. */
  readonly others: readonly Choice[];
}

/** One answer that can be tapped. */
export interface Choice {
  readonly label: string;
  readonly values: FlatWorkload;
}

/** One thing that has to be asked. */
export interface Question {
  /** The field that it is about, where that is clear. */
  readonly path?: string;
  readonly ask: string;
  /** The words in question: they are said again with the answer to another question. */
  readonly said?: string;
  readonly choices: readonly Choice[];
}

/** A choice that sets one path. */
export function choice(label: string, path: string, value: FlatValue): Choice {
  return { label, values: { [path]: value } };
}

/** A choice that sets nothing. */
export const LEAVE_OUT: Choice = { label: 'Leave it out', values: {} };
