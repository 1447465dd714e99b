import { ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { MORE_DETAIL } from '../../src/slack/kit/action-ids.js';
import type { Tracked } from './estimates.js';
import type { Message, Team } from './team.js';

/** The ways in which people ask for a result. */
export function waysOfAsking(team: Team, estimates: Tracked[]) {
  const { slack, bots, told, isCutShort, results, until, note, copies, opened, closeAll } = team;
  let count = 0;

  function next(): Tracked {
    count += 1;
    const one: Tracked = {
      name: `job-${count}-x`,
      queriesPerDay: 100_000 + count,
      deeds: [],
      busy: new Set(),
    };
    estimates.push(one);
    return one;
  }

  const lineOf = ({ name, queriesPerDay }: Tracked) =>
    `gpt-4o ${queriesPerDay}/day 2000+200in 100out name=${name}`;

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
    // Most people wait: a slow machine is not asked more than it can answer.
    if (Math.random() < 0.8) await until(() => deed.isRefused || deed.answers() > 0);
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

  return { command, form, speak };
}
