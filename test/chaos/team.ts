import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ML_PLATFORM, type SlackServer } from '../../src/playground/slack-server/index.js';
import { RENAME_FORM, WORKLOAD_FORM } from '../../src/slack/kit/action-ids.js';
import { createQueues } from '../../src/store/queues.js';
import type { Deed } from './deeds.js';
import type { DeedKind } from './history.js';
import type { UsedUrls } from './used-urls.js';

/** How long somebody waits for an answer before going on with something else, in milliseconds. */
const PATIENCE_MS = 12_000;

/** An acknowledgement that says no: the database is away, or too many questions wait. */
const REFUSED = /nothing was started|I am busy/;

/** A message as people see it. */
export type Message = ReturnType<SlackServer['messages']>[number];

const Buttons = z.object({
  block_id: z.string(),
  elements: z.array(z.object({ action_id: z.string().optional() })),
});

const SpokenEvent = z.object({ event: z.object({ text: z.string() }) });

/** The words of every event that the app has acknowledged, at whichever delivery. */
function takenEvents({ traffic }: SlackServer): readonly string[] {
  const words: string[] = [];
  traffic.subscribe(({ direction, payload, answer }) => {
    if (direction !== 'slack-to-app' || answer?.status !== 200) return;
    const spoken = SpokenEvent.safeParse(payload).data;
    if (spoken !== undefined) words.push(spoken.event.text);
  });
  return words;
}

/** What people of the team see and do, with a note of everything that they did. */
export type Team = ReturnType<typeof createTeam>;

/** A team that has done nothing yet. */
export function createTeam(slack: SlackServer, used: UsedUrls) {
  const deeds: Deed[] = [];
  const takenWords = takenEvents(slack);
  const inTurn = createQueues();

  function bots(messages: readonly Message[]): readonly Message[] {
    return messages.filter(({ userId }) => userId === slack.team.bot.userId);
  }
  const direct = (userId: string) => slack.messages(slack.directMessage(userId) ?? '');
  /** What somebody was told privately. */
  const told = (userId: string) => [...slack.ephemerals(userId), ...bots(direct(userId))];
  const timesTold = (userId: string, sentence: RegExp) =>
    told(userId).filter(({ text }) => sentence.test(text)).length;
  const isCutShort = ({ text }: Message) => text.includes('cut short');
  /** Results in the channel; a digest is none. */
  const results = (name: string) =>
    bots(slack.messages(ML_PLATFORM)).filter(
      ({ metadata, text }) => metadata === undefined && text.includes(name),
    );

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
    // Slack may have delivered it twice.
    const taken = outcome.deliveries.filter(({ status }) => status === 200);
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
      isAcknowledged: () =>
        isEvent ? takenWords.some((text) => text.includes(`=${name}`)) : taken.length > 0,
      isRefused: taken.length > 0 && taken.every(({ body }) => REFUSED.test(body)),
      answers: counted ?? throughUrl,
      isToldOtherwise: () => outcome.fieldErrors !== undefined || isToldOtherwise() || throughUrl() > 0,
    };
    deeds.push(deed);
    return { outcome, deed };
  }

  /** Sometimes Slack delivers twice. */
  const copies = () => ({ copies: Math.random() < 0.15 ? 2 : 1 });

  /**
   * Waits for a form that a deed opens: first there is a window that says that it takes a moment. Where the form cannot
   * be made, the window says so, unless the person has closed it.
   *
   * @returns the id of its window
   */
  async function opened(
    kind: 'open form' | 'open rename',
    userId: string,
    act: () => ReturnType<SlackServer['sendCommand']> | ReturnType<SlackServer['sendAction']>,
  ): Promise<{ readonly viewId: string | undefined; readonly responseUrl: string | undefined }> {
    const callbackId = kind === 'open form' ? WORKLOAD_FORM : RENAME_FORM;
    const before = new Set(slack.openViews(userId).map(({ id }) => id));
    let windowId: string | undefined;
    let hasForm = false;
    const shown = () => slack.openViews(userId).find(({ id }) => id === windowId);
    const look = () => {
      windowId ??= slack.openViews(userId).find(({ id }) => !before.has(id))?.id;
      hasForm ||= shown()?.callback_id === callbackId;
      return hasForm;
    };
    const isExplained = () =>
      windowId !== undefined && !JSON.stringify(shown()?.blocks ?? []).includes('One moment.');
    const { outcome } = await note(kind, userId, '', act, () => () => (hasForm ? 1 : 0), isExplained);
    await until(() => look() || used.has(outcome.responseUrl ?? ''), 6_000);
    return { viewId: hasForm ? windowId : undefined, responseUrl: outcome.responseUrl };
  }

  async function closeAll(userId: string): Promise<void> {
    for (let top = slack.openViews(userId).at(-1); top !== undefined; top = slack.openViews(userId).at(-1)) {
      await slack.closeView({ userId, viewId: top.id });
    }
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

  return {
    slack,
    used,
    deeds,
    inTurn,
    bots,
    told,
    timesTold,
    isCutShort,
    results,
    until,
    note,
    copies,
    opened,
    closeAll,
    press,
  };
}
