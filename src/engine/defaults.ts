import { formatCount, formatShare, formatUsd } from './explain/wording.js';
import type { Task, Workload } from './workload.js';

/** Something that was not given and had to be taken. */
export interface Assumption {
  /** Path in the workload (`people.upkeepFte`) or a short name. */
  readonly field: string;
  /** One plain sentence with the value and its unit, and where it comes from. */
  readonly statement: string;
}

/** A workload in which every default has been filled in. What has no sensible default stays optional. */
export interface CompleteWorkload {
  readonly task: Task;
  readonly volume: {
    /** Queries a day at the start; for a one-off backlog, the backlog spread over its first month. */
    readonly queriesPerDay: number;
    readonly growthPerMonth: number;
    readonly oneOffQueries?: number;
  };
  readonly tokens: {
    readonly staticPrompt: number;
    readonly fewShot: number;
    readonly user: number;
    readonly retrieved: number;
    readonly output: number;
    readonly reasoning: number;
  };
  readonly tuned: { readonly staticPrompt: number; readonly fewShot: number; readonly output: number };
  readonly current: {
    readonly model: string;
    readonly cacheHitRate: number;
    readonly batchShare: number;
    readonly retryRate: number;
  };
  readonly candidates?: readonly string[];
  readonly knowledge: {
    readonly kind: 'none' | 'static' | 'changing';
    readonly corpusTokens: number;
    readonly changesEveryDays?: number;
    readonly mustCite: boolean;
    /** Share of today's failures that missing facts cause. */
    readonly failureShare: number;
  };
  readonly quality: {
    readonly target?: number;
    readonly current?: number;
    readonly smallerModel?: number;
    readonly fineTuned?: number;
    readonly rag?: number;
    readonly lossPerErrorUsd?: number;
  };
  readonly data: {
    readonly examples: number;
    readonly tokensPerExample: number;
    readonly labelCostUsd: number;
    /** As given; without it the offer's own default, else 3. */
    readonly epochs?: number;
    readonly runs: number;
  };
  readonly stability: {
    readonly requirementsChangeEveryMonths?: number;
    readonly retrainEveryMonths: number;
  };
  readonly constraints: {
    readonly maxLatencyMs?: number;
    readonly batchable: boolean;
    readonly dataStaysInHouse: boolean;
    readonly noTrainingOnData: boolean;
    readonly providers?: readonly string[];
    readonly existingFineTuningAccounts: readonly string[];
  };
  readonly people: {
    readonly engineerMonthlyUsd: number;
    readonly setupDays: number;
    readonly evaluationDays: number;
    readonly upkeepFte: number;
  };
  readonly horizonMonths: number;
  readonly discountRate: number;
}

/** Days in a display month. Hosting is billed by months of 730 hours. */
export const DAYS_PER_MONTH = 30;

/** How long sellers take for a batch at the most, in milliseconds: a day. */
const BATCH_WAIT_MS = 86_400_000;

/** Why a latency bar rules out batching, or `null` where it does not. */
export function batchingRuledOut(maxLatencyMs: number | undefined): Assumption | null {
  if (maxLatencyMs === undefined || maxLatencyMs >= BATCH_WAIT_MS) return null;
  return {
    field: 'constraints.maxLatencyMs',
    statement: `A bar of ${maxLatencyMs.toLocaleString('en-US')} ms rules out batching, whose answers may take a day.`,
  };
}

/** Share of the fixed prompt that is still needed after a tune (glossary practice: 2,000 tokens become 200). */
const TUNED_PROMPT_SHARE = 0.1;

/** Drops keys whose value is `undefined`, so that optional stays absent. */
function given<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/**
 * Fills in every default and says so: one assumption for each value that matters to a cost and was not given.
 * Sources of the defaults: common practice in public fine-tuning guides (runs, prompt after a tune), our own
 * stated choices for people's time ($180k a year, 225 working days) and for the horizon.
 */
export function completeWorkload(workload: Workload): {
  readonly complete: CompleteWorkload;
  readonly assumptions: readonly Assumption[];
} {
  const assumptions: Assumption[] = [];
  function take<T>(value: T | undefined, fallback: T, field: string, statement: string): T {
    if (value !== undefined) return value;
    assumptions.push({ field, statement });
    return fallback;
  }

  const { volume, tokens, tuned, current, knowledge, quality, data, stability, constraints, people } =
    workload;
  const task = take(workload.task, 'generation' as const, 'task', 'The task is general text generation.');
  const staticPrompt = tokens.staticPrompt ?? 0;
  const fewShot = tokens.fewShot ?? 0;
  const retrieved = tokens.retrieved ?? 0;
  const knowledgeKind = knowledge?.kind ?? 'none';
  if (knowledge?.kind === undefined) {
    assumptions.push({
      field: 'knowledge.kind',
      statement: 'The model knows what it needs: no facts have to be looked up.',
    });
  }

  const shorterPrompt = Math.round(staticPrompt * TUNED_PROMPT_SHARE);
  const tunedPrompt =
    staticPrompt === 0
      ? (tuned?.staticPrompt ?? 0)
      : take(
          tuned?.staticPrompt,
          shorterPrompt,
          'tuned.staticPrompt',
          `A tuned model needs a tenth of the fixed prompt: ${formatCount(shorterPrompt)} of ${formatCount(staticPrompt)} tokens.`,
        );
  if (fewShot > 0 && tuned?.fewShot === undefined) {
    assumptions.push({ field: 'tuned.fewShot', statement: 'A tuned model needs no examples in the prompt.' });
  }
  if (tuned?.output === undefined) {
    assumptions.push({ field: 'tuned.output', statement: 'A tuned model answers at the same length.' });
  }

  const examples = take(data?.examples, 0, 'data.examples', 'There are no training examples.');
  const callTokens = staticPrompt + fewShot + tokens.user + retrieved + tokens.output;
  if (examples > 0 && data?.tokensPerExample === undefined) {
    assumptions.push({
      field: 'data.tokensPerExample',
      statement: `A training example is as long as a call: ${formatCount(callTokens)} tokens.`,
    });
  }
  const labelCostUsd =
    examples > 0
      ? take(
          data?.labelCostUsd,
          0,
          'data.labelCostUsd',
          'The training examples exist already and cost nothing more.',
        )
      : (data?.labelCostUsd ?? 0);
  const runs = take(data?.runs, 4, 'data.runs', 'It takes 4 training runs to get a good one.');

  const growthPerMonth = take(volume.growthPerMonth, 0, 'volume.growthPerMonth', 'The volume does not grow.');
  if (volume.oneOffQueries !== undefined) {
    assumptions.push({
      field: 'volume.oneOffQueries',
      statement:
        'The backlog waits until a plan is ready and is then worked off within 30 days, once; these are the horizon.',
    });
  }
  const engineerMonthlyUsd = take(
    people?.engineerMonthlyUsd,
    15_000,
    'people.engineerMonthlyUsd',
    `An engineer costs ${formatUsd(15_000)} a month, ${formatUsd(800)} a working day.`,
  );
  const horizonMonths =
    volume.oneOffQueries !== undefined
      ? 1
      : take(workload.horizonMonths, 12, 'horizonMonths', 'Costs are counted over 12 months of 30 days.');

  const mayWaitADay = take(
    constraints?.batchable,
    false,
    'constraints.batchable',
    'Answers are needed at once, so the batch discount does not apply.',
  );
  const tooSlow = batchingRuledOut(constraints?.maxLatencyMs);
  if (mayWaitADay && tooSlow !== null) assumptions.push(tooSlow);

  const complete: CompleteWorkload = {
    task,
    volume: {
      queriesPerDay: volume.queriesPerDay ?? (volume.oneOffQueries ?? 0) / DAYS_PER_MONTH,
      growthPerMonth,
      ...(volume.oneOffQueries !== undefined && { oneOffQueries: volume.oneOffQueries }),
    },
    tokens: {
      staticPrompt,
      fewShot,
      user: tokens.user,
      retrieved,
      output: tokens.output,
      reasoning: take(tokens.reasoning, 0, 'tokens.reasoning', 'No hidden reasoning is billed.'),
    },
    tuned: {
      staticPrompt: tunedPrompt,
      fewShot: tuned?.fewShot ?? 0,
      output: tuned?.output ?? tokens.output,
    },
    current: {
      model: current.model,
      cacheHitRate: take(
        current.cacheHitRate,
        0,
        'current.cacheHitRate',
        'No prompt is read from a cache today.',
      ),
      batchShare: take(current.batchShare, 0, 'current.batchShare', 'No call is batched today.'),
      retryRate: take(current.retryRate, 0, 'current.retryRate', 'No call has to be sent again.'),
    },
    ...(workload.candidates !== undefined && { candidates: workload.candidates }),
    knowledge: {
      kind: knowledgeKind,
      corpusTokens:
        knowledgeKind === 'none'
          ? (knowledge?.corpusTokens ?? 0)
          : take(knowledge?.corpusTokens, 1_000_000, 'knowledge.corpusTokens', 'The facts fill 1M tokens.'),
      ...(knowledge?.changesEveryDays !== undefined && { changesEveryDays: knowledge.changesEveryDays }),
      mustCite: knowledge?.mustCite ?? false,
      failureShare:
        knowledgeKind === 'none'
          ? (knowledge?.failureShare ?? 0)
          : take(
              knowledge?.failureShare,
              1,
              'knowledge.failureShare',
              'All failures of today come from missing facts.',
            ),
    },
    quality: given(quality ?? {}),
    data: {
      examples,
      tokensPerExample: data?.tokensPerExample ?? callTokens,
      labelCostUsd,
      ...(data?.epochs !== undefined && { epochs: data.epochs }),
      runs,
    },
    stability: {
      ...(stability?.requirementsChangeEveryMonths !== undefined && {
        requirementsChangeEveryMonths: stability.requirementsChangeEveryMonths,
      }),
      retrainEveryMonths: take(
        stability?.retrainEveryMonths,
        9,
        'stability.retrainEveryMonths',
        'A tuned model is trained again every 9 months.',
      ),
    },
    constraints: {
      ...(constraints?.maxLatencyMs !== undefined && { maxLatencyMs: constraints.maxLatencyMs }),
      batchable: mayWaitADay && tooSlow === null,
      dataStaysInHouse: constraints?.dataStaysInHouse ?? false,
      noTrainingOnData: constraints?.noTrainingOnData ?? false,
      ...(constraints?.providers !== undefined && { providers: constraints.providers }),
      existingFineTuningAccounts: take(
        constraints?.existingFineTuningAccounts,
        [],
        'constraints.existingFineTuningAccounts',
        'This organisation has no fine-tuning account where newcomers are no longer admitted.',
      ),
    },
    people: {
      engineerMonthlyUsd,
      setupDays: take(
        people?.setupDays,
        10,
        'people.setupDays',
        'Building a tuned model takes 10 working days.',
      ),
      evaluationDays: take(
        people?.evaluationDays,
        3,
        'people.evaluationDays',
        'Judging a new plan takes 3 working days.',
      ),
      upkeepFte: take(
        people?.upkeepFte,
        0.25,
        'people.upkeepFte',
        `A tuned model keeps ${formatShare(0.25)} of an engineer busy.`,
      ),
    },
    horizonMonths,
    discountRate: take(
      workload.discountRate,
      0.1,
      'discountRate',
      'Later money is discounted at 10% a year.',
    ),
  };
  return { complete, assumptions };
}
