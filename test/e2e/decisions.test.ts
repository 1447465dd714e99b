import { expect, test } from 'vitest';
import { ADA, ADA_AND_BOT, GRACE, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { AS_IN_MANIFEST, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';

/** The life of a decision, as people see it. */

function told(world: World, userId = ADA) {
  return world.slack.ephemerals(userId).at(-1);
}

/** A world in which Ada has saved a result under a name. */
async function startSaved(name = 'Ticket triage'): Promise<World> {
  const world = await startWorld({ server: AS_IN_MANIFEST });
  await world.type(`${USEFUL_LINE} name="${name}"`);
  await clickButton(world, world.slack.messages(ML_PLATFORM).at(-1), 'save_estimate', ADA);
  return world;
}

async function onlyEstimate(world: World) {
  const [estimate] = (await world.workspaces.estimates.list(TEAM.id)).estimates;
  if (estimate === undefined) throw new Error('Nothing is saved.');
  return estimate;
}

test('adopt keeps who, when, which plan and what was said to be saved, and the list sums it up', async () => {
  const world = await startSaved();
  await world.type('/ftcost saved');
  expect(told(world)?.text).toMatch(
    /identified, \$0 adopted, nothing measured yet\. .*Nobody owns Ticket triage\./,
  );
  await world.type('/ftcost adopt ticket');
  expect(told(world)?.text).toMatch(/^“Ticket triage” is adopted: .+\.$/);
  const { life, decision } = await onlyEstimate(world);
  expect(life).toMatchObject({
    state: 'adopted',
    owner: ADA,
    adoption: { by: ADA, on: '2026-11-22', planId: decision.planId, planTitle: decision.planTitle },
  });
  expect(life?.adoption?.savingUsd).toBe((decision.presentUsd ?? 0) - (decision.chosenUsd ?? 0));
  await world.type('/ftcost saved');
  expect(told(world)?.text).toMatch(/\$\d[\d.,]*k? adopted in 1 decision, nothing measured yet\./);
  expect(told(world)?.text).not.toContain('Nobody owns');
  expect(JSON.stringify(told(world)?.blocks)).toContain('Adopted on 22 Nov 2026 by ');
  const [entry] = await world.workspaces.audit(TEAM.id, 1);
  expect(entry).toMatchObject({ action: 'decision.adopted', actor: ADA, subject: 'Ticket triage' });
});

test('a rejection asks for its reason, done for an adoption, and both say so and change nothing', async () => {
  const world = await startSaved();
  await world.type('/ftcost reject Ticket triage');
  expect(told(world)?.text).toMatch(/^Say why it is rejected/);
  await world.type('/ftcost done Ticket triage');
  expect(told(world)?.text).toMatch(/^Only what was adopted can be done/);
  expect((await onlyEstimate(world)).life).toBeUndefined();
  await world.type('/ftcost reject Ticket triage because the contract forbids it');
  expect((await onlyEstimate(world)).life).toEqual({ state: 'rejected', reason: 'the contract forbids it' });
  await world.type('/ftcost nothing');
  await world.type('/ftcost adopt Invoices');
  expect(told(world)?.text).toMatch(
    /^No saved estimate has these words in its name. There are “Ticket triage”/,
  );
});

test('the form changes state, plan, owner and day; what is missing is said beside its field', async () => {
  const world = await startSaved();
  await world.type('/ftcost saved');
  await clickButton(world, told(world), 'decide', ADA);
  const view = world.slack.openViews(ADA)[0];
  const submit = (state: string, more: Record<string, Record<string, object>> = {}) =>
    world.slack.submitView({
      userId: ADA,
      viewId: view?.id ?? '',
      stateValues: {
        life_state: {
          life_state: {
            type: 'static_select',
            selected_option: { text: { type: 'plain_text', text: 'x' }, value: state },
          },
        },
        life_owner: { life_owner: { type: 'users_select', selected_user: GRACE } },
        life_due: { life_due: { type: 'datepicker', selected_date: '2027-01-31' } },
        ...more,
      },
    });
  const refused = await submit('rejected');
  expect(JSON.stringify(refused.deliveries)).toContain('Say why it is rejected');
  await submit('adopted');
  await world.settled();
  expect((await onlyEstimate(world)).life).toMatchObject({
    state: 'adopted',
    owner: GRACE,
    dueOn: '2027-01-31',
  });
  await world.type(`/ftcost own Ticket triage <@${ADA}>`);
  await world.type('/ftcost due Ticket triage 2026-11-20');
  expect((await onlyEstimate(world)).life).toMatchObject({ owner: ADA, dueOn: '2026-11-20' });
  await world.type('/ftcost decisions');
  expect(told(world)?.text).toContain('Overdue: Ticket triage 20 Nov 2026.');
  const [file] = world.slack.messages(ADA_AND_BOT).at(-1)?.fileIds ?? [];
  const csv = Buffer.from(world.slack.file(file ?? '')?.bytes ?? []).toString();
  expect(csv).toContain(`Ticket triage,adopted,${ADA},2026-11-20`);
});

test('the digest and the Home tab say what is adopted, due and whose', async () => {
  const world = await startSaved();
  await world.type('/ftcost adopt');
  await world.type('/ftcost due Ticket triage 2026-12-24');
  await world.type('/ftcost digest preview');
  expect(told(world)?.text).toMatch(
    /Savings a month: .* adopted in 1 decision, nothing measured yet\.\s+Next due: Ticket triage 24 Dec 2026\./,
  );
  await world.slack.openHome({ userId: ADA, tab: 'home' });
  await world.settled();
  const home = JSON.stringify(world.slack.home(ADA));
  expect(home).toContain('adopted in 1 decision');
  expect(home).toContain('Due 24 Dec 2026.');
});

/** An export of OpenAI's: so many requests on each day from `from` on. */
function usage(
  from: string,
  days: number,
  model: string,
  requests: number,
  prompt: number,
  costs = '',
): string {
  return Array.from({ length: days }, (_, at) => {
    const day = Date.parse(from) / 1_000 + at * 86_400;
    return `${day},${day + 86_400},${requests},${model},false,${requests * prompt},${requests * 100},0${costs}\n`;
  }).join('');
}

const HEAD =
  'start_time,end_time,num_model_requests,model,batch,input_tokens,output_tokens,input_cached_tokens\n';

async function send(world: World, name: string, content: string, text: string): Promise<string> {
  const file = world.slack.uploadFile({ userId: ADA, name, bytes: Buffer.from(content) });
  await world.slack.sendMessage({ userId: ADA, channelId: ADA_AND_BOT, text, fileIds: [file] });
  await world.settled();
  return JSON.stringify([world.slack.messages(ADA_AND_BOT), world.slack.ephemerals(ADA).at(-1)]);
}

test('usage before and after shows what was realised and why, in the list, on the Home tab and in the digest', async () => {
  const world = await startSaved();
  const refused = await send(
    world,
    'u.csv',
    HEAD + usage('2026-10-01', 30, 'gpt-4o', 500_000, 2_200),
    'actuals Ticket triage',
  );
  expect(refused).toContain('is not adopted, so there is no day');
  await world.type('/ftcost adopt Ticket triage 2026-10-20');
  const luna = (await onlyEstimate(world)).life?.adoption?.forecast?.after.uses[0]?.model ?? '';
  const both = [
    HEAD,
    usage('2026-09-25', 25, 'gpt-4o', 500_000, 2_200),
    usage('2026-10-20', 30, luna, 250_000, 2_200),
    usage('2026-10-20', 30, 'gpt-5', 7, 100),
  ].join('');
  const report = await send(world, 'usage.csv', both, 'actuals Ticket triage');
  expect(report).toMatch(/Ticket triage saves \$[\d.]+k a month/);
  expect(report).toContain('Volume: more or fewer queries: -$');
  expect(report).toContain('Left out, as none of its models: gpt-5.');
  const kept = await world.workspaces.actuals.list(TEAM.id);
  expect(kept.map(({ period, fromDay, toDay }) => [period, fromDay, toDay])).toEqual([
    ['after', '2026-10-20', '2026-11-18'],
    ['before', '2026-09-25', '2026-10-19'],
  ]);
  expect(kept.find(({ period }) => period === 'before')?.actual.queries).toBe(25 * 500_000);
  await world.type('/ftcost saved');
  expect(told(world)?.text).toMatch(/\$[\d.]+k realised in 1 decision/);
  expect(JSON.stringify(told(world)?.blocks)).toContain('Usage shows that it saves $');
  await world.type('/ftcost digest preview');
  expect(told(world)?.text).toMatch(/\$[\d.]+k realised in 1 decision/);
  const [entry] = await world.workspaces.audit(TEAM.id, 1);
  expect(entry).toMatchObject({ action: 'usage.imported', actor: ADA, subject: 'Ticket triage' });
});
