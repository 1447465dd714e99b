import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { feedbackLines } from '../../src/operator/feedback-report.js';
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

test('a training file with its words is written into the ledger: hash and counts, what it cost, and nothing of its text', async () => {
  const world = await startSaved();
  const file = Array.from(
    { length: 40 },
    (_, at) =>
      `${JSON.stringify({
        messages: [
          { role: 'user', content: `Parcel ${at} is late, see the zanzibar clause` },
          { role: 'assistant', content: at % 2 === 0 ? 'shipping' : 'refund' },
        ],
      })}\n`,
  ).join('');
  const said = await send(
    world,
    'train.jsonl',
    file,
    'tune Ticket triage gpt-4.1-mini $42 3 epochs 430/500 retrain=2027-05-01',
  );
  expect(said).toContain('Judged: 430 of 500 right.');
  const [kept] = await world.workspaces.tunes.list(TEAM.id);
  expect(kept).toMatchObject({
    tune: {
      data: { examples: 40, sha256: createHash('sha256').update(file).digest('hex') },
      epochs: 3,
      costUsd: 42,
    },
    retrainBy: '2027-05-01',
    createdBy: ADA,
  });
  expect(JSON.stringify(kept)).not.toContain('zanzibar');
  await world.type('/ftcost tune Ticket triage deployed=2026-11-20');
  expect((await world.workspaces.tunes.list(TEAM.id)).map(({ tune }) => tune)).toEqual([
    { ...kept?.tune, deployedOn: '2026-11-20' },
  ]);
  await world.type('/ftcost saved');
  expect(told(world)?.text).toContain('Train again: Ticket triage 1 May 2027');
  await world.type('/ftcost decisions');
  const shared = world.slack.messages(ADA_AND_BOT).at(-1)?.fileIds ?? [];
  const csvs = shared.map((id) => Buffer.from(world.slack.file(id)?.bytes ?? []).toString());
  expect(csvs.find((csv) => csv.includes('data_sha256'))).toContain('Ticket triage,');
});

test('Right for us and Not for us in the window of Why are kept for the workspace, one word of each person', async () => {
  const world = await startWorld({ server: AS_IN_MANIFEST });
  await world.type(USEFUL_LINE);
  await clickButton(world, world.slack.messages(ML_PLATFORM).at(-1), 'why', ADA);
  const press = async (action: Record<string, unknown> & { action_id: string }) => {
    const view = world.slack.openViews(ADA)[0];
    await world.slack.sendAction({
      userId: ADA,
      container: { kind: 'view', viewId: view?.id ?? '' },
      blockId: 'feedback',
      action,
      stateValues: {},
    });
    await world.settled();
    return JSON.stringify(world.slack.openViews(ADA)[0]?.blocks);
  };
  const blocks = JSON.stringify(world.slack.openViews(ADA)[0]?.blocks);
  expect(blocks).toContain('Right for us');
  expect(await press({ action_id: 'feedback_not', selected_option: { value: 'rules' } })).toContain(
    'not right for you, because a contract or a policy forbids it',
  );
  const kept = await world.workspaces.feedback.list(TEAM.id);
  expect(kept).toMatchObject([
    { isRight: false, reason: 'rules', createdBy: ADA, decision: { asOf: '2026-11-22' } },
  ]);
  expect(JSON.stringify(kept)).not.toContain('queriesPerDay');
  expect(await world.workspaces.feedback.list('T0ANOTHER')).toEqual([]);
  expect((await feedbackLines(world.store)).join('\n')).toMatch(
    new RegExp(`^${TEAM.id}:\\n  [a-z-]+: right for 0 of 1 \\(0%\\); not because of rules 1$`),
  );
});
