import { LogLevel, type webApi } from '@slack/bolt';
import type { Logger as PinoLogger } from 'pino';

type BoltLogger = NonNullable<webApi.WebClientOptions['logger']>;

/**
 * Our logger in the shape that Bolt and its clients expect. Their debug and info lines are dropped: they print
 * whole requests, with what people typed in them.
 */
export function boltLogger(logger: PinoLogger): BoltLogger {
  let name = 'bolt';
  const write =
    (level: 'warn' | 'error') =>
    (...parts: readonly unknown[]) => {
      const [error] = parts.filter((part) => part instanceof Error);
      const text = parts.filter((part) => typeof part === 'string').join(' ');
      logger[level]({ part: name, ...(error === undefined ? {} : { err: error }) }, text);
    };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: (given) => {
      name = given;
    },
  };
}
