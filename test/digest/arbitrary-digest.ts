import fc from 'fast-check';
import { type Digest, DigestSchema } from '../../src/digest/digest.js';
import { PRICE_MOVE_KINDS } from '../../src/digest/price-move.js';
import { DIGEST_PARTS } from '../../src/workspace/subscription.js';
import { nastyName } from '../slack/arbitraries.js';

/** Any digest that could be stored, however large, with names that try to be markup. */

const day = fc.constantFrom('2026-11-15', '2026-11-22', '2027-01-14', '2026-12-01');
const usd = fc.option(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e9, noNaN: true })));
const count = fc.nat(500);
const priceKind = fc.constantFrom('input', 'output', 'cachedInput', 'training', 'hostingHour');
const unit = fc.constantFrom('usdPerMTok', 'usdPerHour', 'usdPerJob');
const moveKind = fc.constantFrom(...PRICE_MOVE_KINDS);
const longName = fc.oneof(
  nastyName,
  nastyName.map((name) => name.repeat(20)),
  fc.constant(''),
);

const decision = fc.record({
  asOf: day,
  bookVersion: fc.string({ maxLength: 30 }),
  approach: fc.constantFrom('prompting', 'rag', 'fine-tuning', 'self-host'),
  planId: fc.constantFrom('keep', 'switch-model:gpt-6-luna', 'rag:gpt-4o'),
  planTitle: longName,
  headline: longName,
  unresolved: fc.boolean(),
  presentUsd: usd,
  chosenUsd: usd,
  upfrontUsd: usd,
  paybackDays: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true })),
});

const cause = fc.oneof(
  fc.record({
    kind: fc.constant('price'),
    move: moveKind,
    productName: longName,
    priceKind,
    oldUsd: usd,
    newUsd: usd,
    from: day,
  }),
  fc.record({
    kind: fc.constant('ended'),
    what: fc.constantFrom('answers', 'jobs'),
    name: longName,
    on: day,
  }),
  fc.record({ kind: fc.constant('ending'), name: longName, on: day }),
  fc.record({ kind: fc.constant('new-model'), name: longName }),
  fc.record({ kind: fc.constantFrom('settings', 'other') }),
);

const move = fc.record({
  estimateId: fc.uuid(),
  name: longName,
  flipped: fc.boolean(),
  oneOff: fc.boolean(),
  before: decision,
  after: decision,
  standingUsd: usd,
  causes: fc.array(cause, { minLength: 1, maxLength: 3 }),
});

const group = fc.record({
  kind: moveKind,
  provider: longName,
  used: fc.nat(3),
  products: fc.array(longName, { minLength: 1, maxLength: 5 }),
  productCount: fc.integer({ min: 1, max: 300 }),
  examples: fc.array(fc.record({ priceKind, unit, oldUsd: usd, newUsd: usd }), {
    minLength: 1,
    maxLength: 3,
  }),
  priceCount: fc.integer({ min: 3, max: 20 }),
  shares: fc.option(
    fc.record({
      least: fc.double({ min: -1, max: 0, noNaN: true }),
      most: fc.double({ min: 0, max: 1e4, noNaN: true }),
    }),
  ),
});

const newModel = fc.record({
  name: longName,
  provider: longName,
  estimateName: longName,
  oneOff: fc.boolean(),
  planTitle: longName,
  insteadOfUsd: fc.double({ min: 1, max: 1e7, noNaN: true }),
  billUsd: fc.double({ min: 0, max: 1, noNaN: true }),
  estimateCount: fc.integer({ min: 1, max: 200 }),
});

const shutdown = fc.record({
  name: longName,
  what: fc.constantFrom('answers', 'jobs'),
  on: day,
  orLater: fc.boolean(),
  daysLeft: fc.integer({ min: -7, max: 90 }),
  lastDayToAct: day,
  planTitle: longName,
  deployDays: fc.nat(100),
  movesAway: fc.boolean(),
  estimateNames: fc.array(longName, { minLength: 1, maxLength: 5 }),
  estimateCount: fc.integer({ min: 5, max: 200 }),
  isNews: fc.boolean(),
});

function listed<T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(item, { maxLength: 30 });
}

export const anyDigest: fc.Arbitrary<Digest> = fc
  .record({
    from: fc.constant('2026-11-15'),
    until: fc.constant('2026-11-22'),
    bookVersion: fc.string({ maxLength: 30 }),
    checkedOn: day,
    content: fc.record({
      include: fc.subarray([...DIGEST_PARTS]),
      leastUsd: fc.nat(1_000),
      leastShare: fc.double({ min: 0, max: 1, noNaN: true }),
      quietWeek: fc.constantFrom('one-line', 'nothing'),
    }),
    estimateCount: fc.integer({ min: 0, max: 200 }),
    undecided: fc.record({
      names: fc.array(longName, { maxLength: 5 }),
      count: fc.constant(5),
      newly: fc.nat(5),
    }),
    decisions: fc
      .record({ moves: listed(move), hidden: count, small: count })
      .map(({ moves, hidden, small }) => ({
        moves,
        flips: moves.filter(({ flipped }) => flipped).length,
        moved: moves.filter(({ flipped }) => !flipped).length + hidden,
        small,
      })),
    prices: fc.record({
      groups: listed(group),
      products: count,
      others: count,
      small: count,
      elsewhere: count,
    }),
    newModels: listed(newModel).map((models) => ({ models, count: models.length + 3 })),
    shutdowns: listed(shutdown).map((ends) => ({ ends, count: ends.length })),
    heldBack: count,
    quiet: fc.boolean(),
  })
  .map((digest) => DigestSchema.parse(digest));
