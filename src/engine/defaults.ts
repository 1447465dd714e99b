import { historyTokens } from './cost/conversation.js';
import { dayRateUsd } from './cost/people.js';
import { formatCount, formatMonths, formatShare, formatUsd } from './explain/wording.js';
import type { JUDGING_KINDS, Task, Workload } from './workload.js';

/** Something that was not given and had to be taken. */
export interface Assumption {
  /** Path in the workload (`people.upkeepFte`) or a short name. */
  readonly field: string;
  /** One plain sentence with the value and its unit, and where it comes from. */
  readonly statement: string;
}

/** A value that is given, lists read-only. */
type Given<Value> = Value extends readonly (infer Item)[] ? readonly Item[] : Exclude<Value, undefined>;

/** A part of a workload in which everything is filled in, but for what has no sensible default. */
type Filled<Part, Optional extends keyof NonNullable<Part> = never> = {
  readonly [K in Exclude<keyof NonNullable<Part>, Optional>]-?: Given<NonNullable<Part>[K]>;
} & { readonly [K in Optional]?: Given<NonNullable<Part>[K]> };

/** A workload in which every default has been filled in. What has no sensible default stays optional. */
export interface CompleteWorkload {
  readonly task: Task;
  /** For a one-off backlog `queriesPerDay` is the backlog spread over its first month. */
  readonly volume: Filled<Workload['volume'], 'oneOffQueries'>;
  readonly tokens: Filled<Workload['tokens']>;
  /** Calls of a conversation; 1 where each call stands alone. */
  readonly turns: number;
  readonly tuned: Filled<Workload['tuned']>;
  /** The same call on an untuned model. */
  readonly untuned: Filled<Workload['untuned'], 'tokenFactor'>;
  readonly current: Filled<
    Workload['current'],
    'effort' | 'p95LatencyMs' | 'price' | 'commitmentUsdPerMonth'
  > & {
    /** Id of the tuning offer of a tuned model in use. */
    readonly tunedOn?: string;
  };
  /** Share of queries that are known to be easy. */
  readonly easyShare?: number;
  readonly candidates?: readonly string[];
  readonly knowledge: Filled<Workload['knowledge'], 'changesEveryDays' | 'changedShare' | 'upkeepFte'>;
  readonly quality: Filled<Workload['quality'], keyof NonNullable<Workload['quality']>>;
  /** Without `epochs` the offer's own default holds, else 3. */
  readonly data: Filled<Workload['data'], 'epochs'>;
  readonly tuning: Filled<Workload['tuning'], keyof NonNullable<Workload['tuning']>>;
  readonly stability: Filled<Workload['stability'], 'requirementsChangeEveryMonths'>;
  readonly constraints: Filled<Workload['constraints'], 'maxLatencyMs' | 'providers'>;
  readonly people: Filled<Workload['people']>;
  readonly gpus: Filled<Workload['gpus'], keyof NonNullable<Workload['gpus']>>;
  /** How answers of a test can be judged. */
  readonly judging: (typeof JUDGING_KINDS)[number];
  readonly horizonMonths: number;
  readonly discountRate: number;
}

/** Days in a display month. Hosting is billed by months of 730 hours. */
export const DAYS_PER_MONTH = 30;

/** Scenarios that a decision is made on where nothing else is asked for, and their seed. */
export const DECISION_SAMPLE = { draws: 512, seed: 1 } as const;

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

/** What is taken where nothing is given. */
interface Default<T> {
  /** Path in the workload. */
  readonly path: string;
  readonly value: T;
  /** Unit of the value; empty where it has none. */
  readonly unit: string;
  /** One sentence, made from the value. */
  say(value: T): string;
}

function stated<T>(path: string, value: T, unit: string, say: (value: T) => string): Default<T> {
  return { path, value, unit, say };
}

function days(count: number): string {
  return `${formatCount(count)} working day${count === 1 ? '' : 's'}`;
}

/**
 * Every default that does not follow from the workload. Common practice in public guides: runs, the prompt after a
 * tune; our own stated choices: people's time ($180k a year, 225 working days), the horizon, retraining.
 */
const DEFAULTS = {
  task: stated<Task>('task', 'generation', '', (task) => `The task is general text ${task}.`),
  growthPerMonth: stated('volume.growthPerMonth', 0, 'share a month', (share) =>
    share === 0 ? 'The volume does not grow.' : `The volume grows by ${formatShare(share)} a month.`,
  ),
  reasoning: stated('tokens.reasoning', 0, 'tokens', (count) =>
    count === 0
      ? 'No hidden reasoning is billed.'
      : `${formatCount(count)} tokens of hidden reasoning are billed.`,
  ),
  turns: stated(
    'turns',
    1,
    'calls a conversation',
    () => 'Each call stands alone: no earlier turns are sent again.',
  ),
  cacheHitRate: stated('current.cacheHitRate', 0, 'share of calls', (share) =>
    share === 0
      ? 'No prompt is read from a cache today.'
      : `${formatShare(share)} of prompts are read from a cache today.`,
  ),
  batchShare: stated('current.batchShare', 0, 'share of calls', (share) =>
    share === 0 ? 'No call is batched today.' : `${formatShare(share)} of calls are batched today.`,
  ),
  retryRate: stated('current.retryRate', 0, 'share of calls', (share) =>
    share === 0 ? 'No call has to be sent again.' : `${formatShare(share)} of calls are sent again.`,
  ),
  knowledgeKind: stated<CompleteWorkload['knowledge']['kind']>(
    'knowledge.kind',
    'none',
    '',
    () => 'The model knows what it needs: no facts have to be looked up.',
  ),
  corpusTokens: stated(
    'knowledge.corpusTokens',
    1_000_000,
    'tokens',
    (count) => `The facts fill ${formatCount(count)} tokens.`,
  ),
  failureShare: stated(
    'knowledge.failureShare',
    1,
    'share of failures',
    (share) => `${share === 1 ? 'All' : formatShare(share)} failures of today come from missing facts.`,
  ),
  tunedPromptShare: stated(
    'tuned.staticPrompt',
    0.1,
    'share of the fixed prompt',
    (share) => `A tuned model needs ${formatShare(share)} of the fixed prompt`,
  ),
  examples: stated('data.examples', 0, 'examples', (count) =>
    count === 0 ? 'There are no training examples.' : `There are ${formatCount(count)} training examples.`,
  ),
  labelCostUsd: stated('data.labelCostUsd', 0, 'USD an example', (usd) =>
    usd === 0
      ? 'The training examples exist already and cost nothing more.'
      : `A training example costs ${formatUsd(usd)} to label.`,
  ),
  runs: stated(
    'data.runs',
    4,
    'runs',
    (count) => `It takes ${formatCount(count)} training runs to get a good one.`,
  ),
  retrainEveryMonths: stated(
    'stability.retrainEveryMonths',
    9,
    'months',
    (months) => `A tuned model is trained again every ${formatMonths(months)}.`,
  ),
  batchable: stated('constraints.batchable', false, '', (may) =>
    may
      ? 'Answers may wait a day, so the batch discount applies.'
      : 'Answers are needed at once, so the batch discount does not apply.',
  ),
  existingFineTuningAccounts: stated(
    'constraints.existingFineTuningAccounts',
    [] as readonly string[],
    '',
    () => 'This organisation has no fine-tuning account where newcomers are no longer admitted.',
  ),
  engineerMonthlyUsd: stated(
    'people.engineerMonthlyUsd',
    15_000,
    'USD a month',
    (usd) => `An engineer costs ${formatUsd(usd)} a month, ${formatUsd(dayRateUsd(usd))} a working day.`,
  ),
  setupDays: stated(
    'people.setupDays',
    10,
    'working days',
    (count) => `Building a tuned model takes ${days(count)}.`,
  ),
  evaluationDays: stated(
    'people.evaluationDays',
    3,
    'working days',
    (count) => `Judging a new plan takes ${days(count)}.`,
  ),
  horizonMonths: stated(
    'horizonMonths',
    12,
    'months of 30 days',
    (months) => `Costs are counted over ${formatCount(months)} months of ${DAYS_PER_MONTH} days.`,
  ),
  discountRate: stated(
    'discountRate',
    0.1,
    'share a year',
    (share) => `Later money is discounted at ${formatShare(share)} a year.`,
  ),
} as const;

/**
 * Share of an engineer that a tuned model keeps busy where nobody says: little where answers are compared by a program,
 * more where the work changes with the code and the tools around it (stated choice; public guides say 0.25 to 1).
 */
const UPKEEP_FTE: Readonly<Record<Task, number>> = {
  classification: 0.1,
  extraction: 0.1,
  'structured-output': 0.1,
  generation: 0.25,
  'knowledge-qa': 0.25,
  chat: 0.25,
  code: 0.5,
  agent: 0.5,
};

/** The usual upkeep of a tune for a kind of work. */
function usualUpkeep(task: Task): Default<number> {
  return stated(
    'people.upkeepFte',
    UPKEEP_FTE[task],
    'engineers',
    (share) => `A tuned model for this kind of task keeps ${formatShare(share)} of an engineer busy.`,
  );
}

/** Tasks whose calls are usually turns of a conversation, or steps of one run. */
const CONVERSING_TASKS: readonly Task[] = ['chat', 'agent'];

/** Tasks whose answers a program can compare with the right ones. */
const COMPARABLE_TASKS: readonly Task[] = ['classification', 'extraction', 'structured-output'];

/** How answers of a kind of work are judged where nobody says. */
function usualJudging(task: Task): CompleteWorkload['judging'] {
  return COMPARABLE_TASKS.includes(task) ? 'exact-match' : 'rubric';
}

/** Drops keys whose value is `undefined`, so that optional stays absent. */
function given<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/**
 * Fills in every default and says so: one assumption for each value that matters to a cost and was not given.
 *
 * @param tunedOn id of the tuning offer, where the model in use is a tuned one: its prompt is that of a tune already
 */
export function completeWorkload(
  workload: Workload,
  tunedOn?: string,
): {
  readonly complete: CompleteWorkload;
  readonly assumptions: readonly Assumption[];
} {
  const assumptions: Assumption[] = [];
  function state(field: string, statement: string): void {
    assumptions.push({ field, statement });
  }
  function take<T>(known: T | undefined, { path, value, say }: Default<T>): T {
    if (known !== undefined) return known;
    state(path, say(value));
    return value;
  }

  const { volume, tokens, tuned, current, knowledge, quality, data, stability, constraints, people } =
    workload;
  const task = take(workload.task, DEFAULTS.task);
  const staticPrompt = tokens.staticPrompt ?? 0;
  const fewShot = tokens.fewShot ?? 0;
  const retrieved = tokens.retrieved ?? 0;
  const knowledgeKind = take(knowledge?.kind, DEFAULTS.knowledgeKind);

  const { path, value: stillNeeded, say } = DEFAULTS.tunedPromptShare;
  const isTuned = tunedOn !== undefined;
  const tunedPrompt =
    tuned?.staticPrompt ?? (isTuned ? staticPrompt : Math.round(staticPrompt * stillNeeded));
  if (isTuned)
    state('tuned.staticPrompt', 'The model in use is a tuned one: another tune takes the prompt of today.');
  if (!isTuned && staticPrompt > 0 && tuned?.staticPrompt === undefined)
    state(path, `${say(stillNeeded)}: ${formatCount(tunedPrompt)} of ${formatCount(staticPrompt)} tokens.`);
  if (!isTuned && fewShot > 0 && tuned?.fewShot === undefined)
    state('tuned.fewShot', 'A tuned model needs no examples in the prompt.');
  if (tuned?.output === undefined) state('tuned.output', 'A tuned model answers at the same length.');

  const turns = CONVERSING_TASKS.includes(task)
    ? take(workload.turns, DEFAULTS.turns)
    : (workload.turns ?? 1);
  const history = historyTokens({ turns, user: tokens.user, retrieved, output: tokens.output });
  if (turns > 1) {
    state(
      'turns',
      `A conversation has ${formatCount(turns)} turns, and each call sends the earlier ones again: ${formatCount(Math.round(history))} tokens on average, on top of its own.`,
    );
  }

  const examples = take(data?.examples, DEFAULTS.examples);
  const callTokens = staticPrompt + fewShot + history + tokens.user + retrieved + tokens.output;
  if (examples > 0 && data?.tokensPerExample === undefined)
    state(
      'data.tokensPerExample',
      `A training example is as long as a call: ${formatCount(callTokens)} tokens.`,
    );
  const labelCostUsd =
    examples > 0 ? take(data?.labelCostUsd, DEFAULTS.labelCostUsd) : (data?.labelCostUsd ?? 0);
  const runs = take(data?.runs, DEFAULTS.runs);

  const growthPerMonth = take(volume.growthPerMonth, DEFAULTS.growthPerMonth);
  if (volume.oneOffQueries !== undefined) {
    state(
      'volume.oneOffQueries',
      `The backlog waits until a plan is ready and is then worked off within ${DAYS_PER_MONTH} days, once; these are the horizon.`,
    );
  }
  const engineerMonthlyUsd = take(people?.engineerMonthlyUsd, DEFAULTS.engineerMonthlyUsd);
  const horizonMonths =
    volume.oneOffQueries !== undefined ? 1 : take(workload.horizonMonths, DEFAULTS.horizonMonths);

  const mayWaitADay = take(constraints?.batchable, DEFAULTS.batchable);
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
      reasoning: take(tokens.reasoning, DEFAULTS.reasoning),
    },
    turns,
    tuned: {
      staticPrompt: tunedPrompt,
      fewShot: tuned?.fewShot ?? (isTuned ? fewShot : 0),
      output: tuned?.output ?? tokens.output,
    },
    untuned: {
      staticPrompt: workload.untuned?.staticPrompt ?? staticPrompt,
      ...(workload.untuned?.tokenFactor !== undefined && { tokenFactor: workload.untuned.tokenFactor }),
    },
    current: {
      model: current.model,
      ...(current.effort !== undefined && { effort: current.effort }),
      ...(current.p95LatencyMs !== undefined && { p95LatencyMs: current.p95LatencyMs }),
      cacheHitRate: take(current.cacheHitRate, DEFAULTS.cacheHitRate),
      batchShare: take(current.batchShare, DEFAULTS.batchShare),
      retryRate: take(current.retryRate, DEFAULTS.retryRate),
      ...(current.price !== undefined && { price: current.price }),
      ...(current.commitmentUsdPerMonth !== undefined && {
        commitmentUsdPerMonth: current.commitmentUsdPerMonth,
      }),
      ...(tunedOn !== undefined && { tunedOn }),
    },
    ...(workload.easyShare !== undefined && { easyShare: workload.easyShare }),
    ...(workload.candidates !== undefined && { candidates: workload.candidates }),
    knowledge: {
      kind: knowledgeKind,
      corpusTokens:
        knowledgeKind === 'none'
          ? (knowledge?.corpusTokens ?? 0)
          : take(knowledge?.corpusTokens, DEFAULTS.corpusTokens),
      ...(knowledge?.changesEveryDays !== undefined && { changesEveryDays: knowledge.changesEveryDays }),
      ...(knowledge?.changedShare !== undefined && { changedShare: knowledge.changedShare }),
      ...(knowledge?.upkeepFte !== undefined && { upkeepFte: knowledge.upkeepFte }),
      rerank: knowledge?.rerank ?? false,
      mustCite: knowledge?.mustCite ?? false,
      failureShare:
        knowledgeKind === 'none'
          ? (knowledge?.failureShare ?? 0)
          : take(knowledge?.failureShare, DEFAULTS.failureShare),
    },
    quality: given(quality ?? {}),
    data: {
      examples,
      tokensPerExample: data?.tokensPerExample ?? callTokens,
      labelCostUsd,
      ...(data?.epochs !== undefined && { epochs: data.epochs }),
      runs,
    },
    tuning: given(workload.tuning ?? {}),
    stability: {
      ...(stability?.requirementsChangeEveryMonths !== undefined && {
        requirementsChangeEveryMonths: stability.requirementsChangeEveryMonths,
      }),
      retrainEveryMonths: take(stability?.retrainEveryMonths, DEFAULTS.retrainEveryMonths),
    },
    constraints: {
      ...(constraints?.maxLatencyMs !== undefined && { maxLatencyMs: constraints.maxLatencyMs }),
      batchable: mayWaitADay && tooSlow === null,
      dataStaysInHouse: constraints?.dataStaysInHouse ?? false,
      noTrainingOnData: constraints?.noTrainingOnData ?? false,
      ...(constraints?.providers !== undefined && { providers: constraints.providers }),
      existingFineTuningAccounts: take(
        constraints?.existingFineTuningAccounts,
        DEFAULTS.existingFineTuningAccounts,
      ),
    },
    people: {
      engineerMonthlyUsd,
      setupDays: take(people?.setupDays, DEFAULTS.setupDays),
      evaluationDays: take(people?.evaluationDays, DEFAULTS.evaluationDays),
      upkeepFte: take(people?.upkeepFte, usualUpkeep(task)),
    },
    gpus: given(workload.gpus ?? {}),
    judging: workload.judging ?? usualJudging(task),
    horizonMonths,
    discountRate: take(workload.discountRate, DEFAULTS.discountRate),
  };
  return { complete, assumptions };
}
