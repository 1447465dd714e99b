import { createHash } from 'node:crypto';

/**
 * Rows that stand in a file more than once: the same, nearly the same, and one input with different answers. Only
 * digests are kept, 48 bits of each text: with a million rows the chance of one false repeat is 0.2%.
 */

/** A digest of a text, as a whole number. */
export function digestOf(text: string): number {
  return createHash('sha1').update(text).digest().readUIntBE(0, 6);
}

/** Rows that are remembered for exact repeats; those after them are compared with these only. About 60 bytes each. */
const MAX_ROWS = 1_000_000;

/** What was found. */
export interface Repeats {
  /** Rows whose input and answer stood before. */
  readonly exact: number;
  readonly exactLines: readonly number[];
  /** Rows whose input is nearly that of an earlier row: at least five in six of their word triples are the same. */
  readonly near: number;
  readonly nearLines: readonly number[];
  /** Rows whose input stood before with another answer. */
  readonly contradictions: number;
  readonly contradictionLines: readonly number[];
  /** Rows that repeat an input, whatever the answer. */
  readonly repeatedInputs: number;
  /** Rows that stand in the validation file, too. */
  readonly inValidation: number;
  readonly inValidationLines: readonly number[];
  /** False where the file has more rows than are compared. */
  readonly isWhole: boolean;
}

const MAX_LINES = 100;

type Kind = 'exact' | 'near' | 'contradiction' | 'validation';

/** Finds repeats while rows go by. */
export class RepeatFinder {
  readonly #answers = new Map<number, number>();
  readonly #near = new NearFinder();
  readonly #lines: Readonly<Record<Kind, number[]>> = {
    exact: [],
    near: [],
    contradiction: [],
    validation: [],
  };
  readonly #counts = { exact: 0, near: 0, contradiction: 0, repeated: 0, validation: 0 };
  #isWhole = true;

  /** @param validation digests of the inputs of the validation file */
  constructor(private readonly validation: ReadonlySet<number> = new Set()) {}

  add(input: string, answer: string, words: string, line: number): void {
    const asked = digestOf(input);
    if (this.validation.has(asked)) this.#count('validation', line);
    const answered = digestOf(answer.trim());
    const before = this.#answers.get(asked);
    if (before !== undefined) {
      this.#counts.repeated += 1;
      this.#count(before === answered ? 'exact' : 'contradiction', line);
      return;
    }
    if (this.#answers.size < MAX_ROWS) this.#answers.set(asked, answered);
    else this.#isWhole = false;
    if (this.#near.isNear(words)) this.#count('near', line);
  }

  #count(what: Kind, line: number): void {
    this.#counts[what] += 1;
    if (this.#lines[what].length < MAX_LINES) this.#lines[what].push(line);
  }

  found(): Repeats {
    return {
      exact: this.#counts.exact,
      exactLines: this.#lines.exact,
      near: this.#counts.near,
      nearLines: this.#lines.near,
      contradictions: this.#counts.contradiction,
      contradictionLines: this.#lines.contradiction,
      repeatedInputs: this.#counts.repeated,
      inValidation: this.#counts.validation,
      inValidationLines: this.#lines.validation,
      isWhole: this.#isWhole && this.#near.isWhole,
    };
  }
}

/** Hashes in a signature, and how many of them two near texts share: an estimate of their likeness of at least 5 in 6. */
const HASHES = 24;
const SHARED = 20;
/** Hashes that a band joins: texts that share all of one are compared. Of likeness 5/6, 96 in 100 pairs are. */
const BAND = 4;
const BANDS = HASHES / BAND;
/** Rows that are remembered for near repeats: about 400 bytes each. */
const MAX_NEAR_ROWS = 150_000;
/** Words of a text that are looked at. */
const MAX_WORDS = 600;

/** MinHash over word triples, with locality-sensitive bands (Broder 1997; Leskovec et al., Mining of Massive Datasets, 3.4). */
class NearFinder {
  readonly #signatures: Uint32Array[] = [];
  readonly #bands: Map<number, number>[] = Array.from({ length: BANDS }, () => new Map<number, number>());
  isWhole = true;

  /** Whether a text is near an earlier one; it is remembered either way. */
  isNear(text: string): boolean {
    const signature = signatureOf(text);
    const keys = this.#bands.map((_, band) => bandKey(signature, band * BAND));
    const near = keys.some((key, band) => {
      const other = this.#signatures[this.#bands[band]?.get(key) ?? -1];
      return other !== undefined && sharedHashes(signature, other) >= SHARED;
    });
    if (this.#signatures.length >= MAX_NEAR_ROWS) {
      this.isWhole = false;
      return near;
    }
    for (const [band, key] of keys.entries()) this.#bands[band]?.set(key, this.#signatures.length);
    this.#signatures.push(signature);
    return near;
  }
}

function sharedHashes(one: Uint32Array, other: Uint32Array): number {
  let shared = 0;
  for (let at = 0; at < HASHES; at += 1) if (one[at] === other[at]) shared += 1;
  return shared;
}

function bandKey(signature: Uint32Array, from: number): number {
  let key = 0x811c9dc5;
  for (let at = from; at < from + BAND; at += 1) key = Math.imul(key ^ (signature[at] ?? 0), 0x01000193);
  return key >>> 0;
}

/** The smallest of each of 24 hashes over all triples of words, without case and punctuation. */
function signatureOf(text: string): Uint32Array {
  const signature = new Uint32Array(HASHES).fill(0xffffffff);
  const words =
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, MAX_WORDS) ?? [];
  const last = Math.max(1, words.length - 2);
  for (let at = 0; at < last; at += 1) {
    const hash = hashOf(`${words[at] ?? ''} ${words[at + 1] ?? ''} ${words[at + 2] ?? ''}`);
    for (let index = 0; index < HASHES; index += 1) {
      const mixed = mix(hash, index);
      if (mixed < (signature[index] ?? 0)) signature[index] = mixed;
    }
  }
  return signature;
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Another hash of a hash, by the finaliser of MurmurHash3. */
function mix(hash: number, index: number): number {
  let mixed = hash ^ Math.imul(index + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
