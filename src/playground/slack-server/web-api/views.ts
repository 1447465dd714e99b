import { isObject, type JsonObject, objectsIn } from '../json.js';
import { findPerson } from '../state/channels.js';
import type { Trigger } from '../state/triggers.js';
import type { StoredView } from '../state/views.js';
import { viewForApp } from '../to-app/view-payload.js';
import { checkView } from '../validate/index.js';
import { missingArgument, rejected, SlackApiError } from './api-error.js';
import type { ApiCall, ApiMethod } from './method.js';
import { slackFileProblems } from './slack-files.js';

/** views.open, views.push, views.update and views.publish. */
export const viewMethods: Readonly<Record<string, ApiMethod>> = {
  'views.open': {
    run(call) {
      const definition = viewArgument(call, 'modal');
      const { userId, viewId, channelId } = redeemTrigger(call);
      const { views } = call.slack;
      if (viewId === undefined) {
        for (const stale of views.stack(userId)) views.remove(stale.id);
      }
      return { view: viewForApp(call.slack, add(call, userId, definition, channelId)) };
    },
  },
  'views.push': {
    run(call) {
      const definition = viewArgument(call, 'modal');
      const { userId, viewId, channelId } = redeemTrigger(call);
      if (viewId === undefined || call.slack.views.find(viewId) === undefined) {
        throw new SlackApiError('not_found');
      }
      return { view: viewForApp(call.slack, add(call, userId, definition, channelId)) };
    },
  },
  'views.update': {
    run(call) {
      const definition = viewArgument(call, 'modal');
      const original = addressedView(call);
      const hash = call.args.optional('hash');
      if (hash !== undefined && hash !== original.hash) throw new SlackApiError('hash_conflict');
      refuseDuplicateExternalId(call, definition, original);
      return { view: viewForApp(call.slack, call.slack.views.update(original, definition)) };
    },
  },
  'views.publish': {
    run(call) {
      const userId = call.args.required('user_id');
      const definition = viewArgument(call, 'home');
      if (!call.slack.settings.homeTab) throw new SlackApiError('not_enabled');
      if (findPerson(call.slack.team, userId)?.isBot !== false) throw new SlackApiError('user_not_found');
      const hash = call.args.optional('hash');
      const before = call.slack.homes.of(userId);
      if (hash !== undefined && hash !== before?.hash) throw new SlackApiError('hash_conflict');
      return { view: viewForApp(call.slack, call.slack.homes.publish(userId, definition)) };
    },
  },
};

function viewArgument(call: ApiCall, type: 'modal' | 'home'): JsonObject {
  const view = call.args.json('view', 'invalid_arguments');
  if (view === undefined) throw missingArgument('view');
  const refusal = checkView(view, type);
  if (refusal !== undefined) throw rejected(refusal.error, refusal.problems);
  if (!isObject(view)) throw new SlackApiError('invalid_arguments');
  const asksForFiles = [...objectsIn(view)].some(([object]) => object.type === 'file_input');
  if (asksForFiles && !call.installation.scopes.includes('files:read')) {
    throw new SlackApiError('invalid_arguments');
  }
  const problems = slackFileProblems(call.slack, { view }, { owner: call.installation.id });
  if (problems.length > 0) throw rejected('invalid_arguments', problems);
  return view;
}

function redeemTrigger({ slack, args }: ApiCall): Trigger {
  const redeemed = slack.triggers.redeem(args.required('trigger_id'));
  if (typeof redeemed === 'string') throw new SlackApiError(redeemed);
  return redeemed;
}

function add(
  call: ApiCall,
  userId: string,
  definition: JsonObject,
  channelId: string | undefined,
): StoredView {
  const { views } = call.slack;
  refuseDuplicateExternalId(call, definition);
  if (!views.hasRoom(userId)) throw new SlackApiError('push_limit_reached');
  return views.add(userId, definition, channelId);
}

function refuseDuplicateExternalId({ slack }: ApiCall, definition: JsonObject, itself?: StoredView): void {
  const { external_id: externalId } = definition;
  if (typeof externalId !== 'string' || externalId === '') return;
  const holder = slack.views.findByExternalId(externalId);
  if (holder !== undefined && holder.id !== itself?.id) throw new SlackApiError('duplicate_external_id');
}

function addressedView({ slack, args }: ApiCall): StoredView {
  const viewId = args.optional('view_id');
  const externalId = args.optional('external_id');
  if (viewId === undefined && externalId === undefined) throw missingArgument('view_id');
  const view =
    viewId === undefined ? slack.views.findByExternalId(externalId ?? '') : slack.views.find(viewId);
  if (view === undefined) throw new SlackApiError('not_found');
  return view;
}
