import type { ViewStateValues } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import { isObject, parseJson } from '../json.js';
import { elementsOf } from '../state/element-values.js';
import type { StoredFile } from '../state/files.js';
import { currentValue, strangers, typedWith } from '../state/view-state.js';
import type { StoredView } from '../state/views.js';
import { checkView } from '../validate/index.js';
import { slackFileProblems } from '../web-api/slack-files.js';
import { topmostView } from './container.js';
import { type Delivery, type DeliveryOverrides, deliverPayload } from './delivery.js';
import { clientComplaints } from './form-checks.js';
import { ownUpload } from './messages.js';
import { ImpossibleGestureError, interactionBase, responseUrl } from './payload.js';
import { servingInstallation } from './serving.js';
import { fileIdsIn, viewForApp } from './view-payload.js';

/** What Slack's client says when it cannot use the app's answer to a submission. */
const TROUBLE = 'We had some trouble connecting. Try again?';

/** A person pressing a modal's submit button. */
export interface SubmitGesture {
  readonly userId: string;
  readonly viewId: string;
  /** What was filled in; anything left out stays as it was or at its initial value. */
  readonly stateValues?: ViewStateValues;
  /** Submits even what the client would have stopped, for tests of the app's own checks. */
  readonly skipClientChecks?: boolean;
  readonly overrides?: DeliveryOverrides;
}

/** How a submission went. */
export interface SubmitOutcome {
  readonly ok: boolean;
  readonly error?: string;
  /** Errors by block_id; the modal stays open. */
  readonly fieldErrors?: Readonly<Record<string, string>>;
  /** Where the app may answer; absent unless a menu of the modal asks for it. */
  readonly responseUrl?: string;
  readonly deliveries: readonly Delivery[];
}

/**
 * Submits a modal and follows the app's `response_action`.
 * @throws ImpossibleGestureError if it is not the person's topmost modal or has no such element.
 */
export async function submitView(slack: SlackContext, gesture: SubmitGesture): Promise<SubmitOutcome> {
  const { userId, viewId, stateValues = {} } = gesture;
  const before = topmostView(slack, viewId, userId);
  const unknown = strangers(before.blocks, stateValues);
  if (unknown.length > 0) throw new ImpossibleGestureError(`The modal has no ${unknown.join(', ')}`);
  const view = slack.views.type(before, typedWith(before, stateValues));
  const complaints = gesture.skipClientChecks ? {} : clientComplaints(view);
  if (Object.keys(complaints).length > 0) return { ok: false, fieldErrors: complaints, deliveries: [] };
  for (const file of filesIn(slack, view)) slack.files.giveToApp(file);
  const urls = responseUrls(slack, view);
  const payload = {
    ...interactionBase(slack, 'view_submission', userId),
    trigger_id: slack.triggers.issue({ userId, viewId, channelId: view.channelId }),
    view: viewForApp(slack, view),
    ...(urls && { response_urls: urls }),
  };
  const deliveries = await deliverPayload(slack, payload, gesture.overrides);
  const [first] = deliveries;
  const outcome = first.error === undefined ? follow(slack, view, first.body) : { ok: false, error: TROUBLE };
  return { ...outcome, ...(urls?.[0] && { responseUrl: urls[0].response_url }), deliveries };
}

/** What was put into the file fields of a form. */
function filesIn(slack: SlackContext, view: StoredView): readonly StoredFile[] {
  return elementsOf(view.blocks)
    .flatMap((placed) => fileIdsIn(currentValue(view, placed) ?? {}))
    .map((id) => ownUpload(slack, id, view.userId));
}

/** A response URL for every conversation chosen in a menu that asks for one; nothing if no menu does. */
function responseUrls(slack: SlackContext, view: StoredView) {
  const asking = elementsOf(view.blocks).filter(({ element }) => element.response_url_enabled === true);
  if (asking.length === 0) return undefined;
  return asking.flatMap((placed) => {
    const value = currentValue(view, placed);
    const channelId = value?.selected_conversation ?? value?.selected_channel;
    if (typeof channelId !== 'string') return [];
    const url = responseUrl(slack, { userId: view.userId, channelId, messageTs: undefined });
    const { blockId: block_id, actionId: action_id } = placed;
    return [{ block_id, action_id, channel_id: channelId, response_url: url }];
  });
}

function follow(slack: SlackContext, view: StoredView, body: string): Omit<SubmitOutcome, 'deliveries'> {
  if (body.trim() === '') {
    slack.views.remove(view.id);
    return { ok: true };
  }
  const answer = parseJson(body);
  if (!isObject(answer)) return { ok: false, error: TROUBLE };
  switch (answer.response_action) {
    case 'errors':
      return showErrors(view, answer.errors);
    case 'update':
    case 'push':
      return showView(slack, view, answer.view, answer.response_action);
    case 'clear':
      for (const one of slack.views.stack(view.userId)) slack.views.remove(one.id);
      return { ok: true };
    default:
      return { ok: false, error: TROUBLE };
  }
}

/** Errors can stand only under input blocks. */
function showErrors(view: StoredView, errors: unknown): Omit<SubmitOutcome, 'deliveries'> {
  const inputs = view.blocks.filter(isObject).filter(({ type }) => type === 'input');
  const fieldErrors: Record<string, string> = {};
  for (const [blockId, text] of Object.entries(isObject(errors) ? errors : {})) {
    const fits = inputs.some(({ block_id: id }) => id === blockId) && typeof text === 'string' && text !== '';
    if (!fits) return { ok: false, error: TROUBLE };
    fieldErrors[blockId] = text;
  }
  if (Object.keys(fieldErrors).length === 0) return { ok: false, error: TROUBLE };
  return { ok: false, fieldErrors };
}

function showView(
  slack: SlackContext,
  view: StoredView,
  definition: unknown,
  action: 'update' | 'push',
): Omit<SubmitOutcome, 'deliveries'> {
  const owner = servingInstallation(slack)?.id ?? '';
  const isBad =
    !isObject(definition) ||
    checkView(definition, 'modal') !== undefined ||
    slackFileProblems(slack, definition, { owner }).length > 0;
  // The app may have updated the modal meanwhile, with views.update.
  const current = slack.views.find(view.id);
  if (isBad || current === undefined) return { ok: false, error: TROUBLE };
  if (action === 'update') {
    slack.views.update(current, definition);
    return { ok: true };
  }
  if (!slack.views.hasRoom(view.userId)) return { ok: false, error: TROUBLE };
  slack.views.add(view.userId, definition, view.channelId);
  return { ok: true };
}

/** A person closing a modal. */
export interface CloseGesture {
  readonly userId: string;
  readonly viewId: string;
  /** Closes the whole stack, as the cross at the top does. */
  readonly isCleared?: boolean;
  readonly overrides?: DeliveryOverrides;
}

/**
 * Closes a modal; with `notify_on_close` the app is told.
 * @throws ImpossibleGestureError if it is not the person's topmost modal.
 */
export async function closeView(
  slack: SlackContext,
  gesture: CloseGesture,
): Promise<{ readonly deliveries: readonly Delivery[] }> {
  const view = topmostView(slack, gesture.viewId, gesture.userId);
  const isCleared = gesture.isCleared ?? view.definition.clear_on_close === true;
  const closed = isCleared ? slack.views.stack(gesture.userId).toReversed() : [view];
  for (const { id } of closed) slack.views.remove(id);
  const deliveries: Delivery[] = [];
  for (const one of closed.filter(({ definition }) => definition.notify_on_close === true)) {
    const payload = {
      ...interactionBase(slack, 'view_closed', gesture.userId),
      view: viewForApp(slack, one),
      is_cleared: isCleared,
    };
    deliveries.push(...(await deliverPayload(slack, payload, gesture.overrides)));
  }
  return { deliveries };
}
