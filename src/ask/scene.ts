import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ADA, ADA_AND_BOT, ML_PLATFORM } from '../playground/slack-server/index.js';
import type { Playground } from '../playground/start.js';

/** What one person does in the local Slack, step by step. */

type Message = ReturnType<Playground['slack']['messages']>[number];

/** What came of a step. */
export interface Played {
  /** What everybody sees, or came as a direct message, the oldest first. */
  readonly messages: readonly Message[];
  /** What only this person sees. */
  readonly notes: readonly Message[];
  readonly isCommand: boolean;
}

export interface Scene {
  /**
   * Does one step: `press <button>`, `feed <id>`, `clock <days>d`, or else a line as after `/ftcost`.
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

const Buttons = z.object({
  block_id: z.string(),
  elements: z.array(
    z.looseObject({
      type: z.string(),
      action_id: z.string(),
      text: z.object({ text: z.string() }).optional(),
      value: z.string().optional(),
    }),
  ),
});

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

  /** The newest message that has a button of this name. */
  function findButton(name: string) {
    for (const message of [...everything(), ...slack.ephemerals(ADA)].reverse()) {
      for (const block of message.blocks) {
        const buttons = Buttons.safeParse(block);
        if (!buttons.success) continue;
        const action = buttons.data.elements.find(
          ({ text }) => text?.text.toLowerCase() === name.toLowerCase(),
        );
        if (action !== undefined) return { message, blockId: buttons.data.block_id, action };
      }
    }
    return undefined;
  }

  async function press(name: string): Promise<void> {
    const found = findButton(name);
    if (found === undefined) throw new StepError(`No message has a button "${name}".`);
    const { message, blockId, action } = found;
    await slack.sendAction({
      userId: ADA,
      container: { kind: 'message', channelId: message.channelId, ts: message.ts },
      blockId,
      action,
      stateValues: {},
    });
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
      return {
        messages: everything().filter((message) => !isKnown(message)),
        notes: slack.ephemerals(ADA).filter((message) => !isKnown(message)),
        isCommand: verb === '',
      };
    },
  };
}
