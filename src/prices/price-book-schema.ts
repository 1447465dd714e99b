import { z } from 'zod';
import type {
  Component,
  DatedFact,
  Model,
  PriceFact,
  Provenance,
  Source,
  TuningOffer,
} from './price-book.js';
import { PRICE_KINDS } from './price-kinds.js';
import type { PriceEntity } from './price-log.js';

/** Shapes of what a price book is made of, for reading it back from where it was kept. */

/** A shape that leaves out no field: one that is not named here would be lost in keeping. */
export type ShapeOf<Thing> = Record<keyof Thing, z.ZodType>;

const day = z.iso.date();
const count = z.int().positive();
const tier = z.enum(['small', 'medium', 'large']);

const source = z.object({
  id: z.string(),
  title: z.string(),
  address: z.string().exactOptional(),
  date: day,
  dateIsNotBefore: z.boolean().exactOptional(),
} satisfies ShapeOf<Source>);

const provenance = {
  source,
  checkedOn: day,
  confidence: z.enum(['A', 'B', 'C']),
  note: z.string().exactOptional(),
} satisfies ShapeOf<Provenance>;

const ProvenanceSchema = z.object(provenance) satisfies z.ZodType<Provenance>;

const DatedFactSchema = z.object({
  ...provenance,
  date: day,
  orLater: z.boolean(),
} satisfies ShapeOf<DatedFact>) satisfies z.ZodType<DatedFact>;

const PriceFactSchema = z.object({
  ...provenance,
  id: z.string(),
  platform: z.string(),
  product: z.string(),
  kind: z.enum(PRICE_KINDS),
  aboveTokens: count.exactOptional(),
  unit: z.enum([
    'usdPerMTok',
    'usdPerHour',
    'usdPerMonth',
    'usdPerJob',
    'usdPerGbMonth',
    'usdPerThousandSearches',
  ]),
  amount: z.string().regex(/^\d+(\.\d+)?$/),
  usd: z.number().nonnegative(),
  effectiveFrom: day,
  fromIs: z.enum(['or-earlier', 'remembered']).exactOptional(),
  effectiveUntil: day.exactOptional(),
  marks: z.array(z.enum(['published', 'derived', 'community', 'disputed', 'assumed', 'overridden', 'own'])),
} satisfies ShapeOf<PriceFact>) satisfies z.ZodType<PriceFact>;

const ModelSchema = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  platform: z.string(),
  tier,
  tierIsGuess: z.literal(true).exactOptional(),
  releasedOn: day.exactOptional(),
  maxInputTokens: count.exactOptional(),
  cacheFloorTokens: count.exactOptional(),
  cacheLifeMinutes: count.exactOptional(),
  endsOn: DatedFactSchema.exactOptional(),
  endHint: DatedFactSchema.exactOptional(),
  replacement: z.string().exactOptional(),
  tunedOn: z.string().exactOptional(),
  candidate: z.boolean(),
  aliases: z.array(z.string()),
} satisfies ShapeOf<Model>) satisfies z.ZodType<Model>;

const TuningOfferSchema = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  platform: z.string(),
  baseModel: z.string().exactOptional(),
  tier,
  method: z.enum(['supervised', 'lora', 'full', 'preference', 'reinforcement']),
  eligibility: z.enum(['nobody', 'active-existing', 'existing', 'anyone']),
  eligibilitySource: ProvenanceSchema,
  closesOn: DatedFactSchema.exactOptional(),
  endsOn: DatedFactSchema.exactOptional(),
  replacement: z.string().exactOptional(),
  serving: z.enum(['tokens', 'dedicated']),
  gpus: count.exactOptional(),
  minimumExamples: count.exactOptional(),
  advisedExamples: count.exactOptional(),
  defaultEpochs: count.exactOptional(),
  billsValidation: z.boolean().exactOptional(),
  cacheFloorTokens: count.exactOptional(),
  anyModel: z.boolean().exactOptional(),
  maxCallsPerMinute: count.exactOptional(),
} satisfies ShapeOf<TuningOffer>) satisfies z.ZodType<TuningOffer>;

const ComponentSchema = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.string(),
  kind: z.enum(['embedding', 'rerank', 'vector-store', 'gpu', 'small-gpu', 'cpu']),
  isDefault: z.boolean(),
} satisfies ShapeOf<Component>) satisfies z.ZodType<Component>;

/** One thing of a book with the kind of thing that it is. */
export const PriceEntitySchema = z.discriminatedUnion('entity', [
  z.object({ entity: z.literal('fact'), body: PriceFactSchema }),
  z.object({ entity: z.literal('model'), body: ModelSchema }),
  z.object({ entity: z.literal('tuning-offer'), body: TuningOfferSchema }),
  z.object({ entity: z.literal('component'), body: ComponentSchema }),
]) satisfies z.ZodType<PriceEntity>;
