import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentionsIn } from '../../src/playground/slack-server/state/mentions.js';
import { checkMessageBlocks, checkView } from '../../src/playground/slack-server/validate/index.js';
import { FILTER_LENGTH, readRef, writeRef } from '../../src/slack/estimates/estimate-ref.js';
import { estimateMessage } from '../../src/slack/messages/estimate-message.js';
import { renameModal } from '../../src/slack/messages/rename-modal.js';
import { savedMessage } from '../../src/slack/messages/saved-message.js';
import { ESTIMATE_NAME_LENGTH, type Estimate } from '../../src/workspace/estimate.js';
import { defaultEstimateName } from '../../src/workspace/estimate-name.js';

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
const anyText = (most: number) =>
  fc
    .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 })), { minLength: 1, maxLength: 40 })
    .map((parts) => parts.join('').trim().slice(0, most) || 'x');

const anyEstimate: fc.Arbitrary<Estimate> = fc.record({
  workspaceId: fc.constant('T1'),
  id: fc.uuid(),
  name: anyText(ESTIMATE_NAME_LENGTH),
  workload: fc.constantFrom(
    { volume: { queriesPerDay: 500 }, tokens: { user: 200, output: 100 }, current: { model: 'gpt-4o' } },
    { volume: { oneOffQueries: 500 }, tokens: { user: 200, output: 100 }, current: { model: 'gpt-4o' } },
  ),
  decision: fc.record({
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
  }),
  createdBy: fc.constant('U1'),
  createdAt: fc.constant(new Date('2026-11-22T00:00:00Z')),
  updatedAt: fc.constant(new Date('2026-11-22T00:00:00Z')),
  watched: fc.boolean(),
});

describe('the list of saved estimates', () => {
  test('of any length, with any names, on any page, is within every limit of Slack, and mentions nobody', () => {
    fc.assert(
      fc.property(
        fc.array(anyEstimate, { maxLength: 30 }),
        fc.record({
          page: fc.nat({ max: 9_999 }),
          filter: fc.oneof(fc.constant(''), anyText(FILTER_LENGTH)),
        }),
        fc.nat({ max: 300 }),
        (estimates, place, unreadable) => {
          const { text, blocks } = savedMessage({ estimates, place, unreadable, notice: '<!here> done' });
          expect(checkMessageBlocks(blocks)).toBeUndefined();
          expect(JSON.stringify(blocks).length).toBeLessThan(10_000);
          expect(text.length).toBeLessThan(8_000);
          expect(mentionsIn(text, blocks)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what is said about one estimate', () => {
  test('is within every limit of Slack, whatever its name, and mentions nobody', () => {
    fc.assert(
      fc.property(anyEstimate, (estimate) => {
        for (const event of ['saved', 'already', 'renamed', 'watched', 'unwatched', 'adjusted'] as const) {
          const { text, blocks } = estimateMessage(event, estimate);
          expect(checkMessageBlocks(blocks)).toBeUndefined();
          expect(mentionsIn(text, blocks)).toEqual([]);
        }
        expect(checkView(renameModal(estimate.name, '{}'), 'modal')).toBeUndefined();
      }),
    );
  });
});

test('a button means the same estimate and place when it comes back', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.option(
        fc.record({ page: fc.nat({ max: 9_999 }), filter: fc.string({ maxLength: FILTER_LENGTH }) }),
        { nil: undefined },
      ),
      (id, place) => {
        const ref = place === undefined ? { id } : { id, place };
        expect(readRef(writeRef(ref))).toEqual(ref);
      },
    ),
  );
});

test.each([
  [{ queriesPerDay: 500_000 }, 'GPT-4o', 'classification' as const, 'GPT-4o, 500k/day, classification'],
  [{ oneOffQueries: 2_000_000 }, 'GPT-4o', undefined, 'GPT-4o, 2M once'],
  [
    { queriesPerDay: 12 },
    'M'.repeat(120),
    'code' as const,
    `${'M'.repeat(ESTIMATE_NAME_LENGTH - 14)}, 12/day, code`,
  ],
])('an estimate that nobody has named is called by model, volume and task', (volume, model, task, name) => {
  const workload = {
    volume,
    tokens: { user: 200, output: 100 },
    current: { model: 'm' },
    ...(task && { task }),
  };
  expect(defaultEstimateName(workload, model)).toBe(name);
  expect(name.length).toBeLessThanOrEqual(ESTIMATE_NAME_LENGTH);
});
