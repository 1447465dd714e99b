// @ts-check
import { Bench } from 'tinybench';
import { decide } from '../dist/engine/choose/decide.js';
import { advise } from '../dist/engine/index.js';
import { worldOf } from '../dist/engine/odds/coefficients.js';
import { simulate } from '../dist/engine/odds/simulate.js';
import { uncertaintyOf } from '../dist/engine/odds/uncertainty.js';
import { buildPriceBook } from '../dist/prices/build-price-book.js';
import { AS_OF, BOOK, WORKLOAD } from './workload.js';

const DRAWS = 10_000;
const CANDIDATES = [10, 20, 40, 80];

/**
 * Mean milliseconds of one run.
 * @param {string} name
 * @param {() => unknown} run
 * @param {number} time how long to measure, in milliseconds
 */
async function meanMs(name, run, time = 2_000) {
  const bench = new Bench({ time, warmupTime: 500 });
  bench.add(name, () => void run());
  await bench.run();
  const result = bench.tasks[0]?.result;
  if (result === undefined || !('latency' in result)) throw new Error(`${name} was not measured.`);
  return result.latency.mean;
}

/** 10,000 draws over every feasible plan, against deciding again as often. */
async function benchSimulation() {
  const decision = decide(WORKLOAD, BOOK, AS_OF);
  const options = { draws: DRAWS, seed: 1 };
  const simulated = await meanMs('simulation', () => uncertaintyOf(decision, options));
  const decided = await meanMs('decide', () => decide(WORKLOAD, BOOK, AS_OF));
  const all = decision.contenders.filter((one) => one.horizonCostUsd !== null);
  const world = worldOf(
    decision,
    all.map(({ proposal }) => proposal),
  );
  if (world === null) throw new Error('The present plan has no known cost.');
  const spread = {
    volume: /** @type {const} */ ({ kind: 'lognormal', sd: 0.35 }),
    growth: /** @type {const} */ ({ kind: 'triangular', low: -0.03, mode: 0.01, high: 0.08 }),
    tokens: /** @type {const} */ ({ kind: 'lognormal', sd: 0.25 }),
    decay: /** @type {const} */ ({ kind: 'triangular', low: 0.2, mode: 0.6, high: 0.9 }),
    people: /** @type {const} */ ({ kind: 'triangular', low: 0.5, mode: 1, high: 2.4 }),
    upkeep: /** @type {const} */ ({ kind: 'triangular', low: 0.5, mode: 1, high: 2.4 }),
    lifeMonths: /** @type {const} */ ({ kind: 'triangular', low: 4, mode: 9, high: 18 }),
    accuracyError: 1,
    failures: true,
  };
  const drawn = await meanMs('draws', () => simulate(world, spread, options));
  const again = decided * DRAWS;
  const share = (/** @type {number} */ ms) => `1/${Math.round(again / ms)}`;
  console.log(`${DRAWS} futures, against ${DRAWS} times ${decided.toFixed(2)} ms for deciding again:`);
  console.log(
    `  draws over all ${all.length} plans of known cost ${drawn.toFixed(0)} ms: ratio ${share(drawn)} (goal: at most 1/50)`,
  );
  console.log(`  odds, band and value of information ${simulated.toFixed(0)} ms: ratio ${share(simulated)}`);
}

/**
 * The catalogue with this many untuned candidates, made by cloning.
 * @param {number} count
 */
function bookWith(count) {
  const sources = BOOK.models.filter((model) => model.candidate && model.endsOn === undefined);
  const clones = Array.from({ length: count }, (_, index) => {
    const source = sources[index % sources.length];
    if (source === undefined) throw new Error('The catalogue has no candidates.');
    const id = `clone-${index}`;
    const facts = BOOK.facts
      .filter((fact) => fact.product === source.id)
      .map((fact) => ({ ...fact, id: `${fact.id}#${index}`, product: id }));
    return { model: { ...source, id, name: id, aliases: [] }, facts };
  });
  return buildPriceBook({
    ...BOOK,
    models: [
      ...BOOK.models.map((model) => ({ ...model, candidate: false })),
      ...clones.map(({ model }) => model),
    ],
    facts: [...BOOK.facts, ...clones.flatMap(({ facts }) => facts)],
  });
}

/** How an advice grows with the number of candidate models. */
async function benchCandidates() {
  console.log('One advise by number of candidate models (goal: linear):');
  const workload = { ...WORKLOAD, quality: { smallerModel: 0.9 } };
  for (const count of CANDIDATES) {
    const book = bookWith(count);
    const ms = await meanMs(`${count} candidates`, () => advise(workload, book, { asOf: AS_OF }));
    console.log(
      `  ${String(count).padStart(3)} candidates ${ms.toFixed(1)} ms: ${(ms / count).toFixed(2)} ms each`,
    );
  }
}

/**
 * One advice, as a share of one chart; the simulation; and growth.
 * @param {number} chartSeconds what one chart takes on the main thread
 */
export async function benchAdvise(chartSeconds) {
  const plans = advise(WORKLOAD, BOOK, { asOf: AS_OF }).plans.length;
  const ms = await meanMs('advise', () => advise(WORKLOAD, BOOK, { asOf: AS_OF }));
  console.log(
    `One advise over ${plans} plans: ${ms.toFixed(2)} ms, ${(ms / 1000 / chartSeconds).toFixed(3)} of one chart.`,
  );
  await benchSimulation();
  await benchCandidates();
}
