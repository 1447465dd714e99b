import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pipelineOf } from '../../src/decisions/pipeline.js';
import { mentionsIn } from '../../src/playground/slack-server/state/mentions.js';
import { checkMessageBlocks, checkView } from '../../src/playground/slack-server/validate/index.js';
import { estimateMessage } from '../../src/slack/features/estimates/estimate-message.js';
import { FILTER_LENGTH, readRef, writeRef } from '../../src/slack/features/estimates/estimate-ref.js';
import { deleteModal, renameModal } from '../../src/slack/features/estimates/question-modals.js';
import { savedMessage } from '../../src/slack/features/estimates/saved-message.js';
import { ESTIMATE_NAME_LENGTH } from '../../src/workspace/estimate.js';
import { defaultEstimateName } from '../../src/workspace/estimate-name.js';
import { CATALOGUE } from '../catalogue.js';
import { anyEstimate, anyText, OWNER } from './arbitrary-estimate.js';

describe('the list of saved estimates', () => {
  test('of any length, with any names, on any page, is within every limit of Slack, and mentions nobody but owners', () => {
    fc.assert(
      fc.property(
        fc.array(anyEstimate, { maxLength: 30 }),
        fc.record({
          page: fc.nat({ max: 9_999 }),
          filter: fc.oneof(fc.constant(''), anyText(FILTER_LENGTH)),
        }),
        fc.nat({ max: 300 }),
        (estimates, place, unreadable) => {
          const { text, blocks } = savedMessage({
            estimates,
            place,
            unreadable,
            notice: '<!here> done',
            pipeline: pipelineOf(estimates, CATALOGUE, new Map()),
            today: '2026-11-23',
          });
          expect(checkMessageBlocks(blocks)).toBeUndefined();
          expect(JSON.stringify(blocks).length).toBeLessThan(10_000);
          expect(text.length).toBeLessThan(8_000);
          expect(mentionsIn(text, blocks).filter((id) => id !== OWNER)).toEqual([]);
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
        expect(checkView(deleteModal(estimate.name, '{}'), 'modal')).toBeUndefined();
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
