/** How the tokens of families of models are counted: with whose encoding, and times what. */

/** Encodings that can be counted with. */
export type EncodingName = 'o200k_base' | 'cl100k_base' | 'claude';

/** A family of models whose tokens are counted alike: with which encoding, and times what. */
interface Family {
  readonly encoding: EncodingName;
  /** Tokens of the family for one of the encoding. */
  readonly factor: number;
  /** Where the factor is from, in the middle of a sentence; absent where nobody has counted. */
  readonly source?: string;
  readonly range?: { readonly low: number; readonly high: number; readonly because: string };
}

/** OpenAI from GPT-4o to GPT-5.6, by the list of models in gpt-tokenizer 4.0.0 (2026-11). */
const O200K = /^(?:chatgpt-4o|gpt-4o|gpt-4\.[15]|gpt-5|gpt-oss|o[134])(?:[-.]|$)/;

/** OpenAI before GPT-4o, by the same list. */
const CL100K = /^(?:gpt-4|gpt-3\.5|davinci-002|babbage-002)(?:-|$)/;

/** The Claude models that ai-tokenizer 1.0.6 was compared with: those before 4.7. */
const OLDER_CLAUDE = /^claude-(?:3|(?:haiku|sonnet|opus)-(?:3|4(?![-.][789](?:[-.@]|$)))(?:[-.@]|$))/;

/**
 * Tokens of Claude 4.7 and later for one of those before: "approximately 30% more" (platform.claude.com,
 * models/haiku-5-5/overview, read 2026-11-30). The range is ours: one figure for all texts.
 */
const NEWER_CLAUDE = { factor: 1.3, low: 1.2, high: 1.4 } as const;

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

/** The family of a model, by its id and its maker. */
export function familyOf(modelId: string, provider: string): Family {
  const id = modelId.toLowerCase().replace(/^.*\//, '');
  const source = 'its own tokenizer';
  if (CL100K.test(id)) return { encoding: 'cl100k_base', factor: 1, source };
  if (O200K.test(id)) return { encoding: 'o200k_base', factor: 1, source };
  if (provider === 'OpenAI') {
    const because = `The tokenizer of ${modelId} is not public; it is counted with that of GPT-4o to GPT-5.6.`;
    return { encoding: 'o200k_base', factor: 1, range: { low: 0.9, high: 1.1, because } };
  }
  if (OLDER_CLAUDE.test(id)) {
    const because = 'Anthropic publishes no tokenizer; this estimate came within 3% of its counts.';
    const source = "an estimate that came within 3% of Anthropic's counts";
    return { encoding: 'claude', factor: 1, range: { low: 0.97, high: 1.03, because }, source };
  }
  if (provider === 'Anthropic') {
    const because =
      'Anthropic publishes no tokenizer; from Claude 4.7 on its models count about 30% more than those before, as it says of Haiku 5.5.';
    const { factor, low, high } = NEWER_CLAUDE;
    const source = "Anthropic's word that Claude counts about 30% more from 4.7 on";
    return {
      encoding: 'claude',
      factor,
      range: { low, high, because },
      ...(id.startsWith('claude-') && { source }),
    };
  }
  const measured = MEASURED_FACTORS.find(([name]) => name.test(id))?.[1];
  if (measured !== undefined) {
    const because =
      'Its tokenizer does not come with ftcost; the count is that of GPT-4o times a measured factor.';
    const range = { low: measured * (1 - FACTOR_SPREAD), high: measured * (1 + FACTOR_SPREAD), because };
    const source = 'one text of 4 KB, counted on 30 Nov 2026, give or take a tenth';
    return { encoding: 'o200k_base', factor: measured, range, source };
  }
  const because = 'Its tokenizer is not known; other makers count 4% to 19% more than GPT-4o.';
  return { encoding: 'o200k_base', factor: 1.1, range: { low: 0.95, high: 1.3, because } };
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

/** A model, as far as its tokenizer goes by it. */
interface Counter {
  readonly id: string;
  readonly provider: string;
}

/** Tokens that a model counts for one of another, for the same text. */
export interface TokenRatio {
  readonly factor: number;
  /** Who has counted, in the middle of a sentence. */
  readonly source: string;
}

/** Tokens that a model counts for one of another model, for the same text; `null` where nobody has counted with one of them. */
export function tokenRatio(to: Counter, from: Counter): TokenRatio | null {
  const [ours, theirs] = [familyOf(to.id, to.provider), familyOf(from.id, from.provider)];
  if (ours.source === undefined || theirs.source === undefined) return null;
  const factor = tokensPerO200k(to.id, to.provider).typical / tokensPerO200k(from.id, from.provider).typical;
  return { factor, source: ours.range === undefined ? theirs.source : ours.source };
}
