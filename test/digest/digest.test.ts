import { describe, expect, test } from 'vitest';
import { causesOf } from '../../src/digest/causes.js';
import { gatherDigest } from '../../src/digest/gather-digest.js';
import type { Situation } from '../../src/digest/redecide-estimates.js';
import type { Workload } from '../../src/engine/index.js';
import { buildPriceBook, type PriceBookData } from '../../src/prices/build-price-book.js';
import type { PriceBook, PriceFact } from '../../src/prices/price-book.js';
import type { SettingsVersion } from '../../src/workspace/settings.js';
import { type DigestContent, DigestContentSchema } from '../../src/workspace/subscription.js';
import { CATALOGUE } from '../catalogue.js';
import {
  decideHere,
  estimateOf,
  presetEstimates,
  type SourceOptions,
  situation,
  sourcesOf,
  windowOf,
} from './estimates.js';

const book = CATALOGUE;
const FROM = '2026-11-22';
const UNTIL = '2026-11-29';

/** A workload that Luna serves at the shipped price, or would serve at a lower one. */
const TRIAGE = {
  name: 'Ticket triage',
  task: 'classification',
  volume: { queriesPerDay: 400_000 },
  tokens: { staticPrompt: 800, user: 300, output: 60 },
  current: { model: 'gemini-3.5-flash-lite' },
} as const;

/** The same on a model that is measured, as Luna is: at a tenth of its price Luna is worth the change, at its own it is not. */
const MEASURED: Workload = {
  ...TRIAGE,
  current: { model: 'claude-haiku-5.5' },
  quality: {
    current: { right: 900, items: 1_000 },
    models: { 'gpt-6-luna': { right: 930, items: 1_000 } },
  },
  candidates: ['gpt-6-luna'],
};
const measured = [estimateOf('triage', MEASURED, book, FROM)];

function changed(change: Partial<PriceBookData>): PriceBook {
  return buildPriceBook({ ...book, ...change });
}

/** New prices from a day on: those of the products, times the factor. */
function moved(products: readonly string[], factor: number, effectiveFrom: string): readonly PriceFact[] {
  return book.facts
    .filter(({ product, effectiveUntil }) => products.includes(product) && effectiveUntil === undefined)
    .map((fact) => {
      const usd = Number((fact.usd * factor).toPrecision(6));
      return { ...fact, id: `${fact.id}-moved`, usd, amount: String(usd), effectiveFrom };
    });
}

function withMoved(products: readonly string[], factor: number, on = '2026-11-25'): PriceBook {
  return changed({ facts: [...book.facts, ...moved(products, factor, on)] });
}

function digestOf(
  options: Partial<SourceOptions> & { readonly now: Situation },
  content: Partial<DigestContent> = {},
  channelId = 'C1',
) {
  const old = options.old ?? situation(book, FROM);
  const estimates = options.estimates ?? [estimateOf('triage', TRIAGE, book, FROM)];
  return gatherDigest(
    sourcesOf({ ...options, estimates, old }),
    { workspaceId: 'T1', channelId, content: DigestContentSchema.parse(content) },
    windowOf(old, options.now),
    'digest',
  );
}

describe('a decision', () => {
  test('flips when a price cut makes another product the better one, and the cut is the cause', async () => {
    const now = situation(withMoved(['gpt-6-luna'], 0.1), UNTIL);
    const { decisions } = await digestOf({ estimates: measured, now });
    expect(decisions).toMatchObject({ flips: 1, moved: 0, small: 0 });
    const [move] = decisions.moves;
    expect(move?.after.planId).toBe('switch-model:gpt-6-luna');
    expect(move?.before.planId).not.toBe(move?.after.planId);
    expect(move?.causes).toEqual([
      expect.objectContaining({
        kind: 'price',
        move: 'changed',
        productName: 'GPT-6 Luna',
        priceKind: 'input',
      }),
    ]);
  });

  test('does not move while nothing moves, and the week is quiet', async () => {
    const digest = await digestOf({ now: situation(book, UNTIL) }, { include: ['decisions', 'new-models'] });
    expect(digest.decisions).toEqual({ moves: [], flips: 0, moved: 0, small: 0, ties: 0 });
    expect(digest.quiet).toBe(true);
  });

  test.each([
    ['down', 0.97],
    ['up', 1.03],
  ])(
    'whose bill moves %s by less than the threshold is only counted, and told at or above it',
    async (_, factor) => {
      const now = situation(withMoved(['gemini-3.5-flash-lite'], factor), UNTIL);
      const all = (await digestOf({ now })).decisions.moves[0];
      if (all === undefined || all.flipped) throw new Error('The bill was to move without a flip.');
      const size = Math.abs((all.after.presentUsd ?? 0) - (all.before.presentUsd ?? 0));
      expect(size).toBeGreaterThan(1);
      expect((await digestOf({ now }, { leastUsd: size * 1.01 })).decisions).toMatchObject({
        moves: [],
        small: 1,
      });
      expect((await digestOf({ now }, { leastUsd: size * 0.99 })).decisions).toMatchObject({
        moved: 1,
        small: 0,
      });
    },
  );

  test('that flips is told whatever the threshold', async () => {
    const now = situation(withMoved(['gpt-6-luna'], 0.1), UNTIL);
    expect((await digestOf({ estimates: measured, now }, { leastUsd: 1e9 })).decisions.flips).toBe(1);
  });

  test('that stays within the same test, or among plans as good, does not flip, and a tie is counted', async () => {
    const now = situation(withMoved(['gpt-6-luna', 'claude-haiku-5.5'], 0.97), UNTIL);
    expect((await digestOf({ now })).decisions.flips).toBe(0);
    const twins: Workload = {
      ...MEASURED,
      current: { model: 'gemini-3.5-flash-lite' },
      quality: {
        current: { right: 900, items: 1_000 },
        models: {
          'gpt-6-luna': { right: 930, items: 1_000 },
          'claude-haiku-5.5': { right: 930, items: 1_000 },
        },
      },
      candidates: ['gpt-6-luna', 'claude-haiku-5.5'],
      untuned: { tokenFactor: 1 },
    };
    const cheaper = situation(withMoved(['claude-haiku-5.5'], 0.99), UNTIL);
    const { decisions } = await digestOf({
      estimates: [estimateOf('twins', twins, book, FROM)],
      now: cheaper,
    });
    expect(decisions).toMatchObject({ flips: 0, ties: 1 });
  });

  test('that only the settings move is said to come from the settings', async () => {
    const settings: SettingsVersion = {
      workspaceId: 'T1',
      version: 1,
      settings: { providers: ['openai'], negotiated: [], editors: 'admins' },
      changedBy: 'U1',
      changedByName: 'Ada',
      changedAt: new Date('2026-11-25T00:00:00Z'),
    };
    const { decisions } = await digestOf({
      estimates: presetEstimates(book, FROM),
      now: { ...situation(book, UNTIL), settings },
    });
    expect(decisions.flips).toBeGreaterThan(0);
    for (const { causes } of decisions.moves) expect(causes).toEqual([{ kind: 'settings' }]);
  });

  test('made after the last digest is compared with what was decided then', async () => {
    const cut = withMoved(['gpt-6-luna'], 0.1);
    const saved = estimateOf('triage', MEASURED, cut, '2026-11-26');
    const { decisions } = await digestOf({ estimates: [saved], now: situation(cut, UNTIL) });
    expect(decisions).toEqual({ moves: [], flips: 0, moved: 0, small: 0, ties: 0 });
  });

  test('saved in the subscribed channel comes before a larger one from elsewhere', async () => {
    const small = { ...estimateOf('small', TRIAGE, book, FROM), channelId: 'C2' };
    const large = estimateOf('large', { ...TRIAGE, volume: { queriesPerDay: 900_000 } }, book, FROM);
    const now = situation(withMoved(['gpt-6-luna'], 0.1), UNTIL);
    const names = async (channelId: string) =>
      (await digestOf({ estimates: [large, small], now }, {}, channelId)).decisions.moves.map(
        ({ estimateId }) => estimateId,
      );
    expect(await names('C1')).toEqual(['large', 'small']);
    expect(await names('C2')).toEqual(['small', 'large']);
  });
});

describe('an estimate', () => {
  test('of the same workload is decided once, and told for each', async () => {
    let asked = 0;
    const estimates = Array.from({ length: 50 }, (_, index) => ({
      ...estimateOf('triage', MEASURED, book, FROM),
      id: String(index),
      name: `Team ${index}`,
    }));
    const { decisions } = await digestOf({
      estimates,
      now: situation(withMoved(['gpt-6-luna'], 0.1), UNTIL),
      decide: (workload, at) => {
        asked += 1;
        return decideHere(workload, at);
      },
    });
    expect(asked).toBe(2);
    expect(decisions.flips).toBe(50);
    expect(new Set(decisions.moves.map(({ name }) => name)).size).toBe(decisions.moves.length);
  });

  test('whose model has left the price book is named, and does not stop the others', async () => {
    const lost = changed({ models: book.models.filter(({ id }) => id !== 'gpt-4o') });
    const other = estimateOf('other', { ...TRIAGE, name: 'Other', current: { model: 'gpt-4o' } }, book, FROM);
    const digest = await digestOf({
      estimates: [other, estimateOf('triage', TRIAGE, book, FROM)],
      now: situation(lost, UNTIL),
    });
    expect(digest.undecided).toEqual({ names: ['Other'], count: 1, newly: 1 });
    expect(digest.estimateCount).toBe(2);
    expect(digest.quiet).toBe(false);
  });

  test('that fails for another reason fails the digest, so that it is tried again', async () => {
    const failing = digestOf({
      now: situation(book, UNTIL),
      decide: async () => {
        throw new RangeError('busy');
      },
    });
    await expect(failing).rejects.toThrow('busy');
  });

  test('is asked about at most four at a time', async () => {
    let now = 0;
    let most = 0;
    const estimates = Array.from({ length: 20 }, (_, index) =>
      estimateOf(String(index), { ...TRIAGE, volume: { queriesPerDay: 1_000 + index } }, book, FROM),
    );
    await digestOf({
      estimates,
      now: situation(book, UNTIL),
      decide: async (workload, at) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 1));
        now -= 1;
        return decideHere(workload, at);
      },
    });
    expect(most).toBe(4);
  });
});

describe('price changes', () => {
  test('of one cause are one line, those in use first, and small ones are counted', async () => {
    const now = situation(withMoved(['gpt-4o', 'gpt-6-luna', 'claude-haiku-5.5'], 0.8), UNTIL);
    const estimates = [estimateOf('x', { ...TRIAGE, current: { model: 'gpt-4o' } }, book, FROM)];
    const { prices } = await digestOf({ estimates, now });
    expect(prices.groups.map(({ provider, productCount }) => [provider, productCount])).toEqual([
      ['OpenAI', 2],
      ['Anthropic', 1],
    ]);
    expect(prices.groups[0]).toMatchObject({ kind: 'changed', products: ['GPT-6 Luna', 'GPT-4o'] });
    expect(prices.groups[0]?.shares?.least).toBeCloseTo(-0.2, 3);
    const fewer = await digestOf({ estimates, now }, { leastShare: 0.25 });
    expect(fewer.prices).toEqual({ groups: [], products: 0, others: 0, small: 3, elsewhere: 0 });
    expect((await digestOf({ estimates, now }, { leastShare: 0.19 })).prices.groups).toHaveLength(2);
  });

  test('tell what is in use, its successor, candidates and offers; of the rest a count, and that week is quiet', async () => {
    const use = { ...TRIAGE, current: { model: 'gpt-4.1-mini' } };
    const estimates = [estimateOf('x', use, book, FROM)];
    const elsewhere = situation(withMoved(['o3', 'gpt-5-nano'], 0.5), UNTIL);
    const quiet = await digestOf({ estimates, now: elsewhere }, { include: ['prices'] });
    expect(quiet.prices).toEqual({ groups: [], products: 0, others: 0, small: 0, elsewhere: 2 });
    expect(quiet.quiet).toBe(true);
    const near = situation(withMoved(['o3', 'gpt-6-luna', 'together/qwen3.5-9b/lora'], 0.5), UNTIL);
    const { prices, quiet: isQuiet } = await digestOf({ estimates, now: near }, { include: ['prices'] });
    expect(prices.groups.flatMap(({ products }) => products)).toEqual([
      'GPT-6 Luna',
      book.tuningOffers.find(({ id }) => id === 'together/qwen3.5-9b/lora')?.name,
    ]);
    expect([prices.elsewhere, isQuiet]).toEqual([1, false]);
  });

  test('that only become known or unknown are none', async () => {
    const facts = book.facts.filter(({ product }) => product !== 'gpt-6-luna');
    const without = situation(changed({ facts }), FROM);
    const gained = { old: without, now: situation(book, UNTIL) };
    const estimates = [estimateOf('x', { ...TRIAGE, current: { model: 'gpt-4o' } }, book, FROM)];
    const names = async (week: Pick<SourceOptions, 'now'> & Partial<SourceOptions>) =>
      (await digestOf({ estimates, ...week })).prices.groups.flatMap(({ products }) => products);
    expect(await names(gained)).not.toContain('GPT-6 Luna');
    expect(await names({ now: situation(changed({ facts }), UNTIL) })).not.toContain('GPT-6 Luna');
  });

  test('for a later day are told as announced, once, and as due on their day', async () => {
    const announced = withMoved(['gpt-4o'], 2, '2026-12-15');
    const estimates = [estimateOf('x', { ...TRIAGE, current: { model: 'gpt-4o' } }, book, FROM)];
    const first = await digestOf({ estimates, now: situation(announced, UNTIL) });
    expect(first.prices.groups).toMatchObject([
      { kind: 'announced', from: '2026-12-15', products: ['GPT-4o'] },
    ]);
    const week = { old: situation(announced, UNTIL), now: situation(announced, '2026-12-06') };
    expect(
      (await digestOf({ estimates, ...week })).prices.groups.filter(({ products }) =>
        products.includes('GPT-4o'),
      ),
    ).toEqual([]);
    const due = { old: situation(announced, '2026-12-13'), now: situation(announced, '2026-12-20') };
    expect((await digestOf({ estimates, ...due })).prices.groups).toMatchObject([
      { kind: 'came-due', from: '2026-12-15' },
    ]);
  });

  test('that mend a wrong source are corrections', async () => {
    const facts = book.facts.map((fact) =>
      fact.product === 'gpt-4o-mini' ? { ...fact, usd: fact.usd / 2, amount: String(fact.usd / 2) } : fact,
    );
    const estimates = [estimateOf('x', { ...TRIAGE, current: { model: 'gpt-4o-mini' } }, book, FROM)];
    const { prices } = await digestOf({ estimates, now: situation(changed({ facts }), UNTIL) });
    expect(prices.groups.map(({ kind }) => kind)).toEqual(['corrected']);
  });
});

describe('a new model', () => {
  const nova = (factor: number) => {
    const luna = book.findModel('gpt-6-luna');
    if (luna === undefined) throw new Error('no Luna');
    const facts = moved(['gpt-6-luna'], factor, '2026-11-25').map((fact) => ({
      ...fact,
      id: `nova ${fact.id}`,
      product: 'gpt-6-nova',
    }));
    return changed({
      models: [...book.models, { ...luna, id: 'gpt-6-nova', name: 'GPT-6 Nova', aliases: [] }],
      facts: [...book.facts, ...facts],
    });
  };

  test('that becomes the decision is its cause', () => {
    const { decision } = estimateOf('triage', TRIAGE, book, FROM);
    const redecided = {
      estimate: { id: 'triage', name: 'Ticket triage' },
      oneOff: false,
      before: decision,
      after: decision,
      standingUsd: null,
      uses: { present: ['gpt-4o'], chosen: ['gpt-6-nova'], stood: ['gpt-4o'] },
      deployDays: 0,
      offers: [],
      bySettings: false,
    };
    const newModels = new Map([['gpt-6-nova', 'GPT-6 Nova']]);
    const happened = { from: FROM, until: UNTIL, moves: [], ends: [], newModels };
    expect(causesOf(redecided, happened)).toEqual([{ kind: 'new-model', name: 'GPT-6 Nova' }]);
  });

  test('that has to be tested first is worth a look, and no flip', async () => {
    const digest = await digestOf({ now: situation(nova(0.1), UNTIL) });
    expect(digest.decisions.flips).toBe(0);
    expect(digest.newModels.models.map(({ name }) => name)).toEqual(['GPT-6 Nova']);
  });

  test('is told by what it saves where decisions are not read', async () => {
    const { newModels } = await digestOf({ now: situation(nova(0.1), UNTIL) }, { include: ['new-models'] });
    const [model] = newModels.models;
    expect(model).toMatchObject({ name: 'GPT-6 Nova', estimateName: 'Ticket triage', estimateCount: 1 });
    expect(model?.billUsd).toBeLessThan(model?.insteadOfUsd ?? 0);
  });

  test('that saves nothing is not worth a look', async () => {
    const digest = await digestOf(
      { now: situation(nova(50), UNTIL) },
      { include: ['decisions', 'new-models'] },
    );
    expect(digest.newModels.count).toBe(0);
    expect(digest.quiet).toBe(true);
  });
});

describe('a shutdown', () => {
  const use = { ...TRIAGE, current: { model: 'gpt-4o' } };
  const estimates = [estimateOf('x', use, book, FROM)];

  test('within 90 days of a model in use comes with the last day on which the move away can begin', async () => {
    const { shutdowns } = await digestOf({ estimates, now: situation(book, UNTIL) });
    const [end] = shutdowns.ends;
    expect(end).toMatchObject({
      name: 'GPT-4o',
      what: 'answers',
      on: '2027-01-14',
      daysLeft: 46,
      movesAway: true,
    });
    const days = Math.round(Date.parse('2027-01-13') - Date.parse(end?.lastDayToAct ?? '')) / 86_400_000;
    expect(days).toBe(Math.ceil(end?.deployDays ?? -1));
  });

  test('is news when it enters the 90 days or the last day to act is near, and else a quiet week mentions it', async () => {
    const on = async (old: string, now: string) =>
      (
        await digestOf(
          {
            estimates: [estimateOf('x', use, book, old)],
            old: situation(book, old),
            now: situation(book, now),
          },
          { include: ['decisions', 'shutdowns'] },
        )
      ).shutdowns.ends[0]?.isNews;
    expect(await on('2026-10-12', '2026-10-19')).toBe(true);
    expect(await on('2026-10-19', '2026-10-26')).toBe(false);
    expect(await on('2026-12-27', '2027-01-03')).toBe(true);
  });

  test('of a model that no estimate uses is not told', async () => {
    expect((await digestOf({ now: situation(book, UNTIL) })).shutdowns.count).toBe(0);
  });
});

test('what is held back is counted', async () => {
  expect((await digestOf({ now: situation(book, UNTIL), heldBack: 7 })).heldBack).toBe(7);
});
