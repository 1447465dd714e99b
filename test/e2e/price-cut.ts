import { randomUUID } from 'node:crypto';
import type { Workload } from '../../src/engine/index.js';
import { ADA, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { buildPriceBook } from '../../src/prices/build-price-book.js';
import type { PriceBook } from '../../src/prices/price-book.js';
import { CATALOGUE } from '../catalogue.js';
import { estimateOf } from '../digest/estimates.js';
import type { World } from './harness.js';

const book = CATALOGUE;

/** The catalogue with one model at a fraction of its price from a day on. */
function cheaper(product: string, factor: number, effectiveFrom: string): PriceBook {
  const cut = book.facts
    .filter((fact) => fact.product === product && fact.effectiveUntil === undefined)
    .map((fact) => {
      const usd = Number((fact.usd * factor).toPrecision(6));
      return { ...fact, id: `${fact.id}-cut`, usd, amount: String(usd), effectiveFrom };
    });
  return buildPriceBook({ ...book, facts: [...book.facts, ...cut] });
}

/** Both would do, as the team has measured: the cheaper one is the decision. */
const MEASURED = { right: 9_600, items: 10_000 };

/** An estimate that the cut of Luna on 20 November flips: until then Nova Micro costs less. */
export async function watchTriage(world: World, name: string) {
  const workload: Workload = {
    name,
    task: 'classification',
    volume: { queriesPerDay: 400_000 },
    tokens: { staticPrompt: 800, user: 300, output: 60 },
    current: { model: 'gemini-3.5-flash-lite' },
    quality: {
      current: { right: 9_500, items: 10_000 },
      models: { 'gpt-6-luna': MEASURED, 'nova-micro': MEASURED },
    },
    candidates: ['gpt-6-luna', 'nova-micro'],
  };
  const id = randomUUID();
  const { decision } = estimateOf('x', workload, book, '2026-11-10');
  await world.workspaces.estimates.save(
    TEAM.id,
    { id, name, workload, decision, createdBy: ADA, channelId: ML_PLATFORM },
    new Date('2026-11-10T12:00:00Z'),
  );
  return { id, decision };
}

/** Prices that a cut of Luna on 20 November changed. */
export function cutOn20th(instant: Date): PriceBook {
  return instant < new Date('2026-11-20') ? book : cheaper('gpt-6-luna', 0.1, '2026-11-20');
}
