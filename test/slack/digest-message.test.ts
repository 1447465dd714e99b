import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartConfiguration } from '../../src/charts/chart-configuration.js';
import { type Digest, DigestSchema } from '../../src/digest/digest.js';
import { digestChart } from '../../src/digest/digest-chart.js';
import { mentionsIn } from '../../src/playground/slack-server/state/mentions.js';
import { checkMessageBlocks, checkView } from '../../src/playground/slack-server/validate/index.js';
import { digestMessage } from '../../src/slack/features/digest/digest-message.js';
import { subscribeModal } from '../../src/slack/features/digest/subscribe-modal.js';
import { subscriptionList } from '../../src/slack/features/digest/subscription-messages.js';
import type { ResultChart } from '../../src/slack/kit/blocks.js';
import { DigestContentSchema, type Subscription } from '../../src/workspace/subscription.js';
import { anyDigest } from '../digest/arbitrary-digest.js';

const CHARTS: readonly ResultChart[] = [
  { kind: 'file', fileId: 'F0123456789', altText: 'y'.repeat(5_000) },
  { kind: 'none', note: 'The chart could not be drawn.' },
];

describe('a digest', () => {
  test('of any size is within every limit of Slack, says something, and mentions nobody', () => {
    const property = fc.property(anyDigest, fc.constantFrom(...CHARTS), (digest, chart) => {
      const { text, blocks } = digestMessage(digest, chart, ['This digest is late.']);
      expect(checkMessageBlocks(blocks)).toBeUndefined();
      expect(blocks.length).toBeGreaterThan(0);
      expect(JSON.stringify(blocks).length).toBeLessThan(10_000);
      expect(text.length).toBeLessThan(10_000);
      expect(mentionsIn(text, blocks)).toEqual([]);
      expect(`${text}${JSON.stringify(blocks)}`).not.toMatch(/\b(undefined|NaN|Infinity)\b|\[object/);
    });
    fc.assert(property, { numRuns: 150 });
  });

  test('of any size has a picture of at most six bills, or none', () => {
    const property = fc.property(anyDigest, (digest) => {
      const chart = digestChart(digest);
      if (chart === undefined) return;
      expect(chart.rows.length).toBeLessThanOrEqual(6);
      expect(chart.altText.length).toBeLessThanOrEqual(1_900);
      expect(structuredClone(chart)).toEqual(chart);
      chartConfiguration(chart, (text) => text.length * 14);
    });
    fc.assert(property, { numRuns: 50 });
  });

  test('comes back from the store as it went in', () => {
    const property = fc.property(anyDigest, (digest) => {
      expect(DigestSchema.parse(JSON.parse(JSON.stringify(digest)))).toEqual(digest);
    });
    fc.assert(property, { numRuns: 50 });
  });
});

const NO_NEWS: Digest = DigestSchema.parse({
  from: '2026-11-15',
  until: '2026-11-22',
  bookVersion: '2026-11-22.abc',
  checkedOn: '2026-11-22',
  content: {},
  estimateCount: 12,
  undecided: { names: [], count: 0, newly: 0 },
  decisions: { moves: [], flips: 0, moved: 0, small: 0 },
  prices: { groups: [], products: 0, others: 0, small: 0, elsewhere: 0 },
  newModels: { models: [], count: 0 },
  shutdowns: { ends: [], count: 0 },
  heldBack: 0,
  quiet: true,
});

const BEFORE = {
  asOf: '2026-11-15',
  bookVersion: 'a',
  approach: 'prompting',
  planId: 'keep',
  planTitle: 'Keep GPT-4o as it is',
  headline: '',
  unresolved: false,
  presentUsd: 22_500,
  chosenUsd: 22_500,
  upfrontUsd: 0,
  paybackDays: null,
} as const;

const AFTER = {
  ...BEFORE,
  planId: 'switch-model:gpt-6-luna',
  planTitle: 'Switch to GPT-6 Luna',
  chosenUsd: 1_050,
  paybackDays: 7,
} as const;

const FLIP: Digest = {
  ...NO_NEWS,
  quiet: false,
  decisions: {
    moves: [
      {
        estimateId: 'x',
        name: 'Ticket triage',
        flipped: true,
        oneOff: false,
        before: BEFORE,
        after: AFTER,
        standingUsd: 28_000,
        causes: [
          {
            kind: 'price',
            move: 'changed',
            productName: 'GPT-6 Luna',
            priceKind: 'input',
            oldUsd: 1,
            newUsd: 0.2,
          },
        ],
      },
    ],
    flips: 1,
    moved: 0,
    small: 2,
    ties: 0,
  },
  content: { ...NO_NEWS.content, leastUsd: 50 },
};

describe('the words of a digest', () => {
  test('begin with the decision that flips, and say old, new, payback and why', () => {
    const { text, blocks } = digestMessage(FLIP, { kind: 'none' });
    expect(text.split('\n')[0]).toBe('Ticket triage flips: switch to GPT-6 Luna.');
    expect(blocks[0]).toMatchObject({
      type: 'header',
      text: { text: 'Ticket triage flips: switch to GPT-6 Luna' },
    });
    expect(text).toContain(
      'Ticket triage: Now: switch to GPT-6 Luna. Before: keep GPT-4o as it is. $22.5k → $1,050 a month (-95.3%). As before it would be $28k. Payback: 7 days. Why: GPT-6 Luna input $1 → $0.20 (-80%).',
    );
    expect(text).toContain('Below your thresholds, up or down: 2 bills moved by less than $50.');
  });

  test('of a verdict that is a test say so, and count ties in one line', () => {
    const [move] = FLIP.decisions.moves;
    if (move === undefined) throw new Error('no move');
    const tested = { ...move, after: { ...move.after, grade: 'test-first' as const } };
    const { text } = digestMessage(
      { ...FLIP, decisions: { ...FLIP.decisions, moves: [tested], ties: 2 } },
      { kind: 'none' },
    );
    expect(text).toContain('Now: first test whether to switch to GPT-6 Luna. Before: keep GPT-4o as it is.');
    expect(text).toContain('2 decisions are too close to call: nothing to do.');
  });

  test('are one line in a quiet week', () => {
    const { text, blocks } = digestMessage(NO_NEWS, { kind: 'none' });
    expect(text).toBe(
      'A quiet week for model prices, 15 Nov 2026 to 22 Nov 2026. Nothing moves for 12 watched estimates.',
    );
    expect(blocks).toHaveLength(1);
  });

  test('count what is left out', () => {
    const [move] = FLIP.decisions.moves;
    if (move === undefined) throw new Error('no move');
    const moves = Array.from({ length: 30 }, (_, index) => ({ ...move, estimateId: String(index) }));
    const many = { ...FLIP, decisions: { moves, flips: 150, moved: 20, small: 0, ties: 0 } };
    const all = JSON.stringify(digestMessage(many, { kind: 'none' }).blocks);
    expect(all).toMatch(/And 1\d\d more, 1\d\d of them flipped: see \/ftcost saved\./);
  });
});

test('the form is a valid view, new and filled', () => {
  for (const schedule of [{}, { weekday: 7, hour: 23, timeZone: 'America/Argentina/Buenos_Aires' }]) {
    const content = DigestContentSchema.parse({ include: ['prices'], leastUsd: 0.5, leastShare: 0.125 });
    const view = subscribeModal({ isSubscribed: true, schedule, content, metadata: '{}' });
    expect(checkView(view, 'modal')).toBeUndefined();
  }
});

test('the list of 200 subscriptions is within the limits, paused ones first, the rest counted', () => {
  const all = Array.from(
    { length: 200 },
    (_, index): Subscription => ({
      workspaceId: 'T1',
      id: `6f1f6f3e-6d0c-4a55-9f5e-${String(index).padStart(12, '0')}`,
      channelId: `C${String(index).padStart(10, '0')}`,
      createdBy: 'U0ADALOVEL',
      createdAt: new Date('2026-11-01T00:00:00Z'),
      schedule: { weekday: 1, hour: 9, timeZone: 'America/Argentina/Buenos_Aires' },
      content: DigestContentSchema.parse({}),
      status: index === 199 ? 'paused' : 'active',
      ...(index === 199 && { pausedBecause: 'channel-gone' as const }),
      nextRunAt: new Date('2026-11-23T12:00:00Z'),
      coveredUntil: new Date('2026-11-16T12:00:00Z'),
    }),
  );
  const { text, blocks } = subscriptionList(all);
  expect(checkMessageBlocks(blocks)).toBeUndefined();
  expect(JSON.stringify(blocks).length).toBeLessThan(10_000);
  expect(text.split('\n')[1]).toContain('C0000000199');
  expect(text).toContain('And 191 more.');
});
