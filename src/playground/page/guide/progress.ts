/** How far a newcomer has come, as the payloads tell it. */
import type { PlaygroundCall, PlaygroundFeeds } from '../../protocol.js';

/** The way, in order. */
export const STEPS = [
  'ask',
  'save',
  'subscribe',
  'alerts',
  'prices',
  'alert',
  'clock',
  'ending',
  'reminder',
] as const;

/** One step of it. */
export type Step = (typeof STEPS)[number];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The command's text, for example `preset ticket-triage`. */
function commandText({ payload }: PlaygroundCall): string {
  return isRecord(payload) && typeof payload.command === 'string' ? String(payload.text ?? '') : '';
}

/** Whether a line holds a workload: a preset, or a volume. */
function asksForVerdict(text: string): boolean {
  return /^preset\s|\/day\b/.test(text);
}

/** Whether the app has said that an estimate is saved: a press alone says that it will be. */
function saysSaved({ direction, payload }: PlaygroundCall): boolean {
  if (direction !== 'app-to-slack' || !isRecord(payload)) return false;
  return /^(Saved as|This is saved already)/.test(String(payload.text));
}

/** Whether the app has taken the form of the digest, and found no mistake in it. */
function takesSubscription({ name, payload, answer }: PlaygroundCall): boolean {
  if (name !== 'view_submission' || !isRecord(payload) || !isRecord(payload.view)) return false;
  const isRefused = isRecord(answer?.body) && answer.body.response_action === 'errors';
  return payload.view.callback_id === 'digest_form' && !isRefused;
}

/** Whether that is the estimate of the tour on a model that ends. */
function savesInvoices({ payload }: PlaygroundCall): boolean {
  return isRecord(payload) && String(payload.text).includes('“Invoices”');
}

/** Whether the app has said that a channel is told on the day. */
function saysAlerted({ direction, payload }: PlaygroundCall): boolean {
  return (
    direction === 'app-to-slack' && isRecord(payload) && / is told at \d\d:00, /.test(String(payload.text))
  );
}

/** What an alert says that the app has posted. */
function alertText({ direction, name, payload }: PlaygroundCall): string | undefined {
  if (direction !== 'app-to-slack' || name !== 'chat.postMessage' || !isRecord(payload)) return undefined;
  const text = String(payload.text);
  return text.includes('To stop these: /ftcost digest alerts off.') ? text : undefined;
}

/** The steps that are done, in whatever order and by whichever way. `movedClock` is known to the page alone. */
export function stepsDone(
  calls: readonly PlaygroundCall[],
  feeds: PlaygroundFeeds | undefined,
  movedClock: boolean,
): ReadonlySet<Step> {
  const done = new Set<Step>();
  for (const call of calls) {
    if (call.answer === undefined || call.answer.error !== undefined) continue;
    if (call.direction === 'slack-to-app' && asksForVerdict(commandText(call))) done.add('ask');
    if (saysSaved(call)) done.add('save');
    if (takesSubscription(call)) done.add('subscribe');
    if (saysAlerted(call)) done.add('alerts');
    if (saysSaved(call) && savesInvoices(call)) done.add('ending');
    const alert = alertText(call);
    if (alert !== undefined) done.add(/ stops answering on /.test(alert) ? 'reminder' : 'alert');
  }
  if (feeds !== undefined && feeds.current !== feeds.list[0]?.id) done.add('prices');
  if (movedClock) done.add('clock');
  return done;
}
