import type { BlockAction, Context, SlackActionMiddlewareArgs, webApi } from '@slack/bolt';

/** The use of a button or a menu as it arrives, with the client of its workspace. */
export type ActionArgs = Pick<SlackActionMiddlewareArgs<BlockAction>, 'ack' | 'body' | 'action'> & {
  readonly client: webApi.WebClient;
  readonly context: Context;
};
