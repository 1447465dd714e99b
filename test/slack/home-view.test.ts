import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pipelineOf } from '../../src/decisions/pipeline.js';
import { mentionsIn } from '../../src/playground/slack-server/state/mentions.js';
import { checkView } from '../../src/playground/slack-server/validate/index.js';
import {
  type HomeContent,
  homeView,
  MAX_ESTIMATES_AT_HOME,
  MAX_SUBSCRIPTIONS_AT_HOME,
} from '../../src/slack/features/home/home-view.js';
import { noticeMessage } from '../../src/slack/kit/notice-message.js';
import { NO_SETTINGS, type SettingsVersion } from '../../src/workspace/settings.js';
import { DigestContentSchema, PAUSE_REASONS, type Subscription } from '../../src/workspace/subscription.js';
import { CATALOGUE } from '../catalogue.js';
import { anyDigest } from '../digest/arbitrary-digest.js';
import { nastyName } from './arbitraries.js';
import { anyEstimate } from './arbitrary-estimate.js';

const WHEN = new Date('2026-11-23T09:00:00Z');

const anySubscription: fc.Arbitrary<Subscription> = fc
  .record({
    id: fc.uuid(),
    channelId: fc.constantFrom('C0MLPLATFO', 'C0FINANCE0'),
    createdBy: fc.constantFrom('U0ADALOVEL', 'U0GRACEHOP'),
    timeZone: fc.constantFrom('UTC', 'America/Argentina/Buenos_Aires'),
    pausedBecause: fc.option(fc.constantFrom(...PAUSE_REASONS), { nil: undefined }),
  })
  .map(({ timeZone, pausedBecause, ...rest }) => ({
    ...rest,
    workspaceId: 'T1',
    createdAt: WHEN,
    schedule: { weekday: 1, hour: 9, timeZone },
    content: DigestContentSchema.parse({}),
    status: pausedBecause === undefined ? 'active' : 'paused',
    ...(pausedBecause !== undefined && { pausedBecause }),
    nextRunAt: WHEN,
    coveredUntil: WHEN,
  }));

const anySettings = fc.option(
  fc.record({
    workspaceId: fc.constant('T1'),
    version: fc.nat(),
    settings: fc.record({
      engineerMonthlyUsd: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined }),
      providers: fc.option(fc.array(nastyName, { maxLength: 60 }), { nil: undefined }),
      existingFineTuningAccounts: fc.option(fc.array(nastyName, { maxLength: 60 }), { nil: undefined }),
      horizonMonths: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
      negotiated: fc.array(fc.record({ product: nastyName, discount: fc.constant(0.1) }), { maxLength: 50 }),
      editors: fc.constantFrom('admins' as const, 'everyone' as const),
    }),
    changedBy: fc.constant('U1'),
    changedByName: nastyName,
    changedAt: fc.constant(WHEN),
  }),
  { nil: undefined },
);

const anyContent: fc.Arbitrary<HomeContent> = fc.record({
  userId: fc.constant('U0ADALOVEL'),
  estimates: fc.array(anyEstimate, { maxLength: 60, size: 'max' }),
  unreadable: fc.nat({ max: 200 }),
  subscriptions: fc.array(anySubscription, { maxLength: 40, size: 'max' }),
  isAdmin: fc.boolean(),
  settings: anySettings,
  mayChangeSettings: fc.boolean(),
  week: fc.oneof(
    fc.constantFrom({ kind: 'pending' as const }, { kind: 'failed' as const }),
    anyDigest.map((digest) => ({ kind: 'known' as const, digest })),
  ),
  notice: fc.constantFrom([], noticeMessage(['“<!channel>” is not watched any more.']).blocks),
  pipeline: fc.array(anyEstimate, { maxLength: 5 }).map((some) => pipelineOf(some, CATALOGUE, new Map())),
  today: fc.constant('2026-11-23'),
});

const NOTHING = { pipeline: pipelineOf([], CATALOGUE, new Map()), today: '2026-11-23' };

/** The content with every estimate among the moves of the week, where there are moves to give. */
const anyMovedContent = anyContent.map((content): HomeContent => {
  if (content.week.kind !== 'known') return content;
  const { digest } = content.week;
  const moves = digest.decisions.moves.map((move, index) => ({
    ...move,
    estimateId: content.estimates[index]?.id ?? move.estimateId,
  }));
  return {
    ...content,
    week: { kind: 'known', digest: { ...digest, decisions: { ...digest.decisions, moves } } },
  };
});

/** Ids that the view may speak of: channels and creators of subscriptions. */
const NAMED = new Set(['C0MLPLATFO', 'C0FINANCE0', 'U0ADALOVEL', 'U0GRACEHOP']);

describe('the Home tab', () => {
  test('of any size is a view that Slack takes, and no name in it becomes a mention or markup', () => {
    fc.assert(
      fc.property(anyMovedContent, (content) => {
        const view = homeView(content);
        expect(checkView(view, 'home')).toBeUndefined();
        expect(view.blocks.length).toBeLessThanOrEqual(100);
        expect(mentionsIn('', view.blocks).filter((id) => !NAMED.has(id))).toEqual([]);
        expect(JSON.stringify(view)).not.toContain('"mrkdwn"');
        expect(JSON.stringify(view)).not.toMatch(/\b(undefined|NaN)\b|\[object/);
      }),
      { numRuns: 150 },
    );
  });

  test('says how many estimates and subscriptions it leaves out, and which command shows them', () => {
    const [estimate] = fc.sample(anyEstimate, { numRuns: 1, seed: 1 });
    const [subscription] = fc.sample(anySubscription, { numRuns: 1, seed: 1 });
    if (estimate === undefined || subscription === undefined) throw new Error('no sample');
    const said = JSON.stringify(
      homeView({
        userId: 'U0ADALOVEL',
        estimates: Array.from({ length: 200 }, () => estimate),
        unreadable: 3,
        subscriptions: Array.from({ length: 25 }, () => subscription),
        isAdmin: true,
        settings: undefined,
        mayChangeSettings: true,
        week: { kind: 'pending' },
        notice: [],
        ...NOTHING,
      }),
    );
    expect(said).toContain(`And ${200 - MAX_ESTIMATES_AT_HOME} more. /ftcost saved lists all`);
    expect(said).toContain(`And ${25 - MAX_SUBSCRIPTIONS_AT_HOME} more. /ftcost digest list`);
    expect(said).toContain('3 more cannot be read any more.');
  });

  test('sums settings up only for those who may change them, and says to everybody who that is', () => {
    const settings: SettingsVersion = {
      workspaceId: 'T1',
      version: 1,
      settings: { ...NO_SETTINGS, engineerMonthlyUsd: 22_000, horizonMonths: 24 },
      changedBy: 'U2',
      changedByName: 'Ada',
      changedAt: WHEN,
    };
    const content: HomeContent = {
      userId: 'U1',
      estimates: [],
      unreadable: 0,
      subscriptions: [],
      isAdmin: false,
      settings,
      mayChangeSettings: true,
      week: { kind: 'failed' },
      notice: [],
      ...NOTHING,
    };
    expect(JSON.stringify(homeView(content))).toContain(
      'Every advice starts from: engineer $22k a month; 24 months ahead. Changed by Ada on 23 Nov 2026.',
    );
    expect(JSON.stringify(homeView(content))).toContain(
      'Admins and owners of this workspace may change them.',
    );
    const forAll = { ...settings, settings: { ...NO_SETTINGS, editors: 'everyone' as const } };
    expect(JSON.stringify(homeView({ ...content, settings: forAll }))).toContain(
      'Everybody in this workspace may change them.',
    );
    const toOthers = JSON.stringify(homeView({ ...content, mayChangeSettings: false }));
    expect(toOthers).not.toContain('22k');
    expect(toOthers).toContain('Admins and owners of this workspace may change them; /ftcost settings shows');
  });
});
