import { expect, test } from 'vitest';
import { createChartRenderer } from '../../src/charts/renderer.js';
import {
  ADA,
  ADA_AND_BOT,
  ADA_AND_GRACE,
  ML_PLATFORM,
  TEAM,
} from '../../src/playground/slack-server/index.js';
import { blocksOf, clickButton, imageFileOf, startWorld } from './harness.js';

test('prices are answered privately, and nothing is posted', async () => {
  const world = await startWorld();
  for (const asked of ['', ' gpt-4o', ' openai', ' ft:gpt-4o-mini:acme::8xk2']) {
    const outcome = await world.type(`/ftcost prices${asked}`);
    expect(outcome.ok).toBe(true);
  }
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(0);
  const [overview, model, maker, tune] = world.slack.ephemerals(ADA);
  expect(overview?.text).toContain('Next shutdown: claude-sonnet-4.5 on 30 Nov 2026');
  expect(overview?.text).toContain('Next announced change: gemini-4-argon on 1 Dec 2026');
  expect(model?.text).toContain('GPT-4o on 22 Nov 2026');
  expect(maker?.text).toContain('OpenAI: prices of 22 Nov 2026');
  expect(tune?.text).toContain('Tuned GPT-4o mini');
});

test('an unknown name is answered privately with the nearest one', async () => {
  const world = await startWorld();
  await world.type('/ftcost prices <!channel> gpt-4oo');
  await world.type('/ftcost prices gpt-4oo');
  const [first, second] = world.slack.ephemerals(ADA);
  expect(first?.text).not.toContain('<!channel>');
  expect(second?.text).toContain('Did you mean gpt-4o?');
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(0);
});

test('Share here shows the prices with the chart of their history to everybody, once', async () => {
  const renderer = createChartRenderer({ threads: 1, workMs: 15_000 });
  try {
    const world = await startWorld({ renderer });
    await world.type('/ftcost prices gpt-5.6-sol');
    await clickButton(world, world.slack.ephemerals(ADA).at(-1), 'share_prices', ADA);
    const messages = world.slack.messages(ML_PLATFORM);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.text).toContain('GPT-5.6 Sol on 22 Nov 2026');
    expect(blocksOf(messages[0]).some(({ type }) => type === 'actions')).toBe(false);
    const file = world.slack.file(imageFileOf(messages[0]) ?? '');
    expect(file?.bytes?.subarray(1, 4).toString()).toBe('PNG');
  } finally {
    await renderer.close();
  }
});

test('Send me the chart brings it as a direct message and posts nothing in the channel', async () => {
  const world = await startWorld();
  await world.type('/ftcost prices gpt-4o');
  await clickButton(world, world.slack.ephemerals(ADA).at(-1), 'prices_to_me', ADA);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(0);
  expect(imageFileOf(world.slack.messages(ADA_AND_BOT).at(-1))).toBeDefined();
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('direct message');
});

test('where the bot is not a member, prices are answered and shared all the same, without the chart', async () => {
  const world = await startWorld();
  await world.type('/ftcost prices gpt-4o', { channelId: ADA_AND_GRACE });
  const answer = world.slack.ephemerals(ADA).at(-1);
  expect(answer?.text).toContain('GPT-4o on 22 Nov 2026');
  await clickButton(world, answer, 'share_prices', ADA);
  const [shared] = world.slack.messages(ADA_AND_GRACE);
  expect(shared?.text).toContain('GPT-4o on 22 Nov 2026');
  expect(imageFileOf(shared)).toBeUndefined();
});

test('the overview can be shared, too', async () => {
  const world = await startWorld();
  await world.type('/ftcost prices');
  await clickButton(world, world.slack.ephemerals(ADA).at(-1), 'share_prices', ADA);
  expect(world.slack.messages(ML_PLATFORM)[0]?.text).toContain('Model prices of 22 Nov 2026');
});

test('a comparison is posted once with its chart, and its button opens the form with the workload', async () => {
  const world = await startWorld();
  await world.type('/ftcost compare gpt-4o gpt-6-luna claude haiku 5.5 50k/day 2000+200in 100out', {
    copies: 2,
  });
  const messages = world.slack.messages(ML_PLATFORM);
  expect(messages).toHaveLength(1);
  expect(messages[0]?.text).toMatch(/^GPT-6 Luna: \$[\d.]+k? a month, \$[\d.,]+k? less than GPT-4o/);
  expect(imageFileOf(messages[0])).toBeDefined();
  expect(world.slack.ephemerals(ADA)[0]?.text).toContain('Comparing 3 models.');
  await clickButton(world, messages[0], 'adjust', ADA);
  expect(world.slack.openViews(ADA)).toHaveLength(1);
});

test('a private comparison comes as a direct message only', async () => {
  const world = await startWorld();
  await world.type('/ftcost compare gpt-4o gpt-6-luna private');
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(0);
  expect(world.slack.messages(ADA_AND_BOT).at(-1)?.text).toContain('Not given, so taken as typical');
});

test('a comparison with an unknown model names the nearest one, and nothing is posted', async () => {
  const world = await startWorld();
  await world.type('/ftcost compare gpt-4o gpt-6-lunna 50k/day');
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(0);
  expect(world.slack.ephemerals(ADA)[0]?.text).toContain('Did you mean gpt-6-luna?');
});

test('negotiated prices of the workspace are in its answers, and marked', async () => {
  const world = await startWorld();
  const by = { userId: ADA, name: 'Ada' };
  await world.workspaces.settings.change(TEAM.id, by, new Date('2026-11-20T08:00:00Z'), (now) => ({
    ...now,
    providers: ['openai'],
    negotiated: [{ product: 'gpt-4o', discount: 0.2 }],
  }));
  await world.type('/ftcost prices gpt-4o');
  const own = world.slack.ephemerals(ADA).at(-1);
  expect(own?.text).toContain('input $2,');
  expect(JSON.stringify(own?.blocks)).toContain('overridden');
  expect(JSON.stringify(own?.blocks)).toContain('prices that this workspace has negotiated');

  await world.type('/ftcost compare gpt-4o gpt-6-luna claude-haiku-5.5 1000/day 1000in 100out');
  const [comparison] = world.slack.messages(ML_PLATFORM);
  // 30,000 x (1,000 x $2 + 100 x $8 per 1M) = $84.
  expect(comparison?.text).toContain('GPT-4o: $84');
  expect(comparison?.text).toContain(
    'Claude Haiku 5.5: $6.20, -$77.80 (-92.6%), payback 2.6 years, provider not allowed',
  );
  expect(JSON.stringify(comparison?.blocks)).toContain('Only these providers may be used, openai');
});
