import { LRUCache } from 'lru-cache';

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
  /** Tokens of a plain text, without what a chat adds to it. Special tokens in it are counted as text. */
  count(text: string): number;
}

type EncodingName = 'o200k_base' | 'cl100k_base' | 'claude';

/** A family of models whose tokens are counted alike: with which encoding, and times what. */
interface Family {
  readonly encoding: EncodingName;
  /** Tokens of the family for one of the encoding. */
  readonly factor: number;
  readonly range?: { readonly low: number; readonly high: number; readonly because: string };
}

/** OpenAI from GPT-4o to GPT-5.6, by the list of models in gpt-tokenizer 4.0.0 (2026-11). */
const O200K = /^(?:chatgpt-4o|gpt-4o|gpt-4\.[15]|gpt-5|gpt-oss|o[134])(?:[-.]|$)/;

/** OpenAI before GPT-4o, by the same list. */
const CL100K = /^(?:gpt-4|gpt-3\.5|davinci-002|babbage-002)(?:-|$)/;

/** The Claude models that ai-tokenizer 1.0.6 was compared with. */
const OLDER_CLAUDE = /^claude-(?:3|(?:haiku|sonnet|opus)-[34](?:[-.]|$))/;

/** Tokens of makers whose tokenizer we do not ship, for one of o200k. One text of 4 KB, counted on 2026-11-30. */
const MEASURED_FACTORS: readonly (readonly [name: RegExp, factor: number])[] = [
  [/llama/, 1_450 / 1_350],
  [/qwen/, 1_600 / 1_350],
  [/gemma|gemini/, 1_550 / 1_350],
  [/deepseek/, 1_400 / 1_350],
  [/mistral|codestral|ministral/, 1_600 / 1_350],
];

/** How far a factor of one text may be off on another: our own choice, wider than the largest step between two families. */
const FACTOR_SPREAD = 0.1;

function familyOf(modelId: string, provider: string): Family {
  const id = modelId.toLowerCase().replace(/^.*\//, '');
  if (CL100K.test(id)) return { encoding: 'cl100k_base', factor: 1 };
  if (O200K.test(id)) return { encoding: 'o200k_base', factor: 1 };
  if (provider === 'OpenAI') {
    const because = `The tokenizer of ${modelId} is not public; it is counted with that of GPT-4o to GPT-5.6.`;
    return { encoding: 'o200k_base', factor: 1, range: { low: 0.9, high: 1.1, because } };
  }
  if (OLDER_CLAUDE.test(id)) {
    const because = 'Anthropic publishes no tokenizer; this estimate came within 3% of its counts.';
    return { encoding: 'claude', factor: 1, range: { low: 0.97, high: 1.03, because } };
  }
  if (provider === 'Anthropic') {
    const because =
      'Anthropic publishes no tokenizer; its newer models count up to 30% more than Claude 4.5, as Haiku 5.5 does.';
    return { encoding: 'claude', factor: 1.15, range: { low: 1, high: 1.35, because } };
  }
  const measured = MEASURED_FACTORS.find(([name]) => name.test(id))?.[1];
  if (measured !== undefined) {
    const because =
      'Its tokenizer does not come with ftcost; the count is that of GPT-4o times a measured factor.';
    const range = { low: measured * (1 - FACTOR_SPREAD), high: measured * (1 + FACTOR_SPREAD), because };
    return { encoding: 'o200k_base', factor: measured, range };
  }
  const because = 'Its tokenizer is not known; other makers count 4% to 19% more than GPT-4o.';
  return { encoding: 'o200k_base', factor: 1.1, range: { low: 0.95, high: 1.3, because } };
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

/** Tokens that a maker counts for one of the encoding of GPT-4o, and its range: to price one file at many sellers. */
export function tokensPerO200k(
  modelName: string,
  provider: string,
): { low: number; typical: number; high: number } {
  const { encoding, factor, range } = familyOf(modelName.toLowerCase(), provider);
  // Claude's counts lie near those of GPT-4o: 5,871 for 5,551 on this project's README.
  const base = encoding === 'o200k_base' ? 1 : encoding === 'cl100k_base' ? 1_450 / 1_350 : 1.06;
  return { low: base * (range?.low ?? factor), typical: base * factor, high: base * (range?.high ?? factor) };
}
