import { type DecideParts, decideHeld, NotHeldError } from '../prices/decide-held.js';
import type { HeldDecision } from '../prices/price-event.js';
import { eventLine } from './price-lines.js';

const USAGE = `Look through what the price gate holds back:

  npm run prices:review                       lists it, each with its id
  npm run prices:review -- accept <id> ...    the new price is right: it is in force at once
  npm run prices:review -- reject <id> ...    it is wrong: it does not come back until a value moves`;

/** What a run prints and exits with. */
export interface ReviewOutcome {
  readonly lines: readonly string[];
  readonly exitCode: 0 | 2;
}

/** Lists what is held, or decides on it, as the words after the command say. */
export async function review(words: readonly string[], parts: DecideParts): Promise<ReviewOutcome> {
  const [word, ...ids] = words;
  if (word === undefined) return { lines: await list(parts), exitCode: 0 };
  const decision = decisionOf(word);
  if (decision === undefined || ids.length === 0) return { lines: [USAGE], exitCode: 2 };
  try {
    const decided = await decideHeld(parts, ids, decision);
    return { lines: decided.map((event) => `${decision}: ${eventLine(event)}`), exitCode: 0 };
  } catch (error) {
    if (!(error instanceof NotHeldError)) throw error;
    return { lines: [error.message], exitCode: 2 };
  }
}

function decisionOf(word: string): HeldDecision | undefined {
  if (word === 'accept') return 'accepted';
  return word === 'reject' ? 'rejected' : undefined;
}

async function list({ store }: DecideParts): Promise<readonly string[]> {
  const held = await store.heldEvents();
  if (held.length === 0) return ['Nothing waits for you.'];
  return [
    ...held.map(
      ({ event, seenAt }) =>
        `${event.fingerprint}  ${seenAt.toISOString().slice(0, 10)}  ${eventLine(event)}`,
    ),
    '',
    'Decide with: npm run prices:review -- accept <id> ... or -- reject <id> ...',
  ];
}
