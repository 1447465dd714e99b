import type { BlockAction, SlackActionMiddlewareArgs, webApi } from '@slack/bolt';
import { type Services, today, vocabulary } from '../../entry/services.js';
import { WORKLOAD_FORM } from '../../kit/action-ids.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { checksShown } from './live-blocks.js';
import { refilledForm } from './more-detail.js';

type Args = Pick<SlackActionMiddlewareArgs<BlockAction>, 'ack' | 'body'> & {
  readonly client: webApi.WebClient;
};

/** A field of the form was changed: says below the fields what does not go together, when that is news. */
export async function handleFieldChanged(services: Services, { ack, body, client }: Args): Promise<void> {
  await ack();
  const { view } = body;
  if (view?.callback_id !== WORKLOAD_FORM) return;
  const form = refilledForm(view, vocabulary(services), today(services));
  if (checksShown(form.blocks) === checksShown(view.blocks)) return;
  await services.forms.update(slackApiOf(client), view, form, 'checks');
}
