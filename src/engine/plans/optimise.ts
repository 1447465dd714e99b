import type { Call } from '../cost/call-cost.js';
import { NOTHING } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import type { Assumption } from '../defaults.js';
import { formatCount, formatShare, listed, upperFirst } from '../explain/wording.js';
import type { Topic } from '../quality/evidence-table.js';
import { untunedTopics } from './evidence-topics.js';
import type { PlanContext, PlanDraft, PlanKindModule, PlanTest, WeighedPlan } from './plan-kind.js';
import {
  commonBlockers,
  credibleCall,
  datedCallCost,
  endOf,
  endsInHorizon,
  thriftyCall,
  withSchema,
  workStatement,
} from './shared.js';

/** Working days to turn caching and batching on and to check them. */
const SETTING_DAYS = 1;
/** Working days to write a shorter prompt, evaluation apart (stated assumption). */
const REWRITING_DAYS = 2;
/** Share of the fixed prompt and its examples that a rewrite removes: the low end of the 40 to 70% that public guides report. */
const REMOVED_SHARE = 0.4;
/** Fewest fixed tokens in which there is something to remove (stated assumption). */
const WORTH_REWRITING_TOKENS = 500;

/** The kind, and the id of the plan that only turns on caching and batching. */
const OPTIMISE = 'optimise';
const SHORTER_PROMPT = `${OPTIMISE}:shorter-prompt`;
const STRUCTURED_OUTPUTS = `${OPTIMISE}:structured-outputs`;
const BOTH = `${OPTIMISE}:shorter-prompt+structured-outputs`;

/** Whether a plan asks the model in use for less. */
export function isOptimised({ kind }: { readonly kind: string }): boolean {
  return kind === OPTIMISE;
}

/** Whether a plan only turns on caching and batching for the model in use. */
export function isSettingsOnly({ id }: { readonly id: string }): boolean {
  return id === OPTIMISE;
}

/** One way of asking the model in use for less. */
interface Improvement {
  readonly id: string;
  /** What is done, each as the end of a title: `shorten the fixed prompt`. */
  readonly deeds: readonly string[];
  /** The same after `Keeping X,`: `shortening the fixed prompt`. */
  readonly doing: readonly string[];
  /** What is better about the model, at the end of its line in a chart. */
  readonly line: string;
  /** The work as noun phrases: `shortening the fixed prompt and evaluating it`. */
  readonly works: readonly string[];
  readonly workingDays: number;
  /** Whether answers may come out otherwise than today. */
  readonly changesAnswers: boolean;
  readonly call: Call;
  assumptions(): readonly Assumption[];
}

function shorterPrompt(context: PlanContext, present: Call): Improvement | null {
  const fixed = present.staticPrompt + present.fewShot;
  if (fixed < WORTH_REWRITING_TOKENS) return null;
  const staticPrompt = Math.round(present.staticPrompt * (1 - REMOVED_SHARE));
  const fewShot = Math.round(present.fewShot * (1 - REMOVED_SHARE));
  return {
    id: SHORTER_PROMPT,
    deeds: ['shorten the fixed prompt'],
    doing: ['shortening the fixed prompt'],
    line: 'shorter prompt',
    works: ['shortening the fixed prompt and evaluating it'],
    workingDays: REWRITING_DAYS + context.workload.people.evaluationDays,
    changesAnswers: true,
    call: { ...present, staticPrompt, fewShot },
    assumptions: () => [
      {
        field: 'shorterPrompt',
        statement: `A rewrite removes ${formatShare(REMOVED_SHARE)} of the fixed prompt and its examples: ${formatCount(fixed)} tokens become ${formatCount(staticPrompt + fewShot)}, and answers stay as good.`,
      },
    ],
  };
}

function structuredOutputs(context: PlanContext, present: Call): Improvement | null {
  const schema = withSchema(present, context.workload);
  if (schema === null) return null;
  return {
    id: STRUCTURED_OUTPUTS,
    deeds: ['have answers follow a schema'],
    doing: ['having answers follow a schema'],
    line: 'structured outputs',
    works: ['writing a schema for the answers and checking it'],
    workingDays: schema.workingDays,
    changesAnswers: false,
    call: schema.call,
    assumptions: () => [schema.assumption],
  };
}

/** Both at once: neither stands in the way of the other. */
function together(shorter: Improvement | null, structured: Improvement | null): Improvement | null {
  if (shorter === null || structured === null) return null;
  return {
    id: BOTH,
    deeds: [...shorter.deeds, ...structured.deeds],
    doing: [...shorter.doing, ...structured.doing],
    line: `${shorter.line}, ${structured.line}`,
    works: [...shorter.works, ...structured.works],
    workingDays: shorter.workingDays + structured.workingDays,
    changesAnswers: true,
    call: { ...shorter.call, retryRate: structured.call.retryRate },
    assumptions: () => [...shorter.assumptions(), ...structured.assumptions()],
  };
}

function settings(present: Call): Improvement {
  return {
    id: OPTIMISE,
    deeds: [],
    doing: [],
    line: 'optimised',
    works: [],
    workingDays: 0,
    changesAnswers: false,
    call: present,
    assumptions: () => [],
  };
}

/** An improvement with caching and batching used as far as they go; `null` where that leaves the call as it is. */
function proposeImprovement(context: PlanContext, improvement: Improvement): PlanDraft | null {
  const { workload, book, asOf, current, accuracies } = context;
  const { id, deeds, doing, works, line, changesAnswers } = improvement;
  const present = credibleCall(workload, current);
  const { call, assumptions } = thriftyCall(
    improvement.call,
    workload,
    book.ratesOf(current.id, asOf),
    current,
  );
  const means = [
    ...(call.cacheHitRate > present.cacheHitRate ? ['caching'] : []),
    ...(call.batchShare > present.batchShare ? ['batching'] : []),
  ];
  if (means.length === 0 && deeds.length === 0) return null;

  const { engineerMonthlyUsd } = workload.people;
  const turnOn = means.length === 0 ? [] : [`turn on ${listed(means)}`];
  const workingDays = improvement.workingDays + (means.length === 0 ? 0 : SETTING_DAYS);
  const turningOn = means.length === 0 ? [] : [`turning on ${listed(means)}`];
  const work = upperFirst(listed([...works, ...turningOn], ', and '));
  const { accuracy, accuracyOf } = changesAnswers ? accuracies.reworded() : accuracies.today;
  const { effort } = workload.current;
  const end = endOf(current);
  return {
    id,
    approach: call.retrieved > 0 ? 'rag' : 'prompting',
    title: `Keep ${current.name}, ${listed([...deeds, ...turnOn])}`,
    names: {
      doing: `${[`Keeping ${current.name}`, ...doing].join(', ')}${turningOn.map((words) => ` and ${words}`).join('')}`,
      answerer: `${current.name} with a shorter prompt`,
      tested: deeds.length === 0 ? current.name : 'the shorter prompt',
      served: current.name,
      line: `${current.name}, ${line}`,
    },
    answersAsToday: !changesAnswers,
    bringsFacts: call.retrieved > 0,
    inHouse: false,
    modelName: current.name,
    provider: current.provider,
    platform: current.platform,
    blockers: [
      ...endsInHorizon(context, end, workingDays),
      ...commonBlockers(context, current, {
        retrieves: call.retrieved > 0,
        call,
        accuracy,
        answers: { modelId: current.id, ...(effort !== undefined && { effort }) },
      }),
    ],
    upfront: labour(work, workingDays, engineerMonthlyUsd),
    perQuery: datedCallCost(context, current.id, call, current.cacheFloorTokens, (day) =>
      book.ratesOf(current.id, day),
    ),
    monthly: NOTHING,
    ...(end !== undefined && { end }),
    // The present model is as accurate with caching as without.
    accuracy,
    accuracyOf,
    proof: { usd: 0, days: changesAnswers ? REWRITING_DAYS : 0 },
    productId: current.id,
    decision: OPTIMISE,
    ...(effort !== undefined && { effort }),
    workingDays,
    assumptions: () => [
      ...improvement.assumptions(),
      ...assumptions(),
      workStatement(workingDays, work, dayRateUsd(engineerMonthlyUsd)),
    ],
  };
}

/**
 * The model in use, asked for less: caching and batching; a shorter fixed prompt; answers that follow a schema; the
 * last two together. Each is proposed only where it changes a number, and with caching and batching.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const present = credibleCall(context.workload, context.current);
  const shorter = shorterPrompt(context, present);
  const structured = structuredOutputs(context, present);
  const improvements = [settings(present), shorter, structured, together(shorter, structured)];
  return improvements.flatMap((improvement) => {
    const draft = improvement === null ? null : proposeImprovement(context, improvement);
    return draft === null ? [] : [draft];
  });
}

function evidence(plan: WeighedPlan, workload: PlanContext['workload']): readonly Topic[] {
  if (plan.id === STRUCTURED_OUTPUTS) return ['form'];
  const isShorter = plan.id === SHORTER_PROMPT || plan.id === BOTH;
  return [
    ...(plan.id === BOTH ? (['form'] as const) : []),
    ...(workload.tokens.fewShot > 0 ? (['many-examples'] as const) : []),
    ...(isShorter ? (['prompt-first'] as const) : untunedTopics(plan, workload)),
  ];
}

function test(plan: WeighedPlan): PlanTest {
  if (isSettingsOnly(plan)) return { code: 'turn-on', watch: 'bill' };
  if (plan.id === STRUCTURED_OUTPUTS) return { code: 'turn-on', watch: 'repeats' };
  return { code: 'judge', how: 'with the shorter prompt beside the present one' };
}

export const optimise = {
  kind: OPTIMISE,
  change: 10,
  chartLine: 'untuned',
  oneDecision: true,
  propose,
  accuracies: () => ['fineTuned', 'rag', 'smallerModel', 'current'],
  evidence,
  says: {},
  cautions: () => [],
  test,
} as const satisfies PlanKindModule;
