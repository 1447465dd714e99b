import type { Reading } from './field.js';
import { fieldAt } from './fields.js';
import { type FlatWorkload, numberAt } from './flat-workload.js';
import { writeNumber } from './numbers.js';
import { MAX_TYPED, readField } from './read-field.js';
import type { Vocabulary } from './vocabulary.js';

/** The tokens of a call as one text: `2k fixed + 200 in, 100 out`. */

const FIXED = 'tokens.staticPrompt';
const VARYING = 'tokens.user';
const ANSWER = 'tokens.output';

/** What such a text holds. */
export const TOKEN_PATHS: readonly string[] = [FIXED, VARYING, ANSWER];

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    [FIXED]: 'Fixed prompt',
    [VARYING]: 'Varying prompt',
    [ANSWER]: 'Answer',
  }),
);

/** What each word says of the number before it. */
const WORDS: ReadonlyMap<string, string | undefined> = new Map([
  ...['fixed', 'static', 'system', 'instructions'].map((word) => [word, FIXED] as const),
  ...['in', 'input', 'user', 'varying', 'prompt'].map((word) => [word, VARYING] as const),
  ...['out', 'output', 'answer'].map((word) => [word, ANSWER] as const),
  ...['token', 'tokens', 'and'].map((word) => [word, undefined] as const),
]);

/** A number, the words after it, and what parts it from the next: nothing else may stand there. */
const PIECE = /^(-?[\d.](?:[\d._]|,(?=\d{3}))*(?:e\d+)?[kmb]?)(?![\d.])\s*((?:[a-z]+\s*)*)(?:[+,;/]\s*)?/i;

const LIKE = 'Write it like 2k fixed + 200 in, 100 out.';

/**
 * Reads the fixed part of the prompt, if there is one, the part that varies, and the answer. They stand in this
 * order, or say which they are: `100 out, 200 in, 2k fixed`.
 */
export function readTokens(text: string, words: Vocabulary): Reading {
  const pieces = text.length > MAX_TYPED ? undefined : piecesOf(text);
  if (pieces === undefined) return { ok: false, problem: `I cannot read this. ${LIKE}` };
  const usual = pieces.length > 2 ? TOKEN_PATHS : [VARYING, ANSWER];
  const values: Record<string, number> = {};
  for (const [index, { number, path = usual[index] }] of pieces.entries()) {
    if (path === undefined || values[path] !== undefined)
      return { ok: false, problem: `I cannot tell what is what. ${LIKE}` };
    const reading = readField(fieldAt(path), number, words);
    if (!reading.ok) return { ok: false, problem: `${NAMES.get(path)}: ${reading.problem}` };
    Object.assign(values, reading.values);
  }
  if (values[VARYING] === undefined) return { ok: false, problem: `what goes in is missing. ${LIKE}` };
  if (values[ANSWER] === undefined) return { ok: false, problem: `what comes out is missing. ${LIKE}` };
  return { ok: true, values };
}

interface Piece {
  readonly number: string;
  /** What its words say that it is. */
  readonly path: string | undefined;
}

/** The numbers of a text with what is said of each; `undefined` when something else stands there. */
function piecesOf(text: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const match = PIECE.exec(rest);
    if (match === null) return undefined;
    const [whole, number = '', said = ''] = match;
    const words = said
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.some((word) => !WORDS.has(word))) return undefined;
    pieces.push({ number, path: words.map((word) => WORDS.get(word)).find((path) => path !== undefined) });
    rest = rest.slice(whole.length);
  }
  return pieces.length === 0 ? undefined : pieces;
}

/** The text that `readTokens` reads back as what is known; a part of it where only a part is known. */
export function writeTokens(flat: FlatWorkload): string | undefined {
  const [fixed = 0, varying, answer] = TOKEN_PATHS.map((path) => numberAt(flat, path));
  const before = fixed === 0 ? [] : [`${writeNumber(fixed)} fixed`];
  const prompt = [...before, ...(varying === undefined ? [] : [`${writeNumber(varying)} in`])].join(' + ');
  const parts = [
    ...(prompt === '' ? [] : [prompt]),
    ...(answer === undefined ? [] : [`${writeNumber(answer)} out`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}
