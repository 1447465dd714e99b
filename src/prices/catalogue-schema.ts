import { z } from 'zod';
import { isCalendarDay } from './calendar-day.js';

/**
 * The shape of one catalogue file: `catalogue/*.yml`.
 *
 * A file opens with what most of its entries share (`platform`, `provider`, `checkedOn`). A block of prices
 * shares its first day, source and confidence; a single value may differ by being written as a mapping:
 *
 * ```yaml
 * prices:
 *   - from: 2026-09-22
 *     source: openai-gpt-6-luna
 *     confidence: A
 *     input: "0.10"
 *     cachedInput: { amount: "0.01", confidence: B, note: Not on the seller's page. }
 * ```
 *
 * Amounts are quoted decimal strings in USD. A price that nobody knows is left out. Every message below says
 * how to mend the mistake, because a person edits these files.
 */

const DECIMAL = /^(0|[1-9]\d*)(\.\d+)?$/;

/** What to do about something that is not a decimal amount. */
function mendAmount(found: unknown): string {
  if (typeof found === 'number') {
    return `${found} is a bare number, which loses digits. Put it in quotes: "${found}".`;
  }
  if (typeof found !== 'string') return 'is not a decimal amount. Write it in quotes, for example "0.10".';
  if (/^-|^(n\/?a|free|\?)$/i.test(found.trim())) {
    return `"${found}" is not a decimal amount. Leave the field out where the price is not known.`;
  }
  const guess = found
    .trim()
    .replace(/^\$\s*/, '')
    .replace(',', '.')
    .replace(/^\./, '0.');
  const advice = DECIMAL.test(guess) ? `Write it as "${guess}".` : 'Write it in quotes, for example "0.10".';
  return `"${found}" is not a decimal amount. ${advice}`;
}

const text = z.string({ error: 'is not a text.' }).trim().min(1, { error: 'is empty.' });
const whole = z.int({ error: 'is not a whole number.' }).positive({ error: 'must be above 0.' });
const yesOrNo = z.boolean({ error: 'is not true or false.' });
const confidence = z.enum(['A', 'B', 'C'], { error: 'is not A, B or C.' });
const mark = z.enum(['published', 'derived', 'community', 'disputed', 'assumed'], {
  error: 'is not one of published, derived, community, disputed, assumed.',
});
const day = z.string({ error: 'is not a day. Write it as YYYY-MM-DD.' }).refine(isCalendarDay, {
  error: (issue) => `"${String(issue.input)}" is not a day. Write it as YYYY-MM-DD.`,
});

const unit = z.enum(
  ['usdPerMTok', 'usdPerHour', 'usdPerMonth', 'usdPerJob', 'usdPerGbMonth', 'usdPerThousandSearches'],
  { error: 'is not a unit that prices are written in.' },
);

/** What a value may say about itself where it differs from its block. */
const overrides = {
  source: text.exactOptional(),
  confidence: confidence.exactOptional(),
  marks: z.array(mark).exactOptional(),
  note: text.exactOptional(),
  checkedOn: day.exactOptional(),
};

const amount = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? value : { amount: value }),
  z.strictObject({
    amount: z
      .string({ error: (issue) => mendAmount(issue.input) })
      .regex(DECIMAL, { error: (issue) => mendAmount(issue.input) }),
    unit: unit.exactOptional(),
    /** The source says that it is free: the one case in which an amount may be zero. */
    free: yesOrNo.exactOptional(),
    ...overrides,
  }),
);
/** A single price as it stands in a file. */
export type PriceEntry = z.infer<typeof amount>;

const tokenPrices = {
  input: amount.exactOptional(),
  cachedInput: amount.exactOptional(),
  cacheWrite: amount.exactOptional(),
  output: amount.exactOptional(),
  batchInput: amount.exactOptional(),
  batchCachedInput: amount.exactOptional(),
  batchOutput: amount.exactOptional(),
};

const otherPrices = {
  training: amount.exactOptional(),
  hostingHour: amount.exactOptional(),
  storageMonth: amount.exactOptional(),
  minimumFee: amount.exactOptional(),
  gpuHour: amount.exactOptional(),
  embedding: amount.exactOptional(),
  rerank: amount.exactOptional(),
  vectorStorage: amount.exactOptional(),
};

const longPrompt = z.strictObject({
  /** Prompts longer than this many tokens are billed whole at these prices. */
  aboveTokens: whole,
  ...overrides,
  ...tokenPrices,
});

const priceBlock = z.strictObject({
  /** First day of these prices; where that is not published, the first day on which they were seen. */
  from: day,
  /** How sure that day is, where it is not: they held `or-earlier`, or the day is `remembered`. */
  fromIs: z.enum(['or-earlier', 'remembered'], { error: 'is not or-earlier or remembered.' }).exactOptional(),
  /** First day on which they no longer hold. */
  until: day.exactOptional(),
  ...overrides,
  source: text,
  confidence,
  ...tokenPrices,
  ...otherPrices,
  longPrompt: longPrompt.exactOptional(),
});
/** Prices that share their days, source and confidence. */
export type PriceBlock = z.infer<typeof priceBlock>;

const provenance = z.strictObject({
  source: text,
  confidence,
  checkedOn: day.exactOptional(),
  note: text.exactOptional(),
});
/** Where a fact other than a price was read. */
export type ProvenanceEntry = z.infer<typeof provenance>;

const datedFact = provenance.extend({ date: day, orLater: yesOrNo.exactOptional() });
/** An announced day. */
export type DatedEntry = z.infer<typeof datedFact>;

const tier = z.enum(['small', 'medium', 'large'], { error: 'is not small, medium or large.' });

const shared = {
  id: text,
  name: text,
  provider: text.exactOptional(),
  platform: text.exactOptional(),
  prices: z.array(priceBlock),
};

const model = z.strictObject({
  ...shared,
  tier,
  releasedOn: day.exactOptional(),
  maxInputTokens: whole.exactOptional(),
  cacheFloorTokens: whole.exactOptional(),
  cacheLifeMinutes: whole.exactOptional(),
  endsOn: datedFact.exactOptional(),
  replacement: text.exactOptional(),
  candidate: yesOrNo.exactOptional(),
  aliases: z.array(text).exactOptional(),
  /** The seller really charges less for output than for input. */
  allowOutputBelowInput: yesOrNo.exactOptional(),
});
/** A model as it stands in a file. */
export type ModelEntry = z.infer<typeof model>;

const eligibility = provenance.extend({
  who: z.enum(['nobody', 'active-existing', 'existing', 'anyone'], {
    error: 'is not one of nobody, active-existing, existing, anyone.',
  }),
});

const tuningOffer = z.strictObject({
  ...shared,
  tier,
  baseModel: text.exactOptional(),
  method: z.enum(['supervised', 'lora', 'full', 'preference', 'reinforcement'], {
    error: 'is not one of supervised, lora, full, preference, reinforcement.',
  }),
  eligibility,
  closesOn: datedFact.exactOptional(),
  endsOn: datedFact.exactOptional(),
  replacement: text.exactOptional(),
  serving: z.enum(['tokens', 'dedicated'], { error: 'is not tokens or dedicated.' }),
  gpus: whole.exactOptional(),
  minimumExamples: whole.exactOptional(),
  advisedExamples: whole.exactOptional(),
  defaultEpochs: whole.exactOptional(),
  billsValidation: yesOrNo.exactOptional(),
  cacheFloorTokens: whole.exactOptional(),
  anyModel: yesOrNo.exactOptional(),
  maxCallsPerMinute: whole.exactOptional(),
  allowOutputBelowInput: yesOrNo.exactOptional(),
});
/** A tuning offer as it stands in a file. */
export type TuningEntry = z.infer<typeof tuningOffer>;

/** Models that nobody may tune at their seller: short for one closed offer a model. */
const notTunable = provenance.extend({ models: z.array(text).min(1, { error: 'names no model.' }) });

const component = z.strictObject({
  ...shared,
  kind: z.enum(['embedding', 'rerank', 'vector-store', 'gpu', 'small-gpu', 'cpu'], {
    error: 'is not one of embedding, rerank, vector-store, gpu, small-gpu, cpu.',
  }),
  isDefault: yesOrNo.exactOptional(),
});
/** An embedding model, re-ranker, vector store or GPU as it stands in a file. */
export type ComponentEntry = z.infer<typeof component>;

/** Prices that were once true of something that is not in the catalogue. */
const past = z.strictObject({
  id: text,
  provider: text.exactOptional(),
  platform: text.exactOptional(),
  prices: z.array(priceBlock),
  allowOutputBelowInput: yesOrNo.exactOptional(),
});
/** Earlier prices as they stand in a file. */
export type PastEntry = z.infer<typeof past>;

const source = z.strictObject({
  id: text,
  title: text,
  address: text.exactOptional(),
  date: day,
  dateIsNotBefore: yesOrNo.exactOptional(),
});
/** One file of the catalogue. */
export const CatalogueFileSchema = z.strictObject({
  /** Day on which a person last compared the values of this file with their sources. */
  checkedOn: day,
  /** Who serves the entries of this file, unless an entry says otherwise. */
  platform: text.exactOptional(),
  /** Who makes the entries of this file, unless an entry says otherwise. */
  provider: text.exactOptional(),
  sources: z.array(source).exactOptional(),
  models: z.array(model).exactOptional(),
  tuning: z.array(tuningOffer).exactOptional(),
  notTunable: z.array(notTunable).exactOptional(),
  components: z.array(component).exactOptional(),
  past: z.array(past).exactOptional(),
});
/** One parsed file of the catalogue. */
export type CatalogueFile = z.infer<typeof CatalogueFileSchema>;
