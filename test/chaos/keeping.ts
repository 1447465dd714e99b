import { ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import {
  ESTIMATE_DELETE,
  ESTIMATE_RENAME,
  ESTIMATE_UNWATCH,
  ESTIMATE_WATCH,
  SAVE_ESTIMATE,
} from '../../src/slack/kit/action-ids.js';
import type { Tracked, Wanted } from './estimates.js';
import type { Message, Team } from './team.js';

/** No estimate is saved beyond this: a workspace keeps 200. */
const MOST_SAVED = 150;

/** What people do with results and estimates. Each returns false when there was nothing to do it with. */
export function waysOfKeeping(team: Team, estimates: readonly Tracked[]) {
  const { slack, inTurn, timesTold, results, until, note, opened, closeAll, press } = team;

  /** Saves a result, whoever asked for it. */
  async function save(userId: string): Promise<boolean> {
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
    if (one === undefined || act === undefined) return false;
    const sentences = [`Saved as “${one.name}”`, `saved already, as “${one.name}”`];
    const timesConfirmed = () => sentences.reduce((sum, sentence) => sum + timesTold(userId, sentence), 0);
    const before = timesConfirmed();
    one.saves.push(() => timesConfirmed() > before);
    one.isBusy = true;
    const { deed } = await note('save', userId, one.name, act);
    await until(() => deed.answers() > 0);
    one.isBusy = false;
    return true;
  }

  /** Changes an estimate in the list of the saved ones. */
  async function change(userId: string): Promise<boolean> {
    const open = estimates.filter(
      ({ saves, isBusy, wanted, doubtful }) =>
        saves.length > 0 &&
        saves.every((isConfirmed) => isConfirmed()) &&
        !isBusy &&
        wanted !== 'gone' &&
        doubtful === undefined,
    );
    const one = open[Math.floor(Math.random() * open.length)];
    if (one === undefined || one.wanted === 'gone') return false;
    one.isBusy = true;
    try {
      await changeOne(userId, one, one.wanted);
    } finally {
      one.isBusy = false;
    }
    return true;
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
        inTurn(`windows ${userId}`, () => rename(userId, list, name)),
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

  return { save, change };
}

function never(): never {
  throw new Error(`There is no such result in ${TEAM.name}.`);
}
