import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ADA, ADA_AND_BOT, ML_PLATFORM } from '../playground/slack-server/index.js';
import type { Playground } from '../playground/start.js';

/** What one person does in the local Slack, step by step. */

type Message = ReturnType<Playground['slack']['messages']>[number];
type Window = ReturnType<Playground['slack']['openViews']>[number];

/** What came of a step. */
export interface Played {
  /** What everybody sees, or came as a direct message, the oldest first. */
  readonly messages: readonly Message[];
  /** What only this person sees. */
  readonly notes: readonly Message[];
  /** The window that it opened or changed. */
  readonly window?: Window;
  readonly isCommand: boolean;
}

export interface Scene {
  /**
   * Does one step: `press <button or choice of a menu>`, `feed <id>`, `clock <days>d`, or else a line as after `/ftcost`.
   *
   * @throws StepError when there is no such button, feed or number of days
   */
  play(step: string): Promise<Played>;
}

/** A step that cannot be done. */
export class StepError extends Error {
  override readonly name = 'StepError';
  readonly code = 'step';
}

const DAY_MS = 86_400_000;

/** Longest wait for what comes of a step. */
const STEP_MS = 60_000;

const Label = z.object({ text: z.string() });
const Control = z.looseObject({
  action_id: z.string(),
  text: Label.optional(),
  value: z.string().optional(),
  options: z.array(z.object({ text: Label, value: z.string() })).optional(),
});
type Control = z.infer<typeof Control>;
const Controls = z.object({
  block_id: z.string(),
  elements: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
});

/** What a press of this name does to a button, or to a menu that offers it: `Working` is `Working: every price and sum`. */
function actionNamed(control: Control, name: string): (Control & Record<string, unknown>) | undefined {
  const wanted = name.toLowerCase();
  const isCalled = (label: string) =>
    [label, label.split(':')[0]].some((one) => one?.toLowerCase() === wanted);
  const option = control.options?.find(({ text }) => isCalled(text.text));
  if (option !== undefined) return { ...control, selected_option: option };
  return control.text !== undefined && isCalled(control.text.text) ? control : undefined;
}

/** The button or menu of this name among some blocks. */
function findAction(blocks: readonly unknown[], name: string) {
  for (const block of blocks) {
    const { data } = Controls.safeParse(block);
    for (const element of data === undefined ? [] : [...(data.elements ?? []), data.accessory]) {
      const control = Control.safeParse(element).data;
      const action = control && actionNamed(control, name);
      if (data !== undefined && action !== undefined) return { blockId: data.block_id, action };
    }
  }
  return undefined;
}

/** The person in front of the terminal: Ada, in #ml-platform. */
export function createScene({ slack, app, controls }: Playground): Scene {
  const seen = new Set<Message>();
  const isKnown = (message: Message) => seen.has(message);

  function everything(): readonly Message[] {
    return [...slack.messages(ML_PLATFORM), ...slack.messages(ADA_AND_BOT)];
  }

  async function settled(): Promise<void> {
    const until = performance.now() + STEP_MS;
    while (app.running() > 0 && performance.now() < until) await sleep(20);
  }

  function topWindow(): Window | undefined {
    return slack.openViews(ADA).at(0);
  }

  /** In the open window, else in the newest message that has it. */
  function findPlace(name: string) {
    const window = topWindow();
    const inWindow = window && findAction(window.blocks, name);
    if (window !== undefined && inWindow !== undefined)
      return { ...inWindow, container: { kind: 'view' as const, viewId: window.id } };
    for (const message of [...everything(), ...slack.ephemerals(ADA)].reverse()) {
      const found = findAction(message.blocks, name);
      const { channelId, ts } = message;
      if (found !== undefined) return { ...found, container: { kind: 'message' as const, channelId, ts } };
    }
    return undefined;
  }

  async function press(name: string): Promise<void> {
    const found = findPlace(name);
    if (found === undefined) throw new StepError(`No message has a button or a choice "${name}".`);
    await slack.sendAction({ userId: ADA, ...found, stateValues: {} });
  }

  async function chooseFeed(id: string): Promise<void> {
    const { feeds } = controls;
    if (!feeds.list.some((feed) => feed.id === id)) {
      const known = feeds.list.map((feed) => feed.id).join(', ');
      throw new StepError(`There is no feed "${id}". There are: ${known}.`);
    }
    await feeds.select(id);
  }

  async function moveClock(words: string): Promise<void> {
    const [, days] = /^\+?(\d{1,3}) ?d(?:ays?)?$/.exec(words) ?? [];
    if (days === undefined) throw new StepError(`"${words}" is no number of days. Write it as 7d.`);
    await controls.clock.advance(Number(days) * DAY_MS);
  }

  return {
    async play(step) {
      for (const message of [...everything(), ...slack.ephemerals(ADA)]) seen.add(message);
      const before = topWindow();
      const [, verb = '', rest = ''] = /^(press|feed|clock) (.+)$/i.exec(step.trim()) ?? [];
      switch (verb.toLowerCase()) {
        case 'press':
          await press(rest);
          break;
        case 'feed':
          await chooseFeed(rest);
          break;
        case 'clock':
          await moveClock(rest);
          break;
        default:
          await slack.sendCommand({ userId: ADA, channelId: ML_PLATFORM, line: `/ftcost ${step}` });
      }
      await settled();
      const window = topWindow();
      return {
        messages: everything().filter((message) => !isKnown(message)),
        notes: slack.ephemerals(ADA).filter((message) => !isKnown(message)),
        ...(window !== undefined && window.hash !== before?.hash && { window }),
        isCommand: verb === '',
      };
    },
  };
}
