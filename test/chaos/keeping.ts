import { ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import {
  ESTIMATE_DELETE,
  ESTIMATE_RENAME,
  ESTIMATE_UNWATCH,
  ESTIMATE_WATCH,
  SAVE_ESTIMATE,
} from '../../src/slack/kit/action-ids.js';
import type { Deed } from './deeds.js';
import { isDoubtful, newestState, type Tracked, type TrackedDeed } from './estimates.js';
import type { EstimateDeed, EstimateState } from './history.js';
import type { Message, Team } from './team.js';

/** No estimate is saved beyond this: a workspace keeps 200. */
const MAX_SAVED = 150;
/** No more is done with one estimate: each order of what happened to it is looked at in the end. */
const MAX_DEEDS = 24;

/** An estimate as it is while it is there. */
type Kept = Exclude<EstimateState, 'gone'>;

/** What people do with results and estimates. Each returns false when there was nothing to do it with. */
export function waysOfKeeping(team: Team, estimates: readonly Tracked[]) {
  const { slack, used, inTurn, timesTold, results, until, note, opened, closeAll, press } = team;

  /** Does something with an estimate that somebody else may be at, too. */
  async function sideBySide(userId: string, one: Tracked, act: () => Promise<void>): Promise<true> {
    one.busy.add(userId);
    try {
      await act();
    } finally {
      one.busy.delete(userId);
    }
    return true;
  }

  /** Notes something done with an estimate, and waits until its person hears of it or gives up. */
  async function follow(
    one: Tracked,
    deed: EstimateDeed['deed'],
    request: Deed,
    isConfirmed: () => boolean,
  ): Promise<void> {
    const { userId, sentAtMs, isRefused } = request;
    const tracked: TrackedDeed = { userId, deed, startMs: sentAtMs, isRefused, isConfirmed };
    one.deeds.push(tracked);
    if (!isRefused && (await until(isConfirmed))) tracked.endMs = Date.now();
  }

  /** Saves a result, no matter who asked for it. */
  async function save(userId: string): Promise<boolean> {
    const saved = estimates.filter(({ deeds }) => deeds.length > 0);
    const open = estimates.filter(
      (one) =>
        !one.busy.has(userId) &&
        !isDoubtful(one) &&
        one.deeds.length < MAX_DEEDS &&
        one.deeds.filter(({ deed }) => deed.kind === 'save').length < 3 &&
        !(saved.length >= MAX_SAVED && one.deeds.length === 0) &&
        results(one.name).length > 0,
    );
    const one = open[Math.floor(Math.random() * open.length)];
    const act = one && press(userId, results(one.name)[0] ?? never(), SAVE_ESTIMATE);
    if (one === undefined || act === undefined) return false;
    return sideBySide(userId, one, async () => {
      const sentence = new RegExp(`(Saved as|saved already, as) “${one.name}[-\\d]*”`);
      const timesConfirmed = () => timesTold(userId, sentence);
      const before = timesConfirmed();
      const { deed } = await note('save', userId, one.name, act);
      await follow(one, { kind: 'save', name: one.name }, deed, () => timesConfirmed() > before);
    });
  }

  /** Changes an estimate in the list of the saved ones. */
  async function change(userId: string): Promise<boolean> {
    const open = estimates.filter(
      (one) =>
        !one.busy.has(userId) &&
        !isDoubtful(one) &&
        one.deeds.length < MAX_DEEDS &&
        newestState(one) !== 'gone',
    );
    const one = open[Math.floor(Math.random() * open.length)];
    const now = one && newestState(one);
    if (one === undefined || now === undefined || now === 'gone') return false;
    return sideBySide(userId, one, () => changeOne(userId, one, now));
  }

  async function changeOne(userId: string, one: Tracked, wanted: Kept): Promise<void> {
    const list = await find(userId, one, wanted);
    if (list === undefined) return;
    const { message, now } = list;
    const dice = Math.random();
    if (dice < 0.45) {
      const watched = !now.watched;
      const actionId = watched ? ESTIMATE_WATCH : ESTIMATE_UNWATCH;
      const sentence = watched ? 'is watched again.' : 'is not watched any more.';
      await pressAs('watch', userId, one, message, actionId, { kind: 'watch', watched }, sentence);
    } else if (dice < 0.8) {
      const name = `${one.name}-${now.name.split('-').length}${Math.floor(Math.random() * 1e6)}`;
      await inTurn(`windows ${userId}`, () => rename(userId, one, message, name));
    } else {
      await pressAs('delete', userId, one, message, ESTIMATE_DELETE, { kind: 'delete' }, 'is deleted.');
    }
  }

  /** Looks an estimate up in the list of the saved ones, and notes how it is there. */
  async function find(
    userId: string,
    one: Tracked,
    wanted: Kept,
  ): Promise<{ readonly message: Message; readonly now: Kept } | undefined> {
    const known = new Set(slack.ephemerals(userId));
    const listing = () =>
      slack.sendCommand({ userId, channelId: ML_PLATFORM, line: `/ftcost saved ${wanted.name}` });
    const { deed } = await note('list', userId, `saved ${wanted.name}`, listing);
    const isList = (message: Message) =>
      !known.has(message) &&
      JSON.stringify(message.blocks).includes(ESTIMATE_DELETE) &&
      message.text.includes(wanted.name);
    const startMs = deed.sentAtMs;
    const { isRefused } = deed;
    if (!(await until(() => isRefused || deed.answers() > 0))) {
      // A list that comes later tells of a time that nobody can name.
      const unseen = { kind: 'see', state: wanted } as const;
      one.deeds.push({ userId, deed: unseen, startMs, isRefused, isConfirmed: () => false });
      return undefined;
    }
    const message = slack.ephemerals(userId).find(isList);
    const shown = JSON.stringify(message?.blocks);
    const name = new RegExp(`\\*(${one.name}[-\\d]*)\\*`).exec(shown)?.[1];
    if (message === undefined || name === undefined) return undefined;
    const now = { name, watched: shown.includes(ESTIMATE_UNWATCH) };
    const seen = { kind: 'see', state: now } as const;
    one.deeds.push({ userId, deed: seen, startMs, endMs: Date.now(), isRefused, isConfirmed: () => true });
    return { message, now };
  }

  /** Presses a button beside the estimate. */
  async function pressAs(
    kind: 'watch' | 'delete',
    userId: string,
    one: Tracked,
    list: Message,
    actionId: string,
    change: EstimateDeed['deed'],
    sentence: string,
  ): Promise<void> {
    const act = press(userId, list, actionId);
    if (act === undefined) return;
    const timesConfirmed = () => timesTold(userId, new RegExp(`“${one.name}[-\\d]*” ${sentence}`));
    const before = timesConfirmed();
    const { deed } = await note(kind, userId, '', act);
    await follow(one, change, deed, () => timesConfirmed() > before);
  }

  async function rename(userId: string, one: Tracked, list: Message, name: string): Promise<void> {
    const act = press(userId, list, ESTIMATE_RENAME);
    if (act === undefined) return;
    const { viewId, responseUrl = '' } = await opened('open rename', userId, act);
    if (viewId === undefined) return;
    const stateValues = { new_name: { new_name: { type: 'plain_text_input', value: name } } };
    const timesConfirmed = () => timesTold(userId, new RegExp(`It is called “${name}” now`));
    const { deed } = await note(
      'rename',
      userId,
      name,
      () => slack.submitView({ userId, viewId, stateValues }),
      () => timesConfirmed,
      // Somebody else may have deleted it: that is said in place of the list.
      () => used.has(responseUrl),
    );
    await follow(one, { kind: 'rename', name }, deed, () => timesConfirmed() > 0);
    await closeAll(userId);
  }

  return { save, change };
}

function never(): never {
  throw new Error(`There is no such result in ${TEAM.name}.`);
}
