import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  ADA,
  GRACE,
  LINUS,
  ML_PLATFORM,
  type SlackServer,
  TEAM,
} from '../../src/playground/slack-server/index.js';
import {
  ESTIMATE_DELETE,
  ESTIMATE_RENAME,
  ESTIMATE_UNWATCH,
  ESTIMATE_WATCH,
  MORE_DETAIL,
  RENAME_FORM,
  SAVE_ESTIMATE,
  WORKLOAD_FORM,
} from '../../src/slack/action-ids.js';
import { createQueues } from '../../src/store/queues.js';
import type { Deed, DeedKind } from './deeds.js';
import type { Tracked, Wanted } from './estimates.js';
import type { UsedUrls } from './used-urls.js';

/** People who use the app as a team does. */
export const PEOPLE = [ADA, GRACE, LINUS];

/** No estimate is saved beyond this: a workspace keeps 200. */
const MOST_SAVED = 150;

/** Things that one person waits for side by side. They are begun one after the other: that is how each is told apart. */
const AT_ONCE = 3;

/** How long somebody waits for an answer before going on with something else, in milliseconds. */
const PATIENCE_MS = 12_000;

/** What happened while people were at it. */
export interface Done {
  readonly deeds: readonly Deed[];
  readonly estimates: readonly Tracked[];
}

/** An acknowledgement that says no: the database is away, or too many questions wait. */
const REFUSED = /nothing was started|I am busy/;

type Message = ReturnType<SlackServer['messages']>[number];

const Buttons = z.object({
  block_id: z.string(),
  elements: z.array(z.object({ action_id: z.string().optional() })),
});

/** Lets every person do one thing after the other until a moment. */
export async function useTheApp(slack: SlackServer, used: UsedUrls, untilMs: number): Promise<Done> {
  const deeds: Deed[] = [];
  const estimates: Tracked[] = [];
  const inTurn = createQueues();
  let count = 0;

  function bots(messages: readonly Message[]): readonly Message[] {
    return messages.filter(({ userId }) => userId === slack.team.bot.userId);
  }
  const direct = (userId: string) => slack.messages(slack.directMessage(userId) ?? '');
  /** What somebody was told privately. */
  const told = (userId: string) => [...slack.ephemerals(userId), ...bots(direct(userId))];
  const timesTold = (userId: string, sentence: string) =>
    told(userId).filter(({ text }) => text.includes(sentence)).length;
  const isCutShort = ({ text }: Message) => text.includes('cut short');
  /** Results in the channel; a digest is none. */
  const results = (name: string) =>
    bots(slack.messages(ML_PLATFORM)).filter(
      ({ metadata, text }) => metadata === undefined && text.includes(name),
    );

  function next(): Tracked {
    count += 1;
    const one: Tracked = {
      name: `job-${count}-x`,
      queriesPerDay: 100_000 + count,
      saves: [],
      changes: 0,
      wanted: { name: `job-${count}-x`, watched: true },
      isBusy: false,
    };
    estimates.push(one);
    return one;
  }

  const lineOf = ({ name, queriesPerDay }: Tracked) =>
    `gpt-4o ${queriesPerDay}/day 2000+200in 100out name=${name}`;

  async function until(fact: () => boolean, patienceMs = PATIENCE_MS): Promise<boolean> {
    const end = Date.now() + patienceMs;
    while (!fact() && Date.now() < end) await sleep(50);
    return fact();
  }

  /** Does something, and notes what came of it. */
  async function note<
    Outcome extends {
      readonly deliveries: readonly { readonly status: number | undefined; readonly body: string }[];
      readonly responseUrl?: string;
      readonly fieldErrors?: unknown;
    },
  >(
    kind: DeedKind,
    userId: string,
    name: string,
    act: () => Promise<Outcome>,
    answers?: (outcome: Outcome) => () => number,
    isToldOtherwise: () => boolean = () => false,
  ): Promise<{ readonly outcome: Outcome; readonly deed: Deed }> {
    const { outcome, sentAtMs, endedAtMs } = await inTurn(`sends ${userId}`, async () => {
      const began = Date.now();
      const sent = await act();
      return { outcome: sent, sentAtMs: began, endedAtMs: Date.now() };
    });
    const [delivery] = outcome.deliveries;
    const { responseUrl } = outcome;
    const isEvent = kind === 'mention' || kind === 'direct message';
    const throughUrl = () => (responseUrl !== undefined && used.has(responseUrl) ? 1 : 0);
    const counted = answers?.(outcome);
    const deed: Deed = {
      kind,
      userId,
      name,
      sentAtMs,
      endedAtMs,
      isAcknowledged: isEvent || delivery?.status === 200,
      isRefused: outcome.fieldErrors !== undefined || REFUSED.test(delivery?.body ?? ''),
      answers: counted ?? throughUrl,
      isToldOtherwise: () => isToldOtherwise() || throughUrl() > 0,
    };
    deeds.push(deed);
    return { outcome, deed };
  }

  /** Sometimes Slack delivers twice. */
  const copies = () => ({ copies: Math.random() < 0.15 ? 2 : 1 });

  async function command(userId: string): Promise<void> {
    const one = next();
    const act = () =>
      slack.sendCommand({
        userId,
        channelId: ML_PLATFORM,
        line: `/ftcost ${lineOf(one)}`,
        overrides: copies(),
      });
    const { deed } = await note('command', userId, one.name, act, () => () => results(one.name).length);
    if (Math.random() < 0.3) await until(() => deed.answers() > 0, 4_000);
  }

  const viewsOf = (userId: string, callbackId: string) =>
    slack.openViews(userId).filter((view) => view.callback_id === callbackId);

  /** Waits for a window that a deed opens. @returns its id */
  async function opened(
    kind: 'open form' | 'open rename',
    userId: string,
    act: () => ReturnType<SlackServer['sendCommand']> | ReturnType<SlackServer['sendAction']>,
  ): Promise<{ readonly viewId: string | undefined; readonly responseUrl: string | undefined }> {
    const callbackId = kind === 'open form' ? WORKLOAD_FORM : RENAME_FORM;
    const before = new Set(viewsOf(userId, callbackId).map(({ id }) => id));
    let viewId: string | undefined;
    const look = () => {
      viewId ??= viewsOf(userId, callbackId).find(({ id }) => !before.has(id))?.id;
      return viewId !== undefined;
    };
    const { outcome } = await note(kind, userId, '', act, () => () => (look() ? 1 : 0));
    await until(() => look() || used.has(outcome.responseUrl ?? ''), 6_000);
    return { viewId, responseUrl: outcome.responseUrl };
  }

  async function closeAll(userId: string): Promise<void> {
    for (let top = slack.openViews(userId).at(-1); top !== undefined; top = slack.openViews(userId).at(-1)) {
      await slack.closeView({ userId, viewId: top.id });
    }
  }

  async function form(userId: string): Promise<void> {
    const { viewId } = await opened('open form', userId, () =>
      slack.sendCommand({ userId, channelId: ML_PLATFORM, line: '/ftcost' }),
    );
    if (viewId === undefined) return;
    const one = next();
    const typed = (value: string) => ({ type: 'plain_text_input', value });
    const filled = {
      'model.0': {
        model: {
          type: 'external_select',
          selected_option: { text: { type: 'plain_text', text: 'GPT-4o' }, value: 'gpt-4o' },
        },
      },
      'volume.0': { volume: typed(String(one.queriesPerDay)) },
      'tokens.0': { tokens: typed('2000 + 200 in, 100 out') },
    };
    await slack.sendAction({
      userId,
      container: { kind: 'view', viewId },
      blockId: 'privacy.0',
      action: { action_id: MORE_DETAIL },
      stateValues: filled,
    });
    const isDetailed = () => JSON.stringify(slack.openViews(userId).at(-1)?.blocks ?? []).includes('name.0');
    if (!(await until(isDetailed, 4_000))) return closeAll(userId);
    const stateValues = { ...filled, 'name.0': { name: typed(one.name) } };
    const submit = () => slack.submitView({ userId, viewId, stateValues, overrides: copies() });
    await note('form', userId, one.name, submit, () => () => results(one.name).length);
    await closeAll(userId);
  }

  /** Speaks to the app in a thread of their own, in the channel or in private. */
  async function speak(userId: string, kind: 'mention' | 'direct message'): Promise<void> {
    const one = next();
    const channelId = kind === 'mention' ? ML_PLATFORM : slack.team.bot.userId;
    const top = await slack.sendMessage({ userId, channelId, text: 'presets' });
    const threadTs = top.message.ts;
    const address = kind === 'mention' ? `<@${slack.team.bot.userId}> ` : '';
    const act = () => slack.sendMessage({ userId, channelId, text: `${address}${lineOf(one)}`, threadTs });
    const inThread = (message: Message) => message.threadTs === threadTs;
    const answered = () =>
      bots(slack.messages(top.message.channelId)).filter(
        (message) => inThread(message) && message.text.includes(one.name) && !isCutShort(message),
      ).length;
    const isTold = () => told(userId).some((message) => inThread(message) && !isCutShort(message));
    await note(kind, userId, one.name, act, () => answered, isTold);
  }

  function press(userId: string, message: Message, actionId: string) {
    const block = message.blocks
      .flatMap((one) => Buttons.safeParse(one).data ?? [])
      .find(({ elements }) => elements.some(({ action_id }) => action_id === actionId));
    if (block === undefined) return undefined;
    const { channelId, ts } = message;
    return () =>
      slack.sendAction({
        userId,
        container: { kind: 'message', channelId, ts },
        blockId: block.block_id,
        action: { action_id: actionId },
        overrides: copies(),
      });
  }

  /** Saves a result, whoever asked for it. */
  async function save(userId: string): Promise<void> {
    const isMost = estimates.filter(({ saves }) => saves.length > 0).length >= MOST_SAVED;
    const open = estimates.filter(
      ({ name, saves, wanted, isBusy, doubtful }) =>
        !isBusy &&
        doubtful === undefined &&
        wanted !== 'gone' &&
        wanted.name === name &&
        saves.length < 3 &&
        !(isMost && saves.length === 0) &&
        results(name).length > 0,
    );
    const one = open[Math.floor(Math.random() * open.length)];
    const act = one && press(userId, results(one.name)[0] ?? never(), SAVE_ESTIMATE);
    if (one === undefined || act === undefined) return command(userId);
    const sentences = [`Saved as “${one.name}”`, `saved already, as “${one.name}”`];
    const timesConfirmed = () => sentences.reduce((sum, sentence) => sum + timesTold(userId, sentence), 0);
    const before = timesConfirmed();
    one.saves.push(() => timesConfirmed() > before);
    one.isBusy = true;
    const { deed } = await note('save', userId, one.name, act);
    await until(() => deed.answers() > 0);
    one.isBusy = false;
  }

  /** Changes an estimate in the list of the saved ones. */
  async function change(userId: string): Promise<void> {
    const open = estimates.filter(
      ({ saves, isBusy, wanted, doubtful }) =>
        saves.length > 0 &&
        saves.every((isConfirmed) => isConfirmed()) &&
        !isBusy &&
        wanted !== 'gone' &&
        doubtful === undefined,
    );
    const one = open[Math.floor(Math.random() * open.length)];
    if (one === undefined || one.wanted === 'gone') return save(userId);
    one.isBusy = true;
    try {
      await changeOne(userId, one, one.wanted);
    } finally {
      one.isBusy = false;
    }
  }

  async function changeOne(userId: string, one: Tracked, now: Wanted): Promise<void> {
    const known = new Set(slack.ephemerals(userId));
    const listing = () =>
      slack.sendCommand({ userId, channelId: ML_PLATFORM, line: `/ftcost saved ${now.name}` });
    const { deed } = await note('list', userId, `saved ${now.name}`, listing);
    const isList = (message: Message) =>
      !known.has(message) &&
      JSON.stringify(message.blocks).includes(ESTIMATE_DELETE) &&
      message.text.includes(now.name);
    await until(() => deed.answers() > 0);
    const list = slack.ephemerals(userId).find(isList);
    if (list === undefined) return;
    const dice = Math.random();
    if (dice < 0.4) {
      const [actionId, said] = now.watched
        ? [ESTIMATE_UNWATCH, `“${now.name}” is not watched any more.`]
        : [ESTIMATE_WATCH, `“${now.name}” is watched again.`];
      return alter(userId, one, { ...now, watched: !now.watched }, said, () =>
        pressAs('watch', userId, list, actionId),
      );
    }
    if (dice < 0.75) {
      const name = `${one.name}-${now.name.split('-').length}${Math.floor(Math.random() * 1e6)}`;
      return alter(userId, one, { ...now, name }, `It is called “${name}” now.`, () =>
        rename(userId, list, name),
      );
    }
    return alter(userId, one, 'gone', `“${now.name}” is deleted.`, () =>
      pressAs('delete', userId, list, ESTIMATE_DELETE),
    );
  }

  /** Makes a change, and notes whether it was confirmed. */
  async function alter(
    userId: string,
    one: Tracked,
    wanted: Wanted | 'gone',
    sentence: string,
    act: () => Promise<boolean>,
  ): Promise<void> {
    const before = timesTold(userId, sentence);
    const isConfirmed = () => timesTold(userId, sentence) > before;
    const isMade = await act();
    if (!isMade) return;
    if (await until(isConfirmed)) {
      one.wanted = wanted;
      one.changes += 1;
    } else one.doubtful = { wanted, isConfirmed };
  }

  /** @returns whether the change may have been made */
  async function pressAs(
    kind: 'watch' | 'delete',
    userId: string,
    list: Message,
    actionId: string,
  ): Promise<boolean> {
    const act = press(userId, list, actionId);
    if (act === undefined) return false;
    await note(kind, userId, '', act);
    return true;
  }

  async function rename(userId: string, list: Message, name: string): Promise<boolean> {
    const act = press(userId, list, ESTIMATE_RENAME);
    if (act === undefined) return false;
    const { viewId } = await opened('open rename', userId, act);
    if (viewId === undefined) return false;
    const stateValues = { new_name: { new_name: { type: 'plain_text_input', value: name } } };
    const answered = () => timesTold(userId, `It is called “${name}” now.`);
    await note(
      'rename',
      userId,
      name,
      () => slack.submitView({ userId, viewId, stateValues }),
      () => answered,
    );
    await closeAll(userId);
    return true;
  }

  async function live(userId: string): Promise<void> {
    while (Date.now() < untilMs) {
      const dice = Math.random();
      if (dice < 0.3) await command(userId);
      else if (dice < 0.4) await inTurn(`windows ${userId}`, () => form(userId));
      else if (dice < 0.5) await speak(userId, 'mention');
      else if (dice < 0.57) await speak(userId, 'direct message');
      else if (dice < 0.8) await save(userId);
      else await change(userId);
      await sleep(Math.random() * 600);
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, () => PEOPLE.map(live)).flat());
  return { deeds, estimates };
}

function never(): never {
  throw new Error(`There is no such result in ${TEAM.name}.`);
}
