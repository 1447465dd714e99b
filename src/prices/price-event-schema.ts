import { z } from 'zod';
import { type Statement, VOICES } from './feeds/voices.js';
import type { ShapeOf } from './price-book-schema.js';
import { GATE_DISPOSITIONS, GATE_RULES, PRICE_EVENT_KINDS, type PriceEvent } from './price-event.js';
import { PRICE_KINDS } from './price-kinds.js';
import { REGISTRY_UNITS, type RegistryPrice, type RegistryRow, ROW_MODES } from './registry/registry-row.js';

/** Shapes of events and rows, for reading them back from where they were kept. */

const day = z.iso.date();
const unit = z.enum(REGISTRY_UNITS);

const statement = { voice: z.enum(VOICES), amount: z.string(), since: day } satisfies ShapeOf<Statement>;

const price = {
  kind: z.enum(PRICE_KINDS),
  aboveTokens: z.int().positive().exactOptional(),
  unit,
  amount: z.string().regex(/^-?\d+(\.\d+)?$/),
  said: z.array(z.object(statement)).exactOptional(),
} satisfies ShapeOf<RegistryPrice>;

const RegistryPriceSchema = z.object(price) satisfies z.ZodType<RegistryPrice>;

/** A row of the registry. */
export const RegistryRowSchema = z.object({
  key: z.string(),
  provider: z.string(),
  mode: z.enum(ROW_MODES),
  prices: z.array(RegistryPriceSchema),
  alias: z.enum(['latest', 'undated']).exactOptional(),
  deprecatedOnHint: day.exactOptional(),
  maxInputTokensHint: z.int().positive().exactOptional(),
} satisfies ShapeOf<RegistryRow>) satisfies z.ZodType<RegistryRow>;

/** An event about a price or a product. */
export const PriceEventSchema = z.object({
  fingerprint: z.string(),
  product: z.string(),
  registryKey: z.string(),
  provider: z.string(),
  platform: z.string(),
  kind: z.enum(PRICE_EVENT_KINDS),
  disposition: z.enum(GATE_DISPOSITIONS),
  rule: z.enum(GATE_RULES).exactOptional(),
  reason: z.string().exactOptional(),
  cause: z.string(),
  priceKind: z.enum(PRICE_KINDS).exactOptional(),
  aboveTokens: z.int().positive().exactOptional(),
  unit: unit.exactOptional(),
  oldAmount: z.string().exactOptional(),
  newAmount: z.string().exactOptional(),
  shutdownOn: day.exactOptional(),
} satisfies ShapeOf<PriceEvent>) satisfies z.ZodType<PriceEvent>;
