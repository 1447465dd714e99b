import { readFileSync } from 'node:fs';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import * as schema from '../src/store/schema/index.js';

/** docs/what-is-kept.md against the schema. */

const page = readFileSync(new URL('../docs/what-is-kept.md', import.meta.url), 'utf8');

/** Tables as the page has them: name, description, columns, until when. */
const rows = [...page.matchAll(/^\| `(\w+)` \| (.+) \| (`.+`) \| (.+) \|$/gm)].map(
  ([, table = '', about = '', columns = '', until = '']) => ({
    table,
    about,
    columns: [...columns.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    until,
  }),
);

const tables = Object.values(schema).flatMap((table) => (is(table, PgTable) ? [getTableConfig(table)] : []));

describe('the page on what is kept', () => {
  it('lists every table, and no other', () => {
    expect(rows.map(({ table }) => table).sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it.each(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)] as const))(
    'lists every column of %s, and no other',
    (name, columns) => {
      expect(rows.find(({ table }) => table === name)?.columns).toEqual(columns);
    },
  );

  it('says of every table of a workspace that it goes with the app, and of no other table', () => {
    const isOwned = ({ name, columns }: (typeof tables)[number]) =>
      name === 'installations' || columns.some((column) => column.name === 'workspace_id');
    const owned = tables.filter(isOwned).map(({ name }) => name);
    const said = rows.filter(({ until }) => until.includes('the app is removed')).map(({ table }) => table);
    expect(said.sort()).toEqual(owned.sort());
  });

  it('names people only in tables of a workspace', () => {
    const aboutPeople = /user_id|created_by|changed_by|name$/;
    for (const { name, columns } of tables) {
      const personal = columns.filter((column) => aboutPeople.test(column.name));
      if (personal.length > 0)
        expect(
          columns.map((column) => column.name),
          name,
        ).toContain('workspace_id');
    }
  });
});
