/** How far a newcomer has come, as the payloads tell it. */
import type { PlaygroundCall, PlaygroundFeeds } from '../../protocol.js';

/** The way, in order. */
export const STEPS = ['ask', 'save', 'subscribe', 'prices', 'clock'] as const;

/** One step of it. */
export type Step = (typeof STEPS)[number];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The command's text, for example `preset ticket-triage`. */
function commandText({ payload }: PlaygroundCall): string {
  return isRecord(payload) && typeof payload.command === 'string' ? String(payload.text ?? '') : '';
}

/** The text on the buttons that were pressed. */
function pressedTexts({ name, payload }: PlaygroundCall): string[] {
  if (name !== 'block_actions' || !isRecord(payload) || !Array.isArray(payload.actions)) return [];
  return payload.actions.flatMap((action: unknown) =>
    isRecord(action) && isRecord(action.text) ? [String(action.text.text)] : [],
  );
}

/** The steps that are done, in whatever order and by whichever way. `movedClock` is known to the page alone. */
export function stepsDone(
  calls: readonly PlaygroundCall[],
  feeds: PlaygroundFeeds | undefined,
  movedClock: boolean,
): ReadonlySet<Step> {
  const done = new Set<Step>();
  for (const call of calls) {
    if (call.direction !== 'slack-to-app' || call.answer === undefined || call.answer.error !== undefined)
      continue;
    const text = commandText(call);
    if (/^preset\s/.test(text)) done.add('ask');
    if (/^digest\b/.test(text)) done.add('subscribe');
    if (pressedTexts(call).some((label) => /^save\b/i.test(label))) done.add('save');
  }
  if (feeds !== undefined && feeds.current !== feeds.list[0]?.id) done.add('prices');
  if (movedClock) done.add('clock');
  return done;
}
