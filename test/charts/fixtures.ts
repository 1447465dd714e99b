import type { Advice, Blocker, CurveLine, Ledger, Plan, PlanKind } from '../../src/engine/advice.js';
import type { Workload } from '../../src/engine/workload.js';

/** What a test says about a plan; the rest follows. */
interface PlanSketch {
  readonly kind: PlanKind;
  readonly model: string;
  readonly title?: string;
  readonly upfront?: number;
  readonly monthly: number;
  /** Days from the decision until it serves; today's plan is paid until then. */
  readonly goLive?: number;
  readonly endsOnDay?: number;
  readonly until?: string;
  readonly orLater?: boolean;
  readonly blocker?: Blocker;
  /** Without a known cost there is no line. */
  readonly unknown?: boolean;
  /** 10th and 90th of 100 of its accuracy. */
  readonly right?: readonly [number, number];
  readonly judged?: { readonly right: number; readonly items: number };
}

/** What a test says about an advice; the first plan is today's. */
export interface AdviceSketch {
  readonly plans: readonly [PlanSketch, ...PlanSketch[]];
  /** Index in `plans`. */
  readonly winner: number;
  readonly months?: number;
  readonly workload?: Partial<Workload>;
  readonly unresolved?: boolean;
  /** What stands in the verdict beside its plan and words. */
  readonly verdict?: Partial<Advice['verdict']>;
  readonly stale?: boolean;
}

const AS_OF = '2026-11-22';

/** Approaches of the kinds that do not prompt. */
const APPROACHES: Partial<Record<PlanKind, Plan['approach']>> = {
  rag: 'rag',
  'fine-tune': 'fine-tuning',
  'rag+fine-tune': 'rag+fine-tuning',
  distil: 'fine-tuning',
  'self-host': 'self-host',
};

/** What a line is called where that is not the name of the model. */
const LINES: Partial<Record<PlanKind, (model: string) => string>> = {
  keep: (model) => `Today: ${model}`,
  optimise: (model) => `${model}, optimised`,
  cascade: (model) => `Cascade with ${model}`,
  rag: (model) => `RAG on ${model}`,
  'fine-tune': (model) => `Tuned ${model}`,
  'rag+fine-tune': (model) => `RAG + tuned ${model}`,
  distil: (model) => `Distilled ${model}`,
  'self-host': (model) => `Self-hosted ${model}`,
};

function ledger(totalUsd: number): Ledger {
  return { lines: [], totalUsd, unknown: [] };
}

function plan(sketch: PlanSketch): Plan {
  const { kind, model, monthly, upfront = 0, goLive = 0, blocker } = sketch;
  const [low, high] = sketch.right ?? [0.8, 0.95];
  const never = {
    kind: 'never',
    because: { code: 'too-late' },
    why: 'Not worked out here.',
    savingPerQueryUsd: null,
  } as const;
  return {
    id: kind === 'keep' ? 'keep' : `${kind}:${model}`,
    kind,
    approach: APPROACHES[kind] ?? 'prompting',
    title: sketch.title ?? (kind === 'keep' ? `Keep ${model}` : `Switch to ${model}`),
    names: {
      doing: `Doing ${model}`,
      answerer: model,
      tested: kind === 'fine-tune' ? `a tune of ${model}` : model,
      served: kind === 'fine-tune' ? `tuned ${model}` : model,
      line: LINES[kind]?.(model) ?? model,
    },
    answersAsToday: kind === 'keep',
    bringsFacts: kind === 'rag',
    inHouse: kind === 'self-host',
    modelName: model,
    provider: 'openai',
    platform: 'openai',
    feasible: blocker === undefined,
    blockers: blocker === undefined ? [] : [{ ...blocker, message: 'Blocked.' }],
    upfront: ledger(upfront),
    perQuery: ledger(0.0015),
    perQueryLater: [],
    monthly: ledger(0),
    firstMonthUsd: sketch.unknown === true ? null : monthly,
    breakeven: { againstKeep: never, againstBestUntuned: null },
    lifetime: {
      months: sketch.endsOnDay === undefined ? null : sketch.endsOnDay / 30,
      ...(sketch.until === undefined ? {} : { until: sketch.until }),
      ...(sketch.orLater === undefined ? {} : { orLater: sketch.orLater }),
      because: 'Given by the test.',
    },
    firstMonth: sketch.unknown === true ? null : { invoiceUsd: monthly, peopleUsd: 0, mistakesUsd: null },
    horizonCostUsd: upfront + monthly * 12,
    horizonCost:
      sketch.unknown === true ? null : { invoiceUsd: monthly * 12, peopleUsd: upfront, mistakesUsd: null },
    accuracy: {
      mean: (low + high) / 2,
      p10: low,
      p90: high,
      basis: sketch.judged === undefined ? 'prior' : 'measured',
      note: 'Given by the test.',
      sources: [],
      ...(sketch.judged !== undefined && { judged: sketch.judged }),
    },
    pGoodEnough: kind === 'keep' ? 1 : 0.6,
    decision: kind === 'keep' ? 'keep' : `${kind}:${model}`,
    timeToDeployDays: goLive,
    assumptions: [],
    weakestConfidence: 'A',
  };
}

function curveLine(sketch: PlanSketch, keep: PlanSketch, horizonDays: number): CurveLine {
  const { upfront = 0, goLive = 0, monthly, endsOnDay } = sketch;
  const live = upfront + (keep.monthly / 30) * goLive;
  return {
    planId: plan(sketch).id,
    points: [
      { day: 0, usd: upfront },
      ...(goLive > 0 ? [{ day: goLive, usd: live }] : []),
      { day: horizonDays, usd: live + (monthly / 30) * (horizonDays - goLive) },
    ],
    ...(endsOnDay === undefined ? {} : { endsOnDay }),
  };
}

/** A complete advice from a sketch: curves are straight from go-live on. */
export function sketchAdvice(sketch: AdviceSketch): Advice {
  const { plans: sketches, winner, months = 12 } = sketch;
  const keep = sketches[0];
  const horizonDays = months * 30;
  const plans = sketches.map(plan);
  const chosen = sketches[winner] ?? keep;
  const chosenPlan = plan(chosen);
  const dailySaving = (keep.monthly - chosen.monthly) / 30;
  const day = (chosen.goLive ?? 0) + (chosen.upfront ?? 0) / dailySaving;
  const crosses = chosen !== keep && dailySaving > 0 && day <= horizonDays;
  return {
    workload: {
      volume: { queriesPerDay: 500_000 },
      tokens: { user: 200, output: 100 },
      current: { model: keep.model },
      horizonMonths: months,
      ...sketch.workload,
    },
    asOf: AS_OF,
    verdict: {
      approach: chosenPlan.approach,
      planId: chosenPlan.id,
      grade: sketch.unresolved === true ? 'no-plan' : 'clear',
      pBestOrTied: 0.9,
      meanwhilePlanId: chosenPlan.id,
      safeStep: null,
      forcedMove: null,
      test: null,
      fairDrop: null,
      tiedPlanIds: [chosenPlan.id],
      bar: { kind: 'today', tolerance: 0.02 },
      headline: '',
      action: '',
      outcome: '',
      facts: { reasons: [], conditions: [], cautions: [], nextSteps: [] },
      reasons: [],
      conditions: [],
      cautions: [],
      nextStep: '',
      evidence: [],
      unresolved: sketch.unresolved ?? false,
      ...sketch.verdict,
    },
    plans: [...plans.filter((each) => each.feasible), ...plans.filter((each) => !each.feasible)],
    curve: {
      horizonDays,
      lines: sketches
        .filter((each) => each.unknown !== true)
        .map((each) => curveLine(each, keep, horizonDays)),
      crossings: crosses
        ? [{ planId: chosenPlan.id, againstPlanId: plan(keep).id, day, usd: (keep.monthly / 30) * day }]
        : [],
    },
    uncertainty: {
      draws: 0,
      seed: 1,
      distributions: [],
      odds: [],
      approachOdds: [],
      band: [],
    },
    sensitivity: [],
    flipPoints: [],
    assumptions: [],
    prices: {
      bookVersion: 'test',
      asOf: AS_OF,
      facts: [],
      oldestCheckedOn: '2026-09-30',
      stale: sketch.stale ?? false,
    },
  };
}

const GPT_4O = {
  kind: 'keep',
  model: 'gpt-4o',
  monthly: 22_500,
  endsOnDay: 53,
  until: '2027-01-14',
} as const;
const LUNA = {
  kind: 'switch-model',
  model: 'GPT-6 Luna',
  upfront: 2_400,
  monthly: 1_050,
  goLive: 3,
} as const;
const TUNED_MINI = {
  kind: 'fine-tune',
  model: 'gpt-4o-mini',
  title: 'Fine-tune gpt-4o-mini',
  upfront: 9_800,
  monthly: 5_900,
  goLive: 24,
  endsOnDay: 53,
  until: '2027-01-14',
  blocker: { code: 'not-for-sale', why: 'newcomer' },
} as const;

/** One sketch for every kind of picture. */
export const SKETCHES = {
  classic: {
    plans: [
      GPT_4O,
      LUNA,
      {
        kind: 'optimise',
        model: 'gpt-4o',
        title: 'Optimise gpt-4o',
        upfront: 700,
        monthly: 14_800,
        goLive: 5,
        endsOnDay: 53,
        until: '2027-01-14',
      },
      TUNED_MINI,
    ],
    winner: 1,
    workload: { name: 'Ticket triage' },
  },
  keepWins: {
    plans: [
      { kind: 'keep', model: 'gpt-4o-mini', monthly: 950 },
      { kind: 'switch-model', model: 'Gemini 3.5 Flash-Lite', upfront: 1_400, monthly: 890, goLive: 4 },
      {
        kind: 'fine-tune',
        model: 'Nova Micro',
        title: 'Fine-tune Nova Micro',
        upfront: 7_400,
        monthly: 1_150,
        goLive: 21,
      },
    ],
    winner: 0,
  },
  keepWinsByFar: {
    plans: [
      { kind: 'keep', model: 'gpt-4o-mini', monthly: 90 },
      { kind: 'switch-model', model: 'GPT-6 Luna', upfront: 450, monthly: 80, goLive: 4 },
      {
        kind: 'fine-tune',
        model: 'Nova Micro',
        title: 'Fine-tune Nova Micro',
        upfront: 27_400,
        monthly: 3_850,
        goLive: 21,
      },
    ],
    winner: 0,
    workload: { name: 'Small team inbox', volume: { queriesPerDay: 500 } },
  },
  huge: {
    plans: [
      { kind: 'keep', model: 'Claude Opus 5', monthly: 10_000_000 },
      {
        kind: 'cascade',
        model: 'Claude Haiku 5.5',
        title: 'Cascade with Claude Haiku 5.5',
        upfront: 180_000,
        monthly: 3_900_000,
        goLive: 30,
      },
      { kind: 'switch-model', model: 'GPT-6 Sol', upfront: 90_000, monthly: 6_200_000, goLive: 20 },
      {
        kind: 'distil',
        model: 'Nova Lite',
        title: 'Distil into Nova Lite',
        upfront: 2_500_000,
        monthly: 2_900_000,
        goLive: 75,
        blocker: { code: 'below-quality-bar', bar: { kind: 'target', accuracy: 0.9 } },
      },
    ],
    winner: 1,
    workload: { name: 'Company assistant', volume: { queriesPerDay: 40_000_000 } },
  },
  tiny: {
    plans: [
      { kind: 'keep', model: 'gpt-4o', monthly: 3.3 },
      { kind: 'switch-model', model: 'GPT-6 Luna', upfront: 4, monthly: 0.2, goLive: 1 },
    ],
    winner: 1,
    workload: { volume: { queriesPerDay: 70 } },
  },
  fiveYears: {
    plans: [
      { kind: 'keep', model: 'gpt-4.1', monthly: 41_000, endsOnDay: 326, until: '2027-10-14' },
      {
        kind: 'rag',
        model: 'GPT-6 Terra',
        title: 'RAG on GPT-6 Terra',
        upfront: 60_000,
        monthly: 17_500,
        goLive: 40,
      },
      { kind: 'switch-model', model: 'GPT-6 Terra', upfront: 8_000, monthly: 24_000, goLive: 10 },
      {
        kind: 'fine-tune',
        model: 'Gemini 3.5 Flash-Lite',
        title: 'Fine-tune Gemini 3.5 Flash-Lite',
        upfront: 48_000,
        monthly: 16_000,
        goLive: 30,
        endsOnDay: 241,
        until: '2027-07-21',
        orLater: true,
      },
    ],
    winner: 1,
    months: 60,
    workload: { name: 'Policy questions' },
  },
  oneOff: {
    plans: [
      { kind: 'keep', model: 'gpt-4o', monthly: 8_200 },
      {
        kind: 'optimise',
        model: 'gpt-4o',
        title: 'Send it as a batch',
        upfront: 300,
        monthly: 3_900,
        goLive: 1,
      },
      { kind: 'switch-model', model: 'GPT-6 Luna', upfront: 900, monthly: 3_600, goLive: 3 },
    ],
    winner: 1,
    months: 1,
    workload: { name: 'Archive of 2019', volume: { oneOffQueries: 2_400_000 } },
  },
  minutes: {
    plans: [
      { ...GPT_4O, monthly: 220_000 },
      { kind: 'switch-model', model: 'GPT-6 Luna', upfront: 229.9, monthly: 8_600 },
      { ...TUNED_MINI, monthly: 61_000 },
    ],
    winner: 1,
    workload: { name: 'Code completion', volume: { queriesPerDay: 5_000_000 } },
  },
  late: {
    plans: [
      { kind: 'keep', model: 'Claude Haiku 5.5', monthly: 4_300 },
      {
        kind: 'fine-tune',
        model: 'Nova Lite',
        title: 'Fine-tune Nova Lite',
        upfront: 18_500,
        monthly: 2_350,
        goLive: 30,
      },
      { kind: 'switch-model', model: 'GPT-6 Luna', upfront: 2_400, monthly: 4_150, goLive: 3 },
      {
        kind: 'rag',
        model: 'Claude Haiku 5.5',
        title: 'RAG on Claude Haiku 5.5',
        upfront: 11_000,
        monthly: 4_700,
        goLive: 20,
      },
    ],
    winner: 1,
    workload: { name: 'Invoice extraction' },
  },
  longNames: {
    plans: [
      {
        kind: 'keep',
        model: 'anthropic.claude-sonnet-4-5-20250929-v1:0-eu-central-1-inference-profile',
        monthly: 22_500,
        endsOnDay: 200,
        until: '2027-06-10',
        orLater: true,
      },
      { ...LUNA, model: 'projects/acme/locations/europe-west4/publishers/google/models/gemini-3.5' },
      {
        kind: 'optimise',
        model: 'anthropic.claude-sonnet-4-5-20250929-v1:0-eu-central-1-inference-profile',
        monthly: 15_000,
        endsOnDay: 200,
        until: '2027-06-10',
        orLater: true,
      },
      { ...TUNED_MINI, model: 'ft:gpt-4o-mini-2024-07-18:acme-corporation-europe:ticket-triage:9xYzAbCd' },
    ],
    winner: 1,
    workload: { name: 'Klassifizierung eingehender Kundenanfragen für den Vertrieb in Mitteleuropa (v2)' },
  },
  nearlyEqual: {
    plans: [
      { kind: 'keep', model: 'gpt-4o', monthly: 20_300, endsOnDay: 320, until: '2027-10-08' },
      { kind: 'switch-model', model: 'GPT-6 Terra', upfront: 1_000, monthly: 20_000, goLive: 3 },
      {
        kind: 'optimise',
        model: 'gpt-4o',
        monthly: 20_200,
        upfront: 500,
        endsOnDay: 320,
        until: '2027-10-08',
      },
      {
        kind: 'rag',
        model: 'GPT-6 Terra',
        title: 'RAG on GPT-6 Terra',
        upfront: 1_500,
        monthly: 20_050,
        goLive: 3,
      },
    ],
    winner: 1,
  },
  moreExpensive: {
    plans: [
      { kind: 'keep', model: 'gpt-4o-mini', monthly: 1_200, endsOnDay: 53, until: '2027-01-14' },
      { kind: 'switch-model', model: 'GPT-6 Luna', upfront: 2_400, monthly: 1_450, goLive: 3 },
    ],
    winner: 1,
    stale: true,
  },
} as const satisfies Record<string, AdviceSketch>;
