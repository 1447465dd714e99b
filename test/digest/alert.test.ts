import { describe, expect, test } from 'vitest';
import { gatherDigest } from '../../src/digest/gather-digest.js';
import { addDays } from '../../src/engine/calendar.js';
import type { Workload } from '../../src/engine/index.js';
import { buildPriceBook, type PriceBookData } from '../../src/prices/build-price-book.js';
import type { PriceBook } from '../../src/prices/price-book.js';
import { type DigestContent, DigestContentSchema } from '../../src/workspace/subscription.js';
import { CATALOGUE } from '../catalogue.js';
import { estimateOf, situation, sourcesOf, windowOf } from './estimates.js';

const YESTERDAY = '2026-11-24';
const TODAY = '2026-11-25';

/** On a model that is measured, as Luna is: at a tenth of its price Luna is worth the change, at its own it is not. */
const TRIAGE: Workload = {
  name: 'Ticket triage',
  task: 'classification',
  volume: { queriesPerDay: 400_000 },
  tokens: { staticPrompt: 800, user: 300, output: 60 },
  current: { model: 'claude-haiku-5.5' },
  quality: {
    current: { right: 900, items: 1_000 },
    models: { 'gpt-6-luna': { right: 930, items: 1_000 } },
  },
  candidates: ['gpt-6-luna'],
};

function changed(change: Partial<PriceBookData>): PriceBook {
  return buildPriceBook({ ...CATALOGUE, ...change });
}

function repriced(product: string, factor: number): PriceBook {
  const facts = CATALOGUE.facts
    .filter((fact) => fact.product === product && fact.effectiveUntil === undefined)
    .map((fact) => {
      const usd = Number((fact.usd * factor).toPrecision(6));
      return { ...fact, id: `${fact.id}-moved`, usd, amount: String(usd), effectiveFrom: TODAY };
    });
  return changed({ facts: [...CATALOGUE.facts, ...facts] });
}

const SAID = {
  source: { id: 'T1', title: 'The page of a seller', date: YESTERDAY },
  checkedOn: YESTERDAY,
  confidence: 'A',
} as const;

function ending(date: string): PriceBook {
  return changed({
    models: CATALOGUE.models.map((model) =>
      model.id === 'claude-haiku-5.5' ? { ...model, endsOn: { ...SAID, date, orLater: false } } : model,
    ),
  });
}

/** The alert of one day. */
function alertOn(
  books: { readonly before?: PriceBook; readonly now: PriceBook },
  days: readonly [from: string, until: string] = [YESTERDAY, TODAY],
  content: Partial<DigestContent> = {},
) {
  const old = situation(books.before ?? CATALOGUE, days[0]);
  const now = situation(books.now, days[1]);
  return gatherDigest(
    sourcesOf({ estimates: [estimateOf('triage', TRIAGE, CATALOGUE, YESTERDAY)], old, now }),
    { workspaceId: 'T1', channelId: 'C1', content: DigestContentSchema.parse(content) },
    windowOf(old, now),
    'alert',
  );
}

describe('an alert', () => {
  test('tells that a decision flips, with its cause', async () => {
    const alert = await alertOn({ now: repriced('gpt-6-luna', 0.1) });
    expect(alert).toMatchObject({ kind: 'alert', quiet: false, decisions: { flips: 1, moved: 0 } });
    expect(alert.decisions.moves[0]?.causes[0]).toMatchObject({ kind: 'price', productName: 'GPT-6 Luna' });
  });

  test.each([
    ['falls', 0.9, 1],
    ['rises, which the digest tells', 1.1, 0],
  ])('whose model in use %s', async (_, factor, groups) => {
    const alert = await alertOn({ now: repriced('claude-haiku-5.5', factor) });
    expect(alert.prices.groups).toHaveLength(groups);
    expect(alert.quiet).toBe(groups === 0);
    expect(alert.decisions.moves).toEqual([]);
  });

  test('tells no cut of a model that nobody here uses, and none below the threshold', async () => {
    expect((await alertOn({ now: repriced('mistral-large-3', 0.9) })).quiet).toBe(true);
    const small = await alertOn({ now: repriced('claude-haiku-5.5', 0.9) }, undefined, { leastShare: 0.2 });
    expect(small.quiet).toBe(true);
  });

  test('tells that a model in use gets an end, however far away', async () => {
    const alert = await alertOn({ now: ending('2027-09-01') });
    expect(alert.shutdowns.ends).toMatchObject([{ on: '2027-09-01', isNewlyAnnounced: true }]);
    expect(alert.quiet).toBe(false);
  });

  test('reminds once each of 90, 30 and 7 days before an end, whatever days are left out', async () => {
    const end = '2027-03-10';
    const book = ending(end);
    /** Days before the end on which somebody looks. */
    const looks = [95, 91, 90, 89, 45, 28, 20, 8, 6, 5];
    const reminded: number[] = [];
    for (const [index, days] of looks.slice(1).entries()) {
      const from = addDays(end, -(looks[index] ?? 0));
      const alert = await alertOn({ before: book, now: book }, [from, addDays(end, -days)]);
      if (alert.shutdowns.ends.some(({ isReminder }) => isReminder)) reminded.push(days);
    }
    expect(reminded).toEqual([90, 28, 6]);
  });

  test('tells only of what the channel reads, and without news is quiet', async () => {
    const unread = await alertOn({ now: ending('2027-01-20') }, undefined, { include: ['prices'] });
    expect(unread.quiet).toBe(true);
    expect((await alertOn({ now: CATALOGUE })).quiet).toBe(true);
  });
});
