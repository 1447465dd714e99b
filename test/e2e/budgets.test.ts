import { expect, test } from 'vitest';
import { ADA, ADA_AND_BOT, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { sendDueDigests, subscribed } from './due-digests.js';
import { AS_IN_MANIFEST, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';

function told(world: World): string {
  return world.slack.ephemerals(ADA).at(-1)?.text ?? '';
}

/** A usage export of OpenAI's over thirty days, up to 18 November 2026, growing by so much a day. */
function usage(model: string, growthPerDay: number): string {
  const rows = Array.from({ length: 30 }, (_, at) => {
    const day = Date.parse('2026-10-20') / 1_000 + at * 86_400;
    const requests = Math.round(100_000 * growthPerDay ** at);
    return `${day},${day + 86_400},${requests},${model},false,${requests * 2_200},${requests * 100},0\n`;
  });
  return `start_time,end_time,num_model_requests,model,batch,input_tokens,output_tokens,input_cached_tokens\n${rows.join('')}`;
}

async function sendUsage(world: World, content: string): Promise<void> {
  const file = world.slack.uploadFile({ userId: ADA, name: 'usage.csv', bytes: Buffer.from(content) });
  await world.slack.sendMessage({
    userId: ADA,
    channelId: ADA_AND_BOT,
    text: 'actuals Ticket triage',
    fileIds: [file],
  });
  await world.settled();
}

/** A world with an adopted decision, and the model that it is on now. */
async function startAdopted(): Promise<{ readonly world: World; readonly model: string }> {
  const world = await startWorld({ server: AS_IN_MANIFEST });
  await world.type(`${USEFUL_LINE} name="Ticket triage"`);
  await clickButton(world, world.slack.messages(ML_PLATFORM).at(-1), 'save_estimate', ADA);
  await world.type('/ftcost adopt Ticket triage 2026-10-20');
  const { estimates } = await world.workspaces.estimates.list(TEAM.id);
  return { world, model: estimates[0]?.life?.adoption?.forecast?.after.uses[0]?.model ?? '' };
}

test('a budget is set, listed and taken back in words, and what cannot be read is said', async () => {
  const { world } = await startAdopted();
  await world.type('/ftcost budget');
  expect(told(world)).toContain('No budget is set. Say what it may cost a month');
  await world.type('/ftcost budget Ticket triage lots');
  expect(told(world)).toContain('I cannot read “lots” as money');
  await world.type('/ftcost budget triage $9k');
  expect(told(world)).toContain('“Ticket triage” may cost $9,000 a month. No usage is known of it yet');
  await world.type('/ftcost budget');
  expect(told(world)).toContain('“Ticket triage”: $9,000 a month.');
  await world.type('/ftcost budget triage off');
  expect(told(world)).toContain('has no budget any more');
  expect(await world.workspaces.budgets.list(TEAM.id)).toEqual([]);
});

test('usage that passes a budget is told by the next digest, once', async () => {
  const { world, model } = await startAdopted();
  await subscribed(world);
  await world.type('/ftcost budget Ticket triage $20');
  await sendUsage(world, usage(model, 1));
  await sendDueDigests(world, new Date('2026-11-23T09:00:00Z'));
  const [first] = world.slack.messages(ML_PLATFORM).slice(-1);
  expect(first?.text).toMatch(
    /its usage of 20 Oct 2026 to 18 Nov 2026 comes to \$\d+ a month, more than its budget of \$20/,
  );
  await sendUsage(world, usage(model, 1));
  await sendDueDigests(world, new Date('2026-11-30T09:00:00Z'));
  expect(world.slack.messages(ML_PLATFORM).at(-1)?.text).not.toContain('its budget');
});

test('a budget that the growth of usage will pass is told before it is', async () => {
  const { world, model } = await startAdopted();
  await subscribed(world);
  await sendUsage(world, usage(model, 1.01));
  const [kept] = await world.workspaces.actuals.list(TEAM.id);
  await world.type(`/ftcost budget Ticket triage $${Math.round((kept?.actual.spendUsd ?? 0) * 1.2)}`);
  await sendUsage(world, usage(model, 1.01));
  await sendDueDigests(world, new Date('2026-11-23T09:00:00Z'));
  expect(world.slack.messages(ML_PLATFORM).at(-1)?.text).toMatch(
    /a month and grows by 34\.\d%: it passes its budget of/,
  );
});
