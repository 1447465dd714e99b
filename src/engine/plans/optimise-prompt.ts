import { type UntunedModel, untunedModel } from '../choose/candidates.js';
import { type Call, callCost } from '../cost/call-cost.js';
import { joinLedgers, type Ledger, NOTHING, timesLedger } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import type { CompleteWorkload } from '../defaults.js';
import type { FactOf } from '../explain/facts.js';
import { formatCount } from '../explain/wording.js';
import { untunedTopics } from './evidence-topics.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import {
  callOn,
  commonBlockers,
  credibleCall,
  datedCallCost,
  endOf,
  endsInHorizon,
  judgedBeside,
  NEW_SELLER,
  namesOf,
  newSeller,
  PILOT_DAYS,
  reasoningStatement,
  thriftyCall,
  workStatement,
} from './shared.js';
import { strongModel } from './stand-in.js';

const OPTIMISE_PROMPT = 'optimise-prompt';

/** Calls of one run of the optimiser (GEPA's runs took 2,400 to 7,100; most of their gain came early). */
const ROLLOUTS = 3_000;
/** Runs until a prompt is kept (stated assumption). */
const RUNS = 2;
/** New prompts that a strong model writes in one run, each from so many answers that it reads (stated assumption). */
const REFLECTIONS = 100;
const ANSWERS_READ = 5;
/** Fixed prompt after it, at the least: optimisers write at length (stated assumption). */
const LEAST_PROMPT_TOKENS = 800;
/** What a judge model writes of one answer. */
const JUDGEMENT_TOKENS = 50;
/** Examples that an optimiser learns from; what is missing of them a person labels in a day (stated assumption). */
const EXAMPLES = 100;
const LABELLING_DAYS = 1;
/** Working days to write the score that it climbs by, and to run it (stated assumption). */
const OPTIMISING_DAYS = 3;
/** Other models whose prompt is optimised, the cheapest ones: every plan costs time to weigh (stated choice). */
const MAX_OTHER_MODELS = 3;

/** The call with the prompt that an optimiser leaves behind: at least as long as today's. */
function optimisedCall(call: Call): Call {
  const missing = Math.max(0, LEAST_PROMPT_TOKENS - call.staticPrompt - call.fewShot);
  return { ...call, staticPrompt: call.staticPrompt + missing };
}

/** What a call costs on the day of the decision, sent by itself. */
function onceOn({ book, asOf }: PlanContext, { model }: UntunedModel, call: Call): Ledger {
  const alone = { ...call, warmTurns: 0, cacheHitRate: 0, batchShare: 0, retryRate: 0 };
  return callCost(alone, book.ratesOf(model.id, asOf), model.cacheFloorTokens);
}

/** Whether a program can tell a right answer from a wrong one. */
function isScoredByProgram({ judging }: CompleteWorkload): boolean {
  return judging === 'labels' || judging === 'exact-match';
}

/** One run: the calls that are tried, the strong model that writes new prompts and, where no program can, judges. */
function runBill(context: PlanContext, untuned: UntunedModel, call: Call, strong: UntunedModel): Ledger {
  const { user, retrieved, output } = call;
  const blank: Call = {
    ...call,
    staticPrompt: 0,
    fewShot: 0,
    user: 0,
    retrieved: 0,
    output: 0,
    reasoning: 0,
  };
  const { tokens: thought } = strong.reasoning;
  const fixed = call.staticPrompt + call.fewShot;
  const reflection: Call = {
    ...blank,
    user: fixed + ANSWERS_READ * (user + retrieved + output),
    output: fixed,
    reasoning: thought,
  };
  const judgement: Call = {
    ...blank,
    user: user + retrieved + output,
    output: JUDGEMENT_TOKENS,
    reasoning: thought,
  };
  return joinLedgers(
    timesLedger(onceOn(context, untuned, call), ROLLOUTS, 'Optimiser'),
    timesLedger(onceOn(context, strong, reflection), REFLECTIONS, 'New prompts'),
    isScoredByProgram(context.workload)
      ? NOTHING
      : timesLedger(onceOn(context, strong, judgement), ROLLOUTS, 'Judge model'),
  );
}

function proposeOn(context: PlanContext, untuned: UntunedModel, strong: UntunedModel): PlanDraft {
  const { workload, book, asOf, current, accuracies } = context;
  const { model, effort } = untuned;
  const isPresent = model.id === current.id;
  const name = isPresent ? model.name : untuned.name;
  const base = optimisedCall(isPresent ? credibleCall(workload, current) : callOn(context, untuned));
  const { call, assumptions } = thriftyCall(base, workload, book.ratesOf(model.id, asOf), model);
  const { engineerMonthlyUsd, evaluationDays } = workload.people;
  const { accuracy, accuracyOf } = accuracies.promptOptimised(model.id, effort);
  const end = endOf(model);
  const toLabel = workload.data.examples < EXAMPLES ? LABELLING_DAYS : 0;
  const workingDays = OPTIMISING_DAYS + toLabel + evaluationDays;
  const run = runBill(context, untuned, base, strong);
  const work = 'Optimising the prompt and evaluating it';
  const again = workload.stability.requirementsChangeEveryMonths;
  return {
    id: `${OPTIMISE_PROMPT}:${isPresent ? model.id : untuned.id}`,
    approach: call.retrieved > 0 ? 'rag' : 'prompting',
    title: isPresent
      ? `Have an optimiser write ${name}'s prompt`
      : `Switch to ${name} with an optimised prompt`,
    names: {
      ...namesOf(
        name,
        isPresent
          ? `Having an optimiser write ${name}'s prompt`
          : `Switching to ${name} with an optimised prompt`,
      ),
      answerer: `${name} with an optimised prompt`,
      tested: `an optimised prompt on ${name}`,
      line: `${name}, optimised prompt`,
    },
    answersAsToday: false,
    bringsFacts: call.retrieved > 0,
    inHouse: false,
    modelName: `${name} with an optimised prompt`,
    ...(effort !== undefined && { effort }),
    provider: model.provider,
    platform: model.platform,
    blockers: [
      ...endsInHorizon(context, end, workingDays),
      ...commonBlockers(context, model, {
        retrieves: call.retrieved > 0,
        call,
        accuracy,
        answers: { modelId: model.id, ...(effort !== undefined && { effort }) },
      }),
    ],
    upfront: joinLedgers(
      timesLedger(run, RUNS, `${RUNS} runs`),
      labour(work, workingDays, engineerMonthlyUsd),
    ),
    perQuery: datedCallCost(context, model.id, call, model.cacheFloorTokens, (day) =>
      book.ratesOf(model.id, day),
    ),
    monthly: NOTHING,
    ...(again !== undefined && {
      recurring: {
        everyMonths: again,
        ledger: joinLedgers(run, labour('Evaluating the prompt again', evaluationDays, engineerMonthlyUsd)),
      },
    }),
    ...(end !== undefined && { end }),
    accuracy,
    accuracyOf,
    proof: { usd: run.totalUsd, days: Math.min(OPTIMISING_DAYS + toLabel, PILOT_DAYS) },
    productId: model.id,
    decision: `${OPTIMISE_PROMPT}:${model.id}`,
    workingDays,
    assumptions: () => [
      {
        field: 'optimiser',
        statement: `An optimiser tries ${formatCount(ROLLOUTS)} calls in each of ${RUNS} runs, and ${strong.name} writes ${formatCount(REFLECTIONS)} new prompts a run${isScoredByProgram(workload) ? '' : ' and judges every answer'}.`,
      },
      {
        field: 'optimiser.prompt',
        statement: `The fixed prompt that it leaves has ${formatCount(call.staticPrompt + call.fewShot)} tokens.`,
      },
      ...(toLabel > 0
        ? [
            {
              field: 'optimiser.examples',
              statement: `It learns from ${EXAMPLES} examples; those that are missing are labelled in a day.`,
            },
          ]
        : []),
      ...reasoningStatement(untuned),
      ...assumptions(),
      workStatement(workingDays, work, dayRateUsd(engineerMonthlyUsd)),
    ],
  };
}

/** The other models of which a call costs less than of the present one, the cheapest first. */
function cheaperModels(context: PlanContext, present: UntunedModel): readonly UntunedModel[] {
  const usdOf = (one: UntunedModel) =>
    onceOn(context, one, callOn(context, one)).totalUsd ?? Number.POSITIVE_INFINITY;
  const ceiling = usdOf(present);
  return context.helperModels
    .filter(({ model }) => model.id !== present.model.id)
    .map((one) => ({ one, usd: usdOf(one) }))
    .filter(({ usd }) => usd < ceiling)
    .sort((a, b) => a.usd - b.usd || a.one.id.localeCompare(b.one.id))
    .slice(0, MAX_OTHER_MODELS)
    .map(({ one }) => one)
    .filter((one) => context.candidateModels.includes(one));
}

/** A prompt that a program searches for: on the present model, and on the cheapest others. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { workload, evidence, current, asOf } = context;
  const present = untunedModel(current, workload.current.effort, workload, evidence);
  const strong = strongModel(context, asOf) ?? present;
  return [present, ...cheaperModels(context, present)].map((one) => proposeOn(context, one, strong));
}

const SAYS = {
  ...NEW_SELLER,
  'optimised-to-its-examples': () =>
    'A prompt that was searched for fits the examples it was scored on: keep the test apart from them.',
};

export const optimisePrompt = {
  kind: OPTIMISE_PROMPT,
  change: 25,
  chartLine: 'untuned',
  oneDecision: false,
  propose,
  accuracies: () => ['current', 'smallerModel', 'fineTuned', 'rag'],
  evidence: (plan, workload) => [
    ...new Set([...(['prompt-first'] as const), ...untunedTopics(plan, workload)]),
  ],
  says: SAYS,
  cautions: (plan, present) => [
    ...newSeller(plan, present),
    { code: 'optimised-to-its-examples', about: 'outcome' },
  ],
  test: judgedBeside,
} as const satisfies PlanKindModule<FactOf<typeof SAYS>>;
