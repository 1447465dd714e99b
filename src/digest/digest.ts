import { z } from 'zod';
import { PipelineSchema } from '../decisions/pipeline.js';
import type { PriceUnit } from '../prices/price-book.js';
import { PRICE_KINDS } from '../prices/price-kinds.js';
import { DecisionSchema } from '../workspace/estimate.js';
import { DigestContentSchema } from '../workspace/subscription.js';
import { PRICE_MOVE_KINDS } from './price-move.js';

/**
 * One digest as plain data: what changed in a window of time and which decisions that moves. An alert is one that
 * holds what is told on the day alone. It is stored before it is posted, so that a second try says the same. Lists
 * are cut to what a reader may want, and the counts beside them say how much there was.
 */

/** Most entries that a digest keeps of each list. */
export const MAX_KEPT = 30;

const UNITS = [
  'usdPerMTok',
  'usdPerHour',
  'usdPerMonth',
  'usdPerJob',
  'usdPerGbMonth',
  'usdPerThousandSearches',
] as const satisfies readonly PriceUnit[];

const usd = z.number().nullable();
const count = z.number().int().min(0);

/** Why a decision moved. */
export const CauseSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('price'),
    move: z.enum(PRICE_MOVE_KINDS),
    productName: z.string(),
    priceKind: z.enum(PRICE_KINDS),
    oldUsd: usd,
    newUsd: usd,
    /** Day from which the new price holds, where that is known. */
    from: z.iso.date().optional(),
  }),
  /** The day came on which something ends: `answers` no longer answers, `jobs` takes no more tuning jobs. */
  z.object({
    kind: z.literal('ended'),
    what: z.enum(['answers', 'jobs']),
    name: z.string(),
    on: z.iso.date(),
  }),
  /** Less time is left until something ends. */
  z.object({ kind: z.literal('ending'), name: z.string(), on: z.iso.date() }),
  z.object({ kind: z.literal('new-model'), name: z.string() }),
  /** The workspace's settings were changed, and they alone move the decision. */
  z.object({ kind: z.literal('settings') }),
  /** None of the above. */
  z.object({ kind: z.literal('other') }),
]);

export type Cause = z.infer<typeof CauseSchema>;

/** A watched estimate whose decision is another, or costs another amount. */
export const DecisionMoveSchema = z.object({
  estimateId: z.string(),
  /** As the person wrote it: escape it before it is shown. */
  name: z.string(),
  /** True when what is to be done is another thing, not only its cost. */
  flipped: z.boolean(),
  /** True for a single batch: its bill is the whole one, not that of a month. */
  oneOff: z.boolean(),
  before: DecisionSchema,
  after: DecisionSchema,
  /** Bill of the plan that stood before, at the new prices; `null` when it is unknown or no longer possible. */
  standingUsd: usd,
  causes: z.array(CauseSchema),
});

export type DecisionMove = z.infer<typeof DecisionMoveSchema>;

/** Price moves of one seller and one cause: one line. */
export const PriceGroupSchema = z.object({
  kind: z.enum(PRICE_MOVE_KINDS),
  provider: z.string(),
  /** How many of its products an estimate of this digest uses. */
  used: count,
  /** Names, those in use first; at most five. */
  products: z.array(z.string()),
  productCount: count,
  /** Prices of the first product, those that weigh most first; `priceCount` of them moved. */
  examples: z.array(
    z.object({
      priceKind: z.enum(PRICE_KINDS),
      unit: z.enum(UNITS),
      aboveTokens: z.number().optional(),
      oldUsd: usd,
      newUsd: usd,
    }),
  ),
  priceCount: count,
  /** Smallest and largest share by which a price of the group moved; `null` where none can be said. */
  shares: z.object({ least: z.number(), most: z.number() }).nullable(),
  from: z.iso.date().optional(),
});

export type PriceGroup = z.infer<typeof PriceGroupSchema>;

/** A model that is new in the window, and what it would save on an estimate. */
export const NewModelSchema = z.object({
  name: z.string(),
  provider: z.string(),
  /** The estimate on which it saves most. */
  estimateName: z.string(),
  oneOff: z.boolean(),
  planTitle: z.string(),
  /** Bill of the estimate's plan before the model came, and with the model. */
  insteadOfUsd: z.number(),
  billUsd: z.number(),
  /** Chance that it is good enough there; absent in what was stored before it was kept. */
  pGoodEnough: z.number().min(0).max(1).optional(),
  /** Estimates for which it is the cheaper choice, that one included. */
  estimateCount: count,
});

export type NewModel = z.infer<typeof NewModelSchema>;

/** Something that an estimate uses and that ends soon. */
export const ShutdownSchema = z.object({
  name: z.string(),
  /** `answers`: it no longer answers from `on`. `jobs`: no tuning job may be started from `on`. */
  what: z.enum(['answers', 'jobs']),
  on: z.iso.date(),
  orLater: z.boolean(),
  daysLeft: z.number().int(),
  /** Last day on which the move away from it can begin and still be in time. */
  lastDayToAct: z.iso.date(),
  /** What the estimate's decision is: what to move to. */
  planTitle: z.string(),
  /** Days that this takes. */
  deployDays: z.number().min(0),
  /** False when the decision is to stay: then somebody has to choose another model. */
  movesAway: z.boolean(),
  /** The estimate with the longest move away comes first; `lastDayToAct` and the plan are its own. */
  estimateNames: z.array(z.string()),
  estimateCount: count,
  /** True when the day was not known at the last look. */
  isNewlyAnnounced: z.boolean().default(false),
  /** True when it came within 90, 30 or 7 days since the last look. */
  isReminder: z.boolean().default(false),
  /** True for either, and when the last day to act is near. */
  isNews: z.boolean(),
});

export type Shutdown = z.infer<typeof ShutdownSchema>;

export const DigestSchema = z.object({
  kind: z.enum(['digest', 'alert']).default('digest'),
  /** Days whose prices are compared. */
  from: z.iso.date(),
  until: z.iso.date(),
  bookVersion: z.string(),
  /** Newest day on which a price of the book was checked. */
  checkedOn: z.iso.date(),
  content: DigestContentSchema,
  /** Watched estimates. */
  estimateCount: count,
  /** Those of them whose model is not in the price book: `newly` many of them still were at the last look. */
  undecided: z.object({ names: z.array(z.string()), count, newly: count }),
  /** Flips first, then by the size of the move. `small` moves stayed below the threshold; `ties` are too close to call. */
  decisions: z.object({
    moves: z.array(DecisionMoveSchema),
    flips: count,
    moved: count,
    small: count,
    ties: count.default(0),
  }),
  /**
   * Groups of what matters to this digest's estimates, those in use first. `others` counts products of groups that are
   * left out, `elsewhere` products that moved and are neither in use nor near it.
   */
  prices: z.object({
    groups: z.array(PriceGroupSchema),
    products: count,
    others: count,
    small: count,
    elsewhere: count.default(0),
  }),
  newModels: z.object({ models: z.array(NewModelSchema), count }),
  shutdowns: z.object({ ends: z.array(ShutdownSchema), count }),
  /** What all decisions of the workspace come to; absent in what was stored before it was told. */
  pipeline: PipelineSchema.optional(),
  /** Watched estimates that nobody has touched for another quarter, the longest first. */
  untouched: z
    .object({ estimates: z.array(z.object({ name: z.string(), since: z.iso.date() })), count })
    .default({ estimates: [], count: 0 }),
  /** Budgets that imported usage passes, or, where `passesOn` says when, will pass. */
  budgets: z
    .array(
      z.object({
        name: z.string(),
        budgetUsd: z.number(),
        /** Over thirty days, in the usage from one day to another. */
        spentUsd: z.number(),
        from: z.iso.date(),
        to: z.iso.date(),
        growthPerMonth: z.number().optional(),
        passesOn: z.iso.date().optional(),
      }),
    )
    .default([]),
  /** Tunes that are to be trained again in 90, 30 or 7 days. */
  retrainings: z
    .array(z.object({ name: z.string(), on: z.iso.date(), daysLeft: z.number().int() }))
    .default([]),
  /** Price changes that wait for the operator. */
  heldBack: count,
  /** True when there is nothing to tell. */
  quiet: z.boolean(),
});

export type Digest = z.infer<typeof DigestSchema>;
