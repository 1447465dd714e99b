import fc from 'fast-check';
import { TASKS, type Workload } from '../../src/engine/workload.js';

/** Random valid workloads over the models of the test book. */

const SHARE = fc.oneof(
  fc.constantFrom(0, 1),
  fc.integer({ min: 0, max: 1000 }).map((thousandth) => thousandth / 1000),
);
const TOKENS = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 3000 }),
  fc.integer({ min: 1, max: 200_000 }),
);
const USD = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 500_000 }).map((cents) => cents / 100),
);
const RATE = fc.oneof(
  fc.integer({ min: 1, max: 2_000_000 }),
  fc.double({ min: 0.01, max: 10_000, noNaN: true }),
);

const VOLUME = fc.oneof(
  { weight: 5, arbitrary: RATE.map((queriesPerDay) => ({ queriesPerDay })) },
  {
    weight: 3,
    arbitrary: fc.record({
      queriesPerDay: RATE,
      growthPerMonth: fc.integer({ min: -50, max: 30 }).map((percent) => percent / 100),
    }),
  },
  { weight: 2, arbitrary: fc.record({ oneOffQueries: fc.integer({ min: 1, max: 50_000_000 }) }) },
);

const CURRENT_MODELS = [
  'plain',
  'gpt-4o',
  'small',
  'frontier',
  'stepped',
  'rising',
  'mystery',
  'rumoured',
  'short',
];
const NOTHING_REQUIRED = { requiredKeys: [] };

/** Any workload that the schema accepts, within the range of real ones. */
export const anyWorkload: fc.Arbitrary<Workload> = fc.record(
  {
    task: fc.constantFrom(...TASKS),
    volume: VOLUME,
    tokens: fc.record(
      {
        staticPrompt: TOKENS,
        fewShot: TOKENS,
        user: fc.integer({ min: 1, max: 20_000 }),
        retrieved: TOKENS,
        output: TOKENS,
        reasoning: TOKENS,
      },
      { requiredKeys: ['user', 'output'] },
    ),
    tuned: fc.record({ staticPrompt: TOKENS, fewShot: TOKENS, output: TOKENS }, NOTHING_REQUIRED),
    current: fc.record(
      {
        model: fc.constantFrom(...CURRENT_MODELS),
        cacheHitRate: SHARE,
        batchShare: SHARE,
        retryRate: SHARE,
      },
      { requiredKeys: ['model'] },
    ),
    candidates: fc.subarray(CURRENT_MODELS),
    knowledge: fc.record(
      {
        kind: fc.constantFrom('none', 'static', 'changing'),
        corpusTokens: fc.integer({ min: 0, max: 1_000_000_000 }),
        changesEveryDays: fc.integer({ min: 1, max: 400 }),
        mustCite: fc.boolean(),
        failureShare: SHARE,
      },
      NOTHING_REQUIRED,
    ),
    quality: fc.record(
      {
        target: SHARE,
        current: SHARE,
        smallerModel: SHARE,
        fineTuned: SHARE,
        rag: SHARE,
        lossPerErrorUsd: USD,
      },
      NOTHING_REQUIRED,
    ),
    data: fc.record(
      {
        examples: fc.integer({ min: 0, max: 100_000 }),
        tokensPerExample: fc.integer({ min: 1, max: 10_000 }),
        labelCostUsd: USD,
        epochs: fc.integer({ min: 1, max: 10 }),
        runs: fc.integer({ min: 1, max: 10 }),
      },
      NOTHING_REQUIRED,
    ),
    stability: fc.record(
      {
        requirementsChangeEveryMonths: fc.integer({ min: 1, max: 60 }),
        retrainEveryMonths: fc.integer({ min: 1, max: 60 }),
      },
      NOTHING_REQUIRED,
    ),
    constraints: fc.record(
      {
        maxLatencyMs: fc.integer({ min: 1, max: 100_000 }),
        batchable: fc.boolean(),
        dataStaysInHouse: fc.oneof(
          { weight: 9, arbitrary: fc.constant(false) },
          { weight: 1, arbitrary: fc.constant(true) },
        ),
        noTrainingOnData: fc.boolean(),
        existingFineTuningAccounts: fc.subarray(['openai', 'azure-foundry']),
      },
      NOTHING_REQUIRED,
    ),
    people: fc.record(
      {
        engineerMonthlyUsd: fc.integer({ min: 0, max: 40_000 }),
        setupDays: fc.integer({ min: 0, max: 90 }),
        evaluationDays: fc.integer({ min: 0, max: 30 }),
        upkeepFte: fc.constantFrom(0, 0.1, 0.25, 1),
      },
      NOTHING_REQUIRED,
    ),
    easyShare: fc.double({ min: 0, max: 1, noNaN: true }),
    horizonMonths: fc.integer({ min: 1, max: 36 }),
    discountRate: SHARE,
  },
  { requiredKeys: ['volume', 'tokens', 'current'] },
);
