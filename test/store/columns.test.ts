import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { auditLog } from '../../src/store/schema/index.js';
import type { Store } from '../../src/store/store.js';
import { describeOnEveryStore } from './stores.js';

/** What the database keeps in place of a text. */
function stored(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\uFFFD');
}

describeOnEveryStore('columns', (stores) => {
  let store: Store;
  beforeAll(async () => {
    store = await stores.open();
  });

  it('of text and data take any characters, and change none that PostgreSQL can hold', async () => {
    const odd = fc.constantFrom(
      '\0',
      '\ud800',
      '\udc00',
      '\\',
      '\\u0000',
      '"',
      '\n',
      '\u{1f600}',
      'a',
      'u0000',
    );
    const texts = fc.array(odd, { maxLength: 6 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(texts, texts, async (actor, name) => {
        await store.database.delete(auditLog);
        const [row] = await store.database
          .insert(auditLog)
          .values({ workspaceId: 'T1', at: new Date(), actor, action: 'x', change: { [`k${name}`]: [name] } })
          .returning();
        expect(row).toMatchObject({ actor: stored(actor), change: { [`k${stored(name)}`]: [stored(name)] } });
      }),
      { numRuns: 60 },
    );
  });
});
