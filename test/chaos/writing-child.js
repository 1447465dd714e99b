// @ts-check
import { randomUUID } from 'node:crypto';
import { createEstimates } from '../../dist/store/estimates.js';
import { openStore } from '../../dist/store/open-store.js';

/**
 * A process that writes estimates into the embedded database until it is killed. Prints `kept <json>` with the names
 * that it finds, then `saved <name>` and `renamed <name>` after each write that was confirmed.
 */

const [directory = '', round = ''] = process.argv.slice(2);
const store = await openStore({ kind: 'folder', directory });
const estimates = createEstimates(store.database, ({ problem }) => {
  throw new Error(`A row cannot be read: ${problem}`);
});
const { rows } = await store.sql.executeSql('SELECT DISTINCT workspace_id FROM estimates');
/** @type {string[]} */
const kept = [];
for (const row of rows) {
  const workspaceId =
    row !== null && typeof row === 'object' && 'workspace_id' in row ? row.workspace_id : '';
  const list = await estimates.list(String(workspaceId));
  kept.push(...list.estimates.map(({ name }) => name));
}
process.stdout.write(`kept ${JSON.stringify(kept)}\n`);

for (let number = 0; number < 190; number += 1) {
  const id = randomUUID();
  const name = `${round}.${number}`;
  const saved = await estimates.save(
    `T${round}`,
    {
      id,
      name,
      workload: {
        volume: { queriesPerDay: 500 },
        tokens: { user: 200, output: 100 },
        current: { model: 'gpt-4o' },
      },
      decision: {
        asOf: '2026-11-22',
        bookVersion: 'v',
        approach: 'prompting',
        planId: 'keep',
        planTitle: 'Keep GPT-4o',
        // Long enough that a row fills pages and the log is busy.
        headline: 'x'.repeat(4_000),
        unresolved: false,
        presentUsd: 1,
        chosenUsd: 1,
        upfrontUsd: 0,
        paybackDays: null,
      },
      createdBy: 'U1',
    },
    new Date('2026-11-22T12:00:00Z'),
  );
  if (saved.kind !== 'saved') throw new Error(`It was not saved: ${saved.kind}`);
  process.stdout.write(`saved ${name}\n`);
  if (number % 3 === 0) {
    const at = new Date('2026-11-22T12:00:00Z');
    await estimates.change(`T${round}`, id, { name: `${name}b` }, { userId: 'U1' }, at);
    process.stdout.write(`renamed ${name}b\n`);
  }
}
