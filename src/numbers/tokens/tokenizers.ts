import { LRUCache } from 'lru-cache';
import { type EncodingName, familyOf } from '../../engine/index.js';

/**
 * Token counts of texts, offline. Exact where the maker's tokenizer is public (`gpt-tokenizer`); elsewhere the count
 * of a near relative with a stated range. The range is never narrower than what was measured.
 */

/** How sure a count is. */
export type Exactness =
  | { readonly kind: 'exact'; readonly encoding: string }
  | {
      readonly kind: 'estimate';
      /** The true count lies between these shares of the count that is given. */
      readonly lowShare: number;
      readonly highShare: number;
      /** Where the estimate comes from, as a sentence. */
      readonly because: string;
    };

/** Counts the tokens of one model. */
export interface Tokenizer {
  readonly exactness: Exactness;
  /** What a chat adds to its texts: by OpenAI's published rule, or by a template that is not known. */
  readonly template: 'published' | 'unknown';
  /** Tokens of a plain text, without what a chat adds to it. Special tokens in it are counted as text. */
  count(text: string): number;
}

type Count = (text: string) => number;

/** Opens an encoding when it is first needed: each takes about a second. */
async function openEncoding(name: EncodingName): Promise<Count> {
  if (name === 'claude') {
    const [{ Tokenizer: AiTokenizer }, claude] = await Promise.all([
      import('ai-tokenizer'),
      import('ai-tokenizer/encoding/claude'),
    ]);
    const tokenizer = new AiTokenizer(claude);
    return (text) => tokenizer.encode(text, [], []).length;
  }
  const { countTokens } =
    name === 'o200k_base'
      ? await import('gpt-tokenizer/encoding/o200k_base')
      : await import('gpt-tokenizer/encoding/cl100k_base');
  const asText = { disallowedSpecial: new Set<string>() };
  return (text) => countTokens(text, asText);
}

/** Longest run of one kind of sign that is counted in one piece: the time of an encoding grows with its square. */
const PIECE = 1_000;

/** Kinds of signs between which every encoding cuts: spaces, digits, letters, other signs. */
function kindOf(code: number): 0 | 1 | 2 | 3 {
  if (code <= 0x20 || code === 0xa0) return 0;
  if (code >= 0x30 && code <= 0x39) return 1;
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  const isPunctuation =
    code <= 0x7f || (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xff20);
  return isLetter || !isPunctuation ? 2 : 3;
}

/** Whether a text has a run in which no encoding cuts and which is longer than a piece. No text that people write has one. */
function hasLongRun(text: string): boolean {
  let run = 0;
  let last: number | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    run = kind === last ? run + 1 : 1;
    if (run > PIECE) return true;
    last = kind;
  }
  return false;
}

function countInPieces(text: string, count: Count): number {
  if (text.length <= PIECE || !hasLongRun(text)) return count(text);
  let tokens = 0;
  for (let at = 0; at < text.length; at += PIECE) tokens += count(text.slice(at, at + PIECE));
  return tokens;
}

/** Texts whose counts are remembered: the fixed prompt of a training file stands in every line. */
const REMEMBERED_TEXTS = 200;
const REMEMBERED_LENGTH = 50_000;

const encodings = new Map<EncodingName, Promise<Count>>();

function countOf(name: EncodingName): Promise<Count> {
  const known = encodings.get(name);
  if (known !== undefined) return known;
  const opened = openEncoding(name);
  encodings.set(name, opened);
  return opened;
}

/** Opens the tokenizer of a model of the price book, by its id and its maker. */
export async function openTokenizer(modelId: string, provider: string): Promise<Tokenizer> {
  const { encoding, factor, range } = familyOf(modelId, provider);
  const count = await countOf(encoding);
  const remembered = new LRUCache<string, number>({ max: REMEMBERED_TEXTS });
  return {
    exactness:
      range === undefined
        ? { kind: 'exact', encoding }
        : {
            kind: 'estimate',
            lowShare: range.low / factor,
            highShare: range.high / factor,
            because: range.because,
          },
    template: 'published',
    count(text) {
      if (text === '') return 0;
      const known = remembered.get(text);
      if (known !== undefined) return known;
      const tokens = Math.round(countInPieces(text, count) * factor);
      if (text.length <= REMEMBERED_LENGTH) remembered.set(text, tokens);
      return tokens;
    },
  };
}
