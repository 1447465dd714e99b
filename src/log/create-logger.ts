import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './describe-error.js';
import { logContext } from './log-context.js';

/**
 * The log of the app, as lines of JSON. Each line of a request or a job carries its id and its workspace. Errors are
 * told without what people typed: see `describeError`.
 *
 * @param destination default: standard output
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, mixin: () => ({ ...logContext() }), serializers: { err: describeError } };
  return destination === undefined ? pino(options) : pino(options, destination);
}
