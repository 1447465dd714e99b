import { z } from 'zod';
import { LIMITS } from './limits.js';

export { LIMITS } from './limits.js';

/**
 * A workload: what a team asks an LLM to do, how often, and what it knows about it.
 *
 * All token counts are per query. Shares and rates are 0..1. Money is USD. Whatever is left out gets a stated
 * default in `completeWorkload`, and the advice lists it among its assumptions: nothing is assumed silently.
 */

/** What the model is asked to do. */
export const TASKS = [
  'classification',
  'extraction',
  'structured-output',
  'generation',
  'knowledge-qa',
  'chat',
  'code',
  'agent',
] as const;
export type Task = (typeof TASKS)[number];

/** Reasoning efforts, as makers call them, least first. */
export const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

/** How answers of a test can be judged. */
export const JUDGING_KINDS = ['labels', 'exact-match', 'rubric', 'judge-model', 'pairs'] as const;

const tokens = z.number().min(0).max(LIMITS.tokensPerQuery);
const share = z.number().min(0).max(1);
const usd = z.number().min(0).max(LIMITS.usd);
/** A share of right answers: a person's figure, or answers that were judged. */
const figure = z.union([
  share,
  z
    .strictObject({
      /** Right answers; halves where a judge was torn. */
      right: z.number().min(0).max(LIMITS.judgedAnswers),
      /** Answers judged. */
      items: z.number().int().min(1).max(LIMITS.judgedAnswers),
      /**
       * Of another plan's right answers: those to items on which today's plan is right, too. Says that both were
       * judged on the same items; it counts for nothing where today's figure is not of as many items.
       */
      bothRight: z.number().min(0).max(LIMITS.judgedAnswers).optional(),
    })
    .refine(({ right, bothRight }) => bothRight === undefined || bothRight <= right, {
      message: 'No more answers can be right on both than are right on this one.',
      path: ['bothRight'],
    })
    .refine(({ right, items }) => right <= items, {
      message: 'There cannot be more right answers than answers.',
      path: ['right'],
    }),
]);
const effort = z.enum(EFFORTS);
const usdPerMTok = z.number().min(0).max(LIMITS.usdPerMTok);
/** What a team pays for a million tokens of a model. */
const tokenPrice = z.strictObject({
  inputUsdPerMTok: usdPerMTok,
  /** Of what is read from the cache. Default: as listed. */
  cachedInputUsdPerMTok: usdPerMTok.optional(),
  outputUsdPerMTok: usdPerMTok,
});

export const WorkloadSchema = z
  .strictObject({
    /** What the team calls it; shown as plain text, never interpreted. */
    name: z.string().trim().min(1).max(80).optional(),
    task: z.enum(TASKS).optional(),
    volume: z.strictObject({
      /** Queries a day at the start. Give this or `oneOffQueries`. */
      queriesPerDay: z.number().positive().max(LIMITS.queriesPerDay).optional(),
      /** Growth of the volume, a month: 0.05 is +5 % each 30 days. Default 0. */
      growthPerMonth: z.number().min(-0.9).max(2).optional(),
      /** A single backlog of this many queries instead of a stream. Counted once. */
      oneOffQueries: z.number().int().positive().max(LIMITS.oneOffQueries).optional(),
    }),
    tokens: z.strictObject({
      /** Instructions that are the same in every call: what caching can hold. Default 0. */
      staticPrompt: tokens.optional(),
      /** Worked examples in the prompt, also the same in every call. Default 0. */
      fewShot: tokens.optional(),
      /** The part that differs from call to call. */
      user: tokens,
      /** Retrieved passages, if the workload already retrieves. Default 0. */
      retrieved: tokens.optional(),
      /** The visible answer. */
      output: tokens,
      /** Hidden reasoning, billed as output. Default 0. */
      reasoning: tokens.optional(),
    }),
    /** Calls of a conversation, on average: each sends all turns before it again, on top of its own tokens. Default 1: each call stands alone. */
    turns: z.number().min(1).max(LIMITS.turns).optional(),
    /** The same call after a tune, where known. Defaults: a tenth of `staticPrompt`, no `fewShot`, the same `output`. */
    tuned: z
      .strictObject({
        staticPrompt: tokens.optional(),
        fewShot: tokens.optional(),
        output: tokens.optional(),
      })
      .optional(),
    /** The same call on another, untuned model. Default: as it is. */
    untuned: z
      .strictObject({
        staticPrompt: tokens.optional(),
        /** Tokens that another model counts for one of today's: tokenizers differ. Default 1. */
        tokenFactor: z.number().min(0.25).max(4).optional(),
      })
      .optional(),
    current: z.strictObject({
      /** Id or alias of the model in use. */
      model: z.string().trim().min(1).max(120),
      /** Its reasoning effort. Default: as its maker sets it. */
      effort: effort.optional(),
      /** Share of calls whose static prompt is read from the cache today. Default 0. */
      cacheHitRate: share.optional(),
      /** Share of calls sent through the batch interface today. Default 0. */
      batchShare: share.optional(),
      /** Share of calls that are sent again. Default 0. */
      retryRate: share.optional(),
      /** Measured today: 95 of 100 answers are faster, in milliseconds. */
      p95LatencyMs: z.number().positive().max(86_400_000).optional(),
      /** What the team pays for it, where that is not the list price. */
      price: tokenPrice.optional(),
      /** What is paid its seller a month at the least, used or not: the part of a commitment that falls on this workload. */
      commitmentUsdPerMonth: usd.optional(),
    }),
    /** Share of queries that are known to be easy by their kind, so that a smaller model can answer them. */
    easyShare: share.optional(),
    /** Ids of the untuned models to consider, with an effort where one is meant: `gpt-6-luna@low`. Default: the current generation in the catalogue. */
    candidates: z.array(z.string().trim().min(1).max(120)).max(50).optional(),
    knowledge: z
      .strictObject({
        /** Whether answers need facts that a model does not have. Default `none`. */
        kind: z.enum(['none', 'static', 'changing']).optional(),
        /** Size of those facts, in tokens. Default 1,000,000 when `kind` is not `none`. */
        corpusTokens: z.number().min(0).max(LIMITS.corpusTokens).optional(),
        /** How often the facts change, in days. */
        changesEveryDays: z.number().min(LIMITS.shortestChangeDays).max(36_500).optional(),
        /** Share of the facts that each change touches. Default 0.1. */
        changedShare: share.optional(),
        /** Whether a re-ranker chooses the best of the passages that are found. Default false. */
        rerank: z.boolean().optional(),
        /** Share of an engineer that keeps retrieval going. Default 0.05, or 0.1 where facts keep changing. */
        upkeepFte: z.number().min(0).max(20).optional(),
        /** Whether answers must name their source. Default false. */
        mustCite: z.boolean().optional(),
        /** Share of today's failures that missing facts cause. */
        failureShare: share.optional(),
      })
      .optional(),
    /** Shares of right answers, as far as somebody knows them. */
    quality: z
      .strictObject({
        /** The bar: the share of right answers that counts as good enough. Default: today's less the tolerance. */
        target: share.optional(),
        /** How far below today's share still counts as good enough. Default 0.01 where answers have a form, else 0.02. */
        tolerance: share.optional(),
        current: figure.optional(),
        /** Of an untuned smaller model. */
        smallerModel: figure.optional(),
        fineTuned: figure.optional(),
        rag: figure.optional(),
        /** Of named untuned models, with an effort where one was set: `gpt-6-luna@low`. */
        models: z.record(z.string().trim().min(1).max(130), figure).optional(),
        /** What one wrong answer costs. Unknown unless given; never taken as 0. */
        lossPerErrorUsd: usd.optional(),
      })
      .optional(),
    /** Training data at hand. */
    data: z
      .strictObject({
        examples: z.number().int().min(0).max(LIMITS.examples).optional(),
        /** Prompt and answer together. Default: the tokens of one call. */
        tokensPerExample: z.number().positive().max(LIMITS.tokensPerQuery).optional(),
        /** What each example still costs to label. Default 0: they exist. */
        labelCostUsd: usd.optional(),
        /** Passes over the data. Default: the provider's, else 3. */
        epochs: z.number().int().min(1).max(50).optional(),
        /** Training runs until one is good enough. Default 4. */
        runs: z.number().int().min(1).max(50).optional(),
      })
      .optional(),
    /** What a tune costs this team, where that is not the list price. Holds for every tune that is weighed. */
    tuning: z
      .strictObject({
        trainingUsdPerMTok: usdPerMTok.optional(),
        /** An hour of hosting: of one GPU, where a tune is served on GPUs. */
        hostingUsdPerHour: z.number().min(0).max(LIMITS.usdPerHour).optional(),
        /** A quote for a whole tune: data, labels, training and building. Judging it is not in it. */
        quoteUsd: usd.optional(),
      })
      .optional(),
    stability: z
      .strictObject({
        /** How long a specification stays as it is, in months. */
        requirementsChangeEveryMonths: z.number().min(LIMITS.shortestPeriodMonths).max(240).optional(),
        /** How often a tuned model is trained again, in months. Default 9. */
        retrainEveryMonths: z.number().min(LIMITS.shortestPeriodMonths).max(240).optional(),
      })
      .optional(),
    constraints: z
      .strictObject({
        /** Slowest acceptable answer, in milliseconds: 95 of 100 have to be faster. */
        maxLatencyMs: z.number().positive().max(86_400_000).optional(),
        /** Whether answers may arrive within a day. Default false. */
        batchable: z.boolean().optional(),
        dataStaysInHouse: z.boolean().optional(),
        noTrainingOnData: z.boolean().optional(),
        /** Providers that may be used; default all. */
        providers: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
        /** Platforms on which this organisation may still start tuning jobs. Default none. */
        existingFineTuningAccounts: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
      })
      .optional(),
    people: z
      .strictObject({
        /** Full cost of one engineer, a month. Default 15,000. */
        engineerMonthlyUsd: usd.optional(),
        /** Working days to build a tuned model, evaluation apart. Default 10. */
        setupDays: z.number().min(0).max(1_000).optional(),
        /** Working days to judge a new plan: collect queries, run them, read the failures. Default 3. */
        evaluationDays: z.number().min(0).max(1_000).optional(),
        /** Share of an engineer kept on a tuned model. Default 0.25. */
        upkeepFte: z.number().min(0).max(20).optional(),
      })
      .optional(),
    /** How the team runs models itself. */
    gpus: z
      .strictObject({
        /** Share of what a GPU can do that real traffic uses. Default 0.3. */
        utilisation: z.number().min(0.01).max(1).optional(),
        /** Copies of a model that run at the least. Default 2, so that one may fail; 1 where answers may wait. */
        copies: z.number().int().min(1).max(1_000).optional(),
        /** GPUs like an H100 that the team owns and has free. Default 0: all are rented. */
        owned: z.number().int().min(0).max(1_000_000).optional(),
        /** What a kilowatt-hour costs. Default 0.12. */
        usdPerKwh: z.number().min(0).max(100).optional(),
      })
      .optional(),
    /** How answers of a test can be judged. Default: by comparison where answers have a form, else by a person. */
    judging: z.enum(JUDGING_KINDS).optional(),
    /** How far ahead costs are counted. Default 12. */
    horizonMonths: z.number().int().min(1).max(LIMITS.horizonMonths).optional(),
    /** Discount a year, for the net present value. Default 0.10. */
    discountRate: z.number().min(0).max(1).optional(),
  })
  .superRefine((workload, context) => {
    const { queriesPerDay, oneOffQueries } = workload.volume;
    if (queriesPerDay === undefined && oneOffQueries === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['volume'],
        message: 'Say how many queries there are: a rate such as 500k/day, or a one-off total.',
      });
    }
    if (queriesPerDay !== undefined && oneOffQueries !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['volume'],
        message: 'Give either a daily rate or a one-off total, not both.',
      });
    }
    const prompt =
      (workload.tokens.staticPrompt ?? 0) +
      (workload.tokens.fewShot ?? 0) +
      workload.tokens.user +
      (workload.tokens.retrieved ?? 0);
    const { turns = 1, tokens } = workload;
    if ((turns - 1) * (tokens.user + tokens.output) > LIMITS.tokensPerQuery) {
      context.addIssue({
        code: 'custom',
        path: ['turns'],
        message: `The last turn of such a conversation would send more than ${LIMITS.tokensPerQuery.toLocaleString('en-US')} tokens again: give fewer turns, or only what is new in each.`,
      });
    }
    if (prompt <= 0) {
      context.addIssue({
        code: 'custom',
        path: ['tokens', 'user'],
        message: 'A call needs at least one prompt token.',
      });
    }
  });

/** A workload as given: parsed, but without defaults. */
export type Workload = z.infer<typeof WorkloadSchema>;

/** Reasoning effort of a call. */
export type Effort = (typeof EFFORTS)[number];

/** A share of right answers as people know it. */
export type Figure = z.infer<typeof figure>;

/** What a team pays for a million tokens of a model. */
export type TokenPrice = z.infer<typeof tokenPrice>;

/** The share that a figure comes to. */
export function shareOf(figure: Figure): number {
  return typeof figure === 'number' ? figure : figure.right / figure.items;
}
