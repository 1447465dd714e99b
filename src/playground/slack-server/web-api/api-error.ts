import type { JsonObject } from '../json.js';
import type { BlockProblem } from '../validate/problems.js';

/** A call that Slack answers with `ok: false`. `details` are the further fields of the answer. */
export class SlackApiError extends Error {
  constructor(
    readonly code: string,
    readonly details: JsonObject = {},
  ) {
    super(code);
  }
}

/** A call that came too soon: HTTP 429. */
export class RateLimitedError extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('ratelimited');
  }
}

/** The error for arguments or blocks that break rules, with each reason and where it is. */
export function rejected(code: string, problems: readonly BlockProblem[]): SlackApiError {
  const errors = problems.map(({ reason, pointer }) => `${reason} [json-pointer:${pointer}]`);
  const messages = errors.map((error) => `[ERROR] ${error}`);
  return new SlackApiError(code, { errors, response_metadata: { messages } });
}

/** The error for an argument that is not there. */
export function missingArgument(name: string): SlackApiError {
  const messages = [`[ERROR] missing required field: ${name}`];
  return new SlackApiError('invalid_arguments', { response_metadata: { messages } });
}
