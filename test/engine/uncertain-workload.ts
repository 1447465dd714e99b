import fc from 'fast-check';
import { TASKS, type Workload, WorkloadSchema } from '../../src/engine/workload.js';

/** Workloads over the tests' book in which plans go live, rise in price, end, retrain and follow each other. */

const share = fc.double({ min: 0, max: 1, noNaN: true });
const tokens = fc.integer({ min: 0, max: 6_000 });
const optional = { requiredKeys: [] };

/** Any such workload. */
export const uncertainWorkload: fc.Arbitrary<Workload> = fc
  .record(
    {
      task: fc.constantFrom(...TASKS),
      volume: fc.oneof(
        {
          weight: 4,
          arbitrary: fc.record(
            {
              queriesPerDay: fc.double({ min: 1, max: 5e6, noNaN: true }),
              growthPerMonth: fc.double({ min: -0.2, max: 0.3, noNaN: true }),
            },
            { requiredKeys: ['queriesPerDay'] },
          ),
        },
        { weight: 1, arbitrary: fc.record({ oneOffQueries: fc.integer({ min: 1, max: 1e8 }) }) },
      ),
      tokens: fc.record(
        { staticPrompt: tokens, user: fc.integer({ min: 1, max: 3_000 }), output: tokens, reasoning: tokens },
        { requiredKeys: ['user', 'output'] },
      ),
      current: fc.record(
        {
          model: fc.constantFrom('gpt-4o', 'plain', 'rising', 'small', 'frontier'),
          cacheHitRate: share,
          batchShare: share,
          retryRate: share,
        },
        { requiredKeys: ['model'] },
      ),
      candidates: fc.subarray(['small', 'frontier', 'plain', 'rising', 'gpt-4o-mini', 'stepped', 'mystery']),
      knowledge: fc.record({ kind: fc.constantFrom('none' as const, 'static' as const) }),
      quality: fc.record(
        {
          target: fc.integer({ min: 0, max: 70 }).map((points) => points / 100),
          current: share,
          smallerModel: share,
          fineTuned: share,
          rag: share,
          lossPerErrorUsd: fc.double({ min: 0, max: 5, noNaN: true }),
        },
        optional,
      ),
      data: fc.record(
        { examples: fc.integer({ min: 0, max: 20_000 }), labelCostUsd: fc.constantFrom(0, 1) },
        optional,
      ),
      stability: fc.record({ retrainEveryMonths: fc.integer({ min: 1, max: 24 }) }, optional),
      constraints: fc.record(
        { batchable: fc.boolean(), existingFineTuningAccounts: fc.subarray(['openai', 'azure']) },
        optional,
      ),
      people: fc.record({ setupDays: fc.integer({ min: 0, max: 40 }), upkeepFte: share }, optional),
      horizonMonths: fc.integer({ min: 1, max: 36 }),
      discountRate: fc.constantFrom(0, 0.1, 0.25),
    },
    { requiredKeys: ['volume', 'tokens', 'current', 'candidates'] },
  )
  .map((workload) => WorkloadSchema.parse(workload));
