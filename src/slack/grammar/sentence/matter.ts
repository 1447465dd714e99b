import { formatCount } from '../../../engine/index.js';
import { fieldAt } from '../fields.js';
import type { FlatValue } from '../flat-workload.js';
import { readField } from '../read-field.js';
import type { Vocabulary } from '../vocabulary.js';
import { writeField } from '../write-field.js';
import type { Item, NumberItem } from './items.js';
import type { About, Concept } from './lexicon.js';
import { choice, type Guess, LEAVE_OUT, type Question } from './reading.js';

/** What a sentence is read with. */
export interface Surroundings {
  readonly vocabulary: Vocabulary;
  /** `2026-11-22`: a month by its name is the next one. */
  readonly today: string;
}

/** A word in the neighbourhood of a number. */
export interface Near {
  readonly index: number;
  readonly word: string;
  readonly concept: Concept | undefined;
  /** Words from the number, the next one at 1. */
  readonly distance: number;
}

/** Below it, the other number that digits can be is too small for what a call or a day has. */
const LEAST_OTHER = 20;

/** A sentence while it is being read: its items, which of them are used, and what is known so far. */
export class Matter {
  readonly values: Record<string, FlatValue> = {};
  readonly guesses: Guess[] = [];
  readonly questions: Question[] = [];
  readonly asides: string[] = [];
  isPrivate = false;
  billUsdPerMonth: number | undefined;
  private readonly used = new Set<number>();

  constructor(
    readonly items: readonly Item[],
    readonly surroundings: Surroundings,
  ) {}

  /** The numbers that nothing has used yet. Those written out as words count only on request. */
  numbers(alsoWords = false): readonly (readonly [number, NumberItem])[] {
    return this.items.flatMap((item, index) =>
      item.kind === 'number' && !this.used.has(index) && (alsoWords || item.isWord !== true)
        ? [[index, item] as const]
        : [],
    );
  }

  use(...indexes: readonly number[]): void {
    for (const index of indexes) this.used.add(index);
  }

  isUsed(index: number): boolean {
    return this.used.has(index);
  }

  /** The words behind a number in its clause, up to the next number. */
  right(index: number, most = 12): readonly Near[] {
    return this.window(index, 1, most);
  }

  /** The words before a number in its clause, back to the last number, the nearest first. */
  left(index: number, most = 12): readonly Near[] {
    return this.window(index, -1, most);
  }

  private window(index: number, step: 1 | -1, most: number): readonly Near[] {
    const words: Near[] = [];
    for (let at = index + step; words.length < most; at += step) {
      const item = this.items[at];
      if (item === undefined || item.kind === 'mark') break;
      if (item.kind === 'number' && item.isWord !== true) break;
      const isWord = item.kind === 'word';
      words.push({
        index: at,
        word: isWord ? item.word : '',
        concept: isWord ? item.concept : undefined,
        distance: Math.abs(at - index),
      });
    }
    return words;
  }

  /** Which of these a number is about: what comes behind it soon, else the nearest in its clause. */
  about(index: number, kinds: readonly About[]): About | undefined {
    const among = (near: readonly Near[]) =>
      near.flatMap(({ concept, distance }) => {
        const kind = kinds.find((one) => one === concept?.kind);
        return kind === undefined ? [] : [{ kind, distance }];
      });
    const [behind] = among(this.right(index));
    const [before] = among(this.left(index));
    if (behind === undefined) return before?.kind;
    if (before === undefined || behind.distance <= 3) return behind.kind;
    return before.distance < behind.distance ? before.kind : behind.kind;
  }

  /** Whether one of these stands before a number in its clause. */
  isBefore(index: number, kind: About, most = 4): boolean {
    return this.left(index, most).some(({ concept }) => concept?.kind === kind);
  }

  /** Takes a value; asks back where it contradicts another or is out of bounds. */
  set(path: string, value: FlatValue, said: string): void {
    const earlier = this.values[path];
    const { label } = fieldAt(path);
    if (earlier !== undefined) {
      if (JSON.stringify(earlier) === JSON.stringify(value)) return;
      delete this.values[path];
      const both = [earlier, value].map((one) => choice(writeField(path, one), path, one));
      this.questions.push({
        path,
        said,
        ask: `Two figures can be ${label}. Which one is it?`,
        choices: both,
      });
      return;
    }
    if (this.questions.some((question) => question.path === path)) return;
    const read = readField(fieldAt(path), writeField(path, value), this.surroundings.vocabulary);
    if (read.ok) this.values[path] = value;
    else this.questions.push({ path, said, ask: `${said}, ${label}: ${read.problem}`, choices: [LEAVE_OUT] });
  }

  /** Takes a number for a field, with what else its digits can be; asks where it is a range. */
  setNumber(path: string, number: NumberItem, times = 1, unit = ''): void {
    const inUnit = (value: number): number => Number((value * times).toPrecision(12));
    const label = (value: number): string => `${formatCount(inUnit(value))}${unit}`;
    const { value, other, upTo, said } = number;
    if (upTo !== undefined) {
      const sizes = [value, (value + upTo) / 2, upTo];
      this.questions.push({
        path,
        said,
        ask: `${said} is a range. Which figure shall I take for ${fieldAt(path).label}?`,
        choices: sizes.map((size) => choice(label(size), path, inUnit(size))),
      });
      return;
    }
    this.set(path, inUnit(value), said);
    if (other !== undefined && other >= LEAST_OTHER && this.values[path] === inUnit(value)) {
      this.guesses.push({ path, others: [choice(label(other), path, inUnit(other))] });
    }
  }
}
