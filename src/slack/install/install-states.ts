import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { InstallStates } from '../../store/install-states.js';

/** An installation has to be finished within this time, in milliseconds. */
const VALID_MS = 10 * 60_000;

/** States of installations under way. */
export interface SignedStates {
  /** A new one. */
  begin(now: Date): Promise<string>;
  /** True once for one that was begun and has not expired. */
  finish(state: string, now: Date): Promise<boolean>;
}

/**
 * States that are random, signed, and good for one use within ten minutes, on any instance. A forged one is refused
 * before the store is asked.
 */
export function signedStates(states: InstallStates, secret: string): SignedStates {
  function signatureOf(id: string): Buffer {
    return createHmac('sha256', secret).update(id).digest();
  }

  return {
    async begin(now) {
      const id = randomBytes(16).toString('hex');
      await states.remember(id, now, new Date(now.getTime() + VALID_MS));
      return `${id}.${signatureOf(id).toString('hex')}`;
    },
    async finish(state, now) {
      const [id = '', signature = ''] = state.split('.');
      const given = Buffer.from(signature, 'hex');
      const right = signatureOf(id);
      const isOurs = given.length === right.length && timingSafeEqual(given, right);
      return isOurs && (await states.use(id, now));
    },
  };
}
