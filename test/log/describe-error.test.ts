import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/log/create-logger.js';
import { inLogContext, noteWorkspace } from '../../src/log/log-context.js';
import { openMemoryStore } from '../store/stores.js';

function logged(act: (logger: ReturnType<typeof createLogger>) => void): readonly string[] {
  const lines: string[] = [];
  act(createLogger('debug', { write: (line: string) => lines.push(line) }));
  return lines;
}

describe('the log', () => {
  it('tells an error of the database without the values of its query', async () => {
    const store = await openMemoryStore();
    const typed = 'Zebra invoices';
    const failure: unknown = await store.database
      .execute(sql`SELECT ${typed}::int`)
      .catch((error: unknown) => error);
    await store.close();
    expect(String(failure)).toContain(typed);
    const [line = ''] = logged((logger) => logger.error({ err: failure }, 'It failed'));
    expect(line).toContain('SELECT $1::int');
    expect(line).toContain('22P02');
    expect(line).not.toContain('Zebra');
  });

  it('tells an error with its causes', () => {
    const error = new Error('outer', { cause: new Error('inner') });
    const [line = ''] = logged((logger) => logger.warn({ err: error }, 'It failed'));
    expect(JSON.parse(line)).toMatchObject({ err: { message: 'outer', cause: { message: 'inner' } } });
  });

  it('names request and workspace on every line of a request, and on no other', async () => {
    const lines: string[] = [];
    const logger = createLogger('debug', { write: (line: string) => lines.push(line) });
    logger.info('before');
    await Promise.all(
      ['T1', 'T2'].map((workspace) =>
        inLogContext(async () => {
          noteWorkspace(workspace);
          await new Promise((resolve) => setTimeout(resolve, 5));
          logger.info(workspace);
        }),
      ),
    );
    const [before, ...during] = lines.map((line): unknown => JSON.parse(line));
    expect(before).not.toHaveProperty('requestId');
    expect(during).toHaveLength(2);
    for (const workspaceId of ['T1', 'T2']) {
      expect(during).toContainEqual(
        expect.objectContaining({
          msg: workspaceId,
          workspaceId,
          requestId: expect.stringMatching(/^[0-9a-f]{8}$/),
        }),
      );
    }
  });
});
