// @ts-check
import { randomUUID } from 'node:crypto';
import { openAcceptedJournal } from '../../dist/store/accepted-journal.js';

/**
 * A process that takes and ends requests in a journal until it is killed. Prints `left <json>` with the ids that it
 * finds, and before and after each write `taking`, `taken`, `ending` or `ended` with the ids.
 */

const [path = ''] = process.argv.slice(2);
const journal = await openAcceptedJournal(path);
/** @param {string} word @param {readonly string[]} ids */
const say = (word, ids) => void process.stdout.write(`${word} ${JSON.stringify(ids)}\n`);

const left = await journal.takeOver('child', 60_000, 10_000);
const open = left.map(({ id }) => id);
say('left', open);
for (;;) {
  const ids = Array.from({ length: 1 + Math.floor(Math.random() * 20) }, () => randomUUID());
  say('taking', ids);
  await journal.add(
    'child',
    ids.map((id) => ({ id, workspaceId: 'T1', userId: 'U1', asked: 'x'.repeat(Math.random() * 1_000) })),
    60_000,
  );
  say('taken', ids);
  open.push(...ids);
  const ending = open.splice(0, Math.floor(Math.random() * 25));
  say('ending', ending);
  await journal.remove('child', ending);
  say('ended', ending);
}
