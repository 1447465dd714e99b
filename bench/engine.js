// @ts-check
import { Bench } from 'tinybench';
import { advise, redecide } from '../dist/engine/index.js';
import { loadEvidence } from '../dist/evidence/index.js';
import { buildPriceBook } from '../dist/prices/build-price-book.js';
import { AS_OF, BOOK, WORKLOAD } from './workload.js';

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
  for (const count of CANDIDATES) {
    const book = bookWith(count);
    const ms = await meanMs(`${count} candidates`, () => advise(WORKLOAD, book, { asOf: AS_OF }));
    console.log(
      `  ${String(count).padStart(3)} candidates ${ms.toFixed(1)} ms: ${(ms / count).toFixed(2)} ms each`,
    );
  }
}

/**
 * One advice, as a share of one chart; one redecision, as a share of an advice; and growth.
 * @param {number} chartSeconds what one chart takes on the main thread
 */
export async function benchAdvise(chartSeconds) {
  const options = { asOf: AS_OF, evidence: loadEvidence() };
  const plans = advise(WORKLOAD, BOOK, options).plans.length;
  const ms = await meanMs('advise', () => advise(WORKLOAD, BOOK, options));
  const again = await meanMs('redecide', () => redecide(WORKLOAD, BOOK, options));
  console.log(
    `One advise over ${plans} plans: ${ms.toFixed(2)} ms, ${(ms / 1000 / chartSeconds).toFixed(3)} of one chart.`,
  );
  console.log(`One redecide: ${again.toFixed(2)} ms, ${(again / ms).toFixed(3)} of one advise.`);
  await benchCandidates();
}
