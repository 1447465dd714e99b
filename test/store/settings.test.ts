import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { workspaceSettings } from '../../src/store/schema/index.js';
import { createSettings } from '../../src/store/settings.js';
import type { Store } from '../../src/store/store.js';
import type { UnreadableRow } from '../../src/store/unreadable-row.js';
import { describeOnEveryStore } from './stores.js';

const ADA = { userId: 'U1', name: 'ada' };
const GRACE = { userId: 'U2', name: 'grace' };
const NOW = new Date('2026-11-22T12:00:00Z');
const LATER = new Date('2026-11-23T12:00:00Z');

describeOnEveryStore('settings of a workspace', (stores) => {
  let opened: Promise<Store> | undefined;
  async function open(unreadable: UnreadableRow[] = []) {
    opened ??= stores.open();
    const { database } = await opened;
    await database.delete(workspaceSettings);
    return { database, settings: createSettings(database, (row) => unreadable.push(row)) };
  }

  it('do not exist until somebody sets something', async () => {
    const { settings } = await open();
    expect(await settings.current('T1')).toBeUndefined();
  });

  it('name who changed them and when, and keep every version', async () => {
    const { database, settings } = await open();
    await settings.change('T1', ADA, NOW, (now) => ({ ...now, engineerMonthlyUsd: 20_000 }));
    const second = await settings.change('T1', GRACE, LATER, (now) => ({ ...now, horizonMonths: 24 }));
    expect(second).toMatchObject({
      version: 2,
      changedBy: 'U2',
      changedByName: 'grace',
      changedAt: LATER,
      settings: { engineerMonthlyUsd: 20_000, horizonMonths: 24 },
    });
    expect(await settings.current('T1')).toEqual(second);
    const rows = await database.select().from(workspaceSettings).where(eq(workspaceSettings.version, 1));
    expect(rows[0]).toMatchObject({ changedByName: 'ada', body: { engineerMonthlyUsd: 20_000 } });
  });

  it('changed by several people at once lose no change', async () => {
    const { settings } = await open();
    await Promise.all([
      settings.change('T1', ADA, NOW, (now) => ({ ...now, engineerMonthlyUsd: 20_000 })),
      settings.change('T1', GRACE, NOW, (now) => ({ ...now, horizonMonths: 24 })),
      settings.change('T1', ADA, NOW, (now) => ({ ...now, providers: ['openai'] })),
    ]);
    expect(await settings.current('T1')).toMatchObject({
      version: 3,
      settings: { engineerMonthlyUsd: 20_000, horizonMonths: 24, providers: ['openai'] },
    });
  });

  it('of one workspace are not those of another', async () => {
    const { settings } = await open();
    await settings.change('T1', ADA, NOW, (now) => ({ ...now, engineerMonthlyUsd: 20_000 }));
    expect(await settings.current('T2')).toBeUndefined();
    expect((await settings.change('T2', ADA, NOW, (now) => now)).settings).not.toHaveProperty(
      'engineerMonthlyUsd',
    );
  });

  it('that cannot be read are reported, and the version before holds', async () => {
    const unreadable: UnreadableRow[] = [];
    const { database, settings } = await open(unreadable);
    await settings.change('T1', ADA, NOW, (now) => ({ ...now, engineerMonthlyUsd: 20_000 }));
    await settings.change('T1', ADA, NOW, (now) => ({ ...now, engineerMonthlyUsd: 30_000 }));
    await database.execute(
      sql`UPDATE workspace_settings SET body = '{"editors": "nobody"}' WHERE version = 2`,
    );
    expect((await settings.current('T1'))?.settings.engineerMonthlyUsd).toBe(20_000);
    expect(unreadable[0]).toMatchObject({ table: 'workspace_settings', workspaceId: 'T1', key: 'version 2' });
    expect((await settings.change('T1', ADA, LATER, (now) => now)).version).toBe(3);
  });

  it('that make no sense are refused', async () => {
    const { settings } = await open();
    await expect(settings.change('T1', ADA, NOW, (now) => ({ ...now, horizonMonths: 0 }))).rejects.toThrow();
    expect(await settings.current('T1')).toBeUndefined();
  });
});
