import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ADA, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { type FeedToJudge, judgeFeed } from '../../src/prices/judge-feed.js';
import { syncPrices } from '../../src/prices/sync.js';
import { createPriceStore } from '../../src/store/prices.js';
import { createReadinessCheck } from '../../src/store/readiness.js';
import { CATALOGUE } from '../catalogue.js';
import { startWorld, USEFUL_LINE, type World } from './harness.js';

/** The runbook's table of what works without what, cell by cell. */

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const [, section = ''] = /\n## What works without what\n(.*?)\n## /s.exec(runbook) ?? [];
const [header = [], , ...rows] = [...section.matchAll(/^\| (.+) \|$/gm)].map(([, cells = '']) =>
  cells.split(' | ').map((cell) => cell.trim()),
);
const [, ...columns] = header;

/** What Slack is called with on the way of an answer. */
const CALLS = [
  'chat.postMessage',
  'chat.postEphemeral',
  'conversations.open',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
  'files.info',
];

/** How each part is taken away, and given back. */
const PARTS: Readonly<
  Record<string, { take(world: World): Promise<unknown>; give(world: World): Promise<unknown> }>
> = {
  Slack: {
    async take({ slack }) {
      for (const method of CALLS) {
        slack.faults.add({ method, times: Number.POSITIVE_INFINITY, respond: { status: 503, body: {} } });
      }
    },
    give: async ({ slack }) => slack.faults.clear(),
  },
  database: {
    take: ({ store }) => store.sql.executeSql('ALTER SCHEMA public RENAME TO away'),
    give: ({ store }) => store.sql.executeSql('ALTER SCHEMA away RENAME TO public'),
  },
  feed: {
    async take({ store }) {
      const looked = await syncPrices({
        store: createPriceStore(store),
        catalogue: CATALOGUE,
        clock: () => new Date('2026-11-22T12:00:00Z'),
        url: 'http://127.0.0.1:9/',
        judge: async (feed: FeedToJudge) => judgeFeed(feed),
      });
      expect(looked).toMatchObject({ outcome: 'refused', problem: { code: 'unreachable' } });
    },
    give: async () => {},
  },
  'room on the disk': {
    take: ({ store }) => store.sql.executeSql('SET default_transaction_read_only = on'),
    give: ({ store }) => store.sql.executeSql('SET default_transaction_read_only = off'),
  },
};

const REFUSED = 'nothing is begun, and the person is told so';

/** What a person sees who types this, in the words of the table. */
async function seen(world: World, line: string, answer: RegExp): Promise<string> {
  await world.type(line);
  const texts = [...world.slack.messages(ML_PLATFORM), ...world.slack.ephemerals(ADA)].map(
    ({ text }) => text,
  );
  if (texts.some((text) => text.includes('so nothing was started'))) return REFUSED;
  if (texts.some((text) => text.includes('Slack did not confirm')))
    return 'worked out; the person is told that it may not be there';
  return texts.some((text) => answer.test(text)) ? 'answered' : texts.join(' / ');
}

/** What is looked at, as the rows of the table name it. */
const LOOKS: Readonly<Record<string, (world: World) => Promise<string>>> = {
  '`/ftcost help`': (world) => seen(world, '/ftcost help', /^I tell you whether to prompt/),
  'a question': (world) => seen(world, USEFUL_LINE, /saves|Prompt|switch/i),
  '`/ftcost saved`': (world) => seen(world, '/ftcost saved', /^0 saved estimates/),
  '`/readyz`': ({ store }) =>
    createReadinessCheck(store)().then(
      () => '200',
      () => '503',
    ),
};

it('the table has a column for each part that may be away, and a row for each thing that is looked at', () => {
  expect(columns.map((column) => column.replace(/^no /, ''))).toEqual(Object.keys(PARTS));
  expect(rows.map(([row]) => row)).toEqual(Object.keys(LOOKS));
});

describe.each(Object.entries(PARTS))('without %s', (part, { take, give }) => {
  const column = header.indexOf(`no ${part}`);

  it.each(Object.entries(LOOKS))(
    '%s is as the runbook says, and answered again afterwards',
    async (name, look) => {
      const said = rows.find(([row]) => row === name)?.[column];
      const world = await startWorld();
      await take(world);
      try {
        expect(await look(world)).toBe(said);
      } finally {
        await give(world);
      }
      const later = await startWorld();
      expect(await look(later)).toBe(name === '`/readyz`' ? '200' : 'answered');
    },
  );
});
