import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { boltLogger } from './bolt-logger.js';
import { type Outside, type SlackApi, slackApiOf } from './slack-api.js';

/** A call to Slack is given up after this time, in milliseconds. */
const CALL_TIMEOUT_MS = 8_000;

/** The real network, waiting and stopwatch. */
export const OUTSIDE: Outside = { fetch, sleep: (ms) => sleep(ms), now: () => performance.now() };

/** How calls to Slack are made: never repeated by the client, which could post twice, and never queued. */
export function webClientOptions(slackApiUrl: string | undefined, logger: Logger): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    logger: boltLogger(logger),
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
  };
}

/** The Web API with a token, or without for the few methods that take none. */
export function slackApiWith(
  token: string | undefined,
  slackApiUrl: string | undefined,
  logger: Logger,
): SlackApi {
  return slackApiOf(new webApi.WebClient(token, webClientOptions(slackApiUrl, logger)));
}
