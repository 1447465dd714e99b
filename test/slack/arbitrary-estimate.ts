import fc from 'fast-check';
import { type Decision, ESTIMATE_NAME_LENGTH, type Estimate } from '../../src/workspace/estimate.js';
import { LIFE_STATES, type Life, REASON_LENGTH } from '../../src/workspace/life.js';

const money = fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }));
const nasty = fc.constantFrom(
  '<!channel>',
  '<@U0ADALOVEL>',
  '*&*',
  ':tada:',
  '@here',
  'é',
  '👩‍🚀',
  '|',
  '"',
  '\u202e',
);
/** Text with everything that Slack might interpret. */
export const anyText = (most: number) =>
  fc
    .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 })), { minLength: 1, maxLength: 40 })
    .map((parts) => parts.join('').trim().slice(0, most) || 'x');

/** Any decision that can be kept. */
const anyDecision: fc.Arbitrary<Decision> = fc.record({
  asOf: fc.constant('2026-11-22'),
  bookVersion: fc.constant('2026-11-20.abcdef01'),
  approach: fc.constantFrom('prompting' as const, 'rag' as const),
  planId: fc.constantFrom('keep', 'rag'),
  planTitle: anyText(300),
  headline: anyText(600),
  unresolved: fc.boolean(),
  presentUsd: money,
  chosenUsd: money,
  upfrontUsd: money,
  paybackDays: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true })),
});

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Who stands in any life. */
export const OWNER = 'U0ADALOVEL';

/** Any life of a decision that can be kept. */
const anyLife: fc.Arbitrary<Life> = fc
  .record({
    state: fc.constantFrom(...LIFE_STATES),
    owner: maybe(fc.constant(OWNER)),
    dueOn: maybe(fc.constantFrom('2026-11-01', '2027-01-31')),
    reason: maybe(anyText(REASON_LENGTH)),
    adoption: maybe(
      fc.record({
        by: fc.constant(OWNER),
        on: fc.constant('2026-11-22'),
        planId: fc.constant('rag'),
        planTitle: anyText(300),
        savingUsd: money,
        upfrontUsd: money,
      }),
    ),
  })
  .map(({ state, ...rest }) => ({
    state,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  }));

/** Any estimate that can be kept. */
export const anyEstimate: fc.Arbitrary<Estimate> = fc
  .record({
    workspaceId: fc.constant('T1'),
    id: fc.uuid(),
    name: anyText(ESTIMATE_NAME_LENGTH),
    workload: fc.constantFrom(
      { volume: { queriesPerDay: 500 }, tokens: { user: 200, output: 100 }, current: { model: 'gpt-4o' } },
      { volume: { oneOffQueries: 500 }, tokens: { user: 200, output: 100 }, current: { model: 'gpt-4o' } },
    ),
    decision: anyDecision,
    createdBy: fc.constant('U1'),
    createdAt: fc.constant(new Date('2026-11-22T00:00:00Z')),
    updatedAt: fc.constant(new Date('2026-11-22T00:00:00Z')),
    watched: fc.boolean(),
    latest: maybe(anyDecision),
    life: maybe(anyLife),
  })
  .map(({ latest, life, ...estimate }) => ({
    ...estimate,
    ...(latest !== undefined && { latest }),
    ...(life !== undefined && { life }),
  }));
