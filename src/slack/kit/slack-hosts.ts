import type { Logger } from 'pino';
import type { Outside } from './slack-api.js';

/**
 * Slack's own domains: the commercial one and that of GovSlack. Response URLs are on their `hooks`, uploads on their
 * `files`.
 */
const SLACK_DOMAINS = ['slack.com', 'slack-gov.com'];

/** What stands for a foreign host where failed calls are named and counted. */
export const FOREIGN_HOST = 'foreign_host';

/** An address that is said to be Slack's and is not. Nothing was sent there. */
export class ForeignHostError extends Error {
  override readonly name = 'ForeignHostError';
}

/**
 * The outside, with a network that sends to Slack alone: over HTTPS to Slack's domains and what is below them, or to
 * where the Web API is configured to be. Slack hands us addresses for answers and files; one that leads elsewhere, by
 * itself or by a redirect, would carry off what people asked. It is counted and logged without its path, which is a key.
 *
 * @param slackApiUrl the configured base of the Web API; default: Slack's own
 * @returns an outside whose `fetch` throws {@link ForeignHostError} for every other address
 */
export function toSlackOnly(
  outside: Outside,
  { slackApiUrl, logger }: { readonly slackApiUrl?: string | undefined; readonly logger: Logger },
): Outside {
  const apiOrigin = slackApiUrl === undefined ? undefined : new URL(slackApiUrl).origin;
  return {
    ...outside,
    async fetch(address, init) {
      const { origin } = new URL(address);
      if (origin !== apiOrigin && !isOfSlack(origin)) {
        outside.slackFailed?.(FOREIGN_HOST);
        logger.error(
          { origin },
          'An address that should be of Slack leads elsewhere; nothing was sent there',
        );
        throw new ForeignHostError(`${origin} is not Slack's.`);
      }
      return outside.fetch(address, { ...init, redirect: 'error' });
    },
  };
}

/** Whether an origin is HTTPS, on its usual port, on one of Slack's domains. */
function isOfSlack(origin: string): boolean {
  return SLACK_DOMAINS.some(
    (domain) =>
      origin === `https://${domain}` || (origin.startsWith('https://') && origin.endsWith(`.${domain}`)),
  );
}
