import { SocketModeReceiver } from '@slack/bolt';
import { boltLogger } from '../kit/bolt-logger.js';
import { HttpReceiver, type HttpReceiverParts } from './http-receiver.js';

/** The way in: Socket Mode when there is an app token, else signed HTTP. */
export function createReceiver(
  entrance: { readonly signingSecrets: readonly string[] } | { readonly appToken: string },
  parts: Omit<HttpReceiverParts, 'signingSecrets'> & { readonly slackApiUrl?: string | undefined },
): HttpReceiver | SocketModeReceiver {
  const { logger, slackApiUrl } = parts;
  if (!('appToken' in entrance)) {
    return new HttpReceiver({ ...parts, signingSecrets: entrance.signingSecrets });
  }
  // In Socket Mode our own pages are served by `serveRoutes`: Bolt would put them on a port of its own choice.
  return new SocketModeReceiver({
    appToken: entrance.appToken,
    logger: boltLogger(logger),
    ...(slackApiUrl !== undefined && { installerOptions: { clientOptions: { slackApiUrl } } }),
  });
}
