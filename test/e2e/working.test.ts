import { expect, test } from 'vitest';
import { AdvisorError } from '../../src/advisor/advisor-error.js';
import { advise, changedBook } from '../../src/engine/index.js';
import { ADA, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { chooseMore, startWorld, USEFUL_LINE, type World, type WorldOptions } from './harness.js';
import { closedGate, until } from './waiting.js';

type Advisor = NonNullable<WorldOptions['advisor']>;

/** An advisor that can be made slow or busy. */
function movableAdvisor(): Advisor & { gate: Promise<void>; busy: boolean } {
  return {
    gate: Promise.resolve(),
    busy: false,
    async advise({ workload, book, asOf, priceChanges = [] }) {
      if (this.busy) throw new AdvisorError('queue-full', 'too much to do');
      await this.gate;
      return advise(workload, changedBook(book, priceChanges), { asOf, draws: 50 });
    },
  };
}

function shown(world: World): string {
  return JSON.stringify(world.slack.openViews(ADA)[0]?.blocks ?? []);
}

/** The methods that were called for views, in order. */
function viewCalls(world: World): string[] {
  return world.slack.calls.flatMap(({ method }) => (method.startsWith('views.') ? method : []));
}

test('Working opens before anything is worked out, and shows the ledgers when they are there', async () => {
  const advisor = movableAdvisor();
  const world = await startWorld({ advisor });
  await world.type(USEFUL_LINE);
  const { gate, open } = closedGate();
  advisor.gate = gate;
  const pressed = chooseMore(world, world.slack.messages(ML_PLATFORM)[0], 'working', ADA);
  await until(() => shown(world).includes('Working it out'));
  open();
  await pressed;
  expect(shown(world)).toContain('Paid once');
  expect(viewCalls(world)).toEqual(['views.open', 'views.update']);
});

test('another plan that takes its time is announced, and a quick one is shown at once', async () => {
  const advisor = movableAdvisor();
  const world = await startWorld({ advisor });
  await world.type(USEFUL_LINE);
  await chooseMore(world, world.slack.messages(ML_PLATFORM)[0], 'working', ADA);
  const viewId = world.slack.openViews(ADA)[0]?.id ?? '';
  const { gate, open } = closedGate();
  advisor.gate = gate;
  const choosing = world.slack.sendAction({
    userId: ADA,
    container: { kind: 'view', viewId },
    blockId: 'plan',
    action: { action_id: 'working_plan', selected_option: { value: 'keep' } },
  });
  await until(() => shown(world).includes('Working it out'));
  open();
  expect((await choosing).ok).toBe(true);
  await world.settled();
  expect(shown(world)).toContain('Paid once');
  expect(viewCalls(world)).toEqual(['views.open', 'views.update', 'views.update', 'views.update']);
});

test('a busy advisor is said in the window, under a reference that is in the log', async () => {
  const advisor = movableAdvisor();
  const world = await startWorld({ advisor });
  await world.type(USEFUL_LINE);
  advisor.busy = true;
  await chooseMore(world, world.slack.messages(ML_PLATFORM)[0], 'working', ADA);
  expect(shown(world)).toContain('I am busy');
  const reference = /reference ([0-9a-f]{8})/.exec(shown(world))?.[1];
  expect(world.log.join('')).toContain(reference ?? 'no reference');
});

test('a window that was closed meanwhile is left alone, and nobody is bothered', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  world.slack.faults.add({ method: 'views.update', respond: { body: { ok: false, error: 'not_found' } } });
  const before = world.slack.ephemerals(ADA).length;
  await chooseMore(world, world.slack.messages(ML_PLATFORM)[0], 'working', ADA);
  expect(world.slack.ephemerals(ADA)).toHaveLength(before);
});
