import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { AdvisorError } from '../../src/advisor/advisor-error.js';
import { ADA, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { MAX_WAITING } from '../../src/slack/posting/turns.js';
import { SILENT_MEASURES, startWorld } from './harness.js';

test('a flood is refused at once where it cannot be answered soon; nothing typed is lost', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const counted: string[] = [];
  const world = await startWorld({
    measures: { ...SILENT_MEASURES, answered: (outcome) => counted.push(outcome) },
    advisor: {
      async advise() {
        await held;
        throw new AdvisorError('worker-failed', 'not needed here');
      },
    },
  });
  const { slack, app, store } = world;
  /** Asks until it is refused. Returns how many of its requests were taken on. */
  async function flood(userId: string): Promise<number> {
    const said: string[] = [];
    for (let nth = 0; !said.some((text) => text.includes('I am busy')); nth += 1) {
      const line = `/ftcost gpt-4o ${nth + 1}k/day 2000+200in 100out`;
      const { deliveries } = await slack.sendCommand({ userId, channelId: ML_PLATFORM, line });
      said.push(...deliveries.map(({ body }) => body));
    }
    // The workload comes back with a button that opens the form with it.
    expect(said.at(-1)).toContain('Open the form');
    return said.length - 1;
  }
  const ofGrace = await flood(GRACE);
  expect(ofGrace).toBeGreaterThanOrEqual(MAX_WAITING / 4);
  expect(ofGrace).toBeLessThan(MAX_WAITING / 2);
  expect(app.running()).toBe(ofGrace);
  expect(await store.database.$count(sql`accepted_requests`)).toBe(ofGrace);

  const compared = await slack.sendCommand({
    userId: GRACE,
    channelId: ML_PLATFORM,
    line: '/ftcost compare gpt-4o gpt-4o-mini 500k/day 2000+200in 100out',
  });
  expect(compared.deliveries[0]?.body).toContain('I am busy');

  // Her flood has left room for others of the same workspace.
  const ofAda = await flood(ADA);
  expect(ofAda).toBeGreaterThanOrEqual(MAX_WAITING / 8);
  expect(app.running()).toBe(ofGrace + ofAda);

  await slack.sendCommand({ userId: ADA, channelId: ML_PLATFORM, line: '/ftcost' });
  await expect.poll(() => slack.openViews(ADA).length).toBe(1);
  const [form] = slack.openViews(ADA);
  if (form === undefined) throw new Error('The form did not open.');
  const typed = (value: string) => ({ type: 'plain_text_input', value });
  await slack.submitView({
    userId: ADA,
    viewId: form.id,
    stateValues: {
      'model.0': {
        model: {
          type: 'external_select',
          selected_option: { text: { type: 'plain_text', text: 'GPT-4o' }, value: 'gpt-4o' },
        },
      },
      'volume.0': { volume: typed('500k') },
      'tokens.0': { tokens: typed('200 in, 100 out') },
    },
  });
  expect(slack.openViews(ADA).map(({ title }) => JSON.stringify(title))).toEqual([
    expect.stringContaining('Prompt, RAG or tune?'),
    expect.stringContaining('Busy just now'),
  ]);
  expect(counted).toEqual(['busy', 'busy', 'busy', 'busy']);
  release();
  await world.settled();
});
