import { ownWords } from '../plans/index.js';
import { BLOCKERS, type Blocker, type SaidBlocker } from './blockers.js';
import { sentenceIn } from './facts.js';

/** What is said of a blocker: by the common table, or by the plan's own kind. */
export function blockerWords(blocker: Blocker): string {
  return blocker.code === 'not-applicable' && blocker.why === 'own'
    ? ownWords(blocker.own)
    : sentenceIn(BLOCKERS, blocker);
}

/** A blocker with its sentence. */
export function saidBlocker(blocker: Blocker): SaidBlocker {
  return { ...blocker, message: blockerWords(blocker) };
}
