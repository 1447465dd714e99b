import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Advisor, type AdvisorOptions, createAdvisor } from '../../src/advisor/advisor.js';
import { AdvisorError } from '../../src/advisor/advisor-error.js';
import {
  advise,
  changedBook,
  PRESETS,
  redecide,
  UnknownModelError,
  type Workload,
} from '../../src/engine/index.js';
import { loadEvidence } from '../../src/evidence/index.js';
import { buildPriceBook } from '../../src/prices/build-price-book.js';
import { whatIfsFor } from '../../src/slack/features/result/what-ifs.js';
import { CATALOGUE } from '../catalogue.js';

const MISBEHAVING = fileURLToPath(new URL('./misbehaving-worker.js', import.meta.url));
const asOf = '2026-11-22';
const book = CATALOGUE;
/** What an advisor decides by unless it is given other results. */
const evidence = loadEvidence();
const workload: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 2_000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
  data: { examples: 5_000, tokensPerExample: 500 },
};

let advisor: Advisor | undefined;

function start(options: Partial<AdvisorOptions> = {}): Advisor {
  advisor = createAdvisor({ threads: 1, workMs: 15_000, ...options });
  return advisor;
}

afterEach(async () => {
  await advisor?.close();
});

function named(name: string) {
  return { workload: { ...workload, name }, book, asOf };
}

async function failureOf(asking: Promise<unknown>): Promise<AdvisorError> {
  const error = await asking.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AdvisorError)) throw new Error('Expected an AdvisorError.', { cause: error });
  return error;
}

describe('the advice of the advisor', () => {
  // One worker answers all of them: starting one takes longer than an advice.
  const lasting = createAdvisor({ threads: 1, workMs: 15_000 });
  afterAll(() => lasting.close());

  it.each(PRESETS.map((preset) => [preset.id, preset.workload] as const))(
    'on %s is what advise says',
    async (_, asked) => {
      expect(await lasting.advise({ workload: asked, book, asOf })).toStrictEqual(
        advise(asked, book, { asOf, evidence }),
      );
    },
  );

  it('on every what-if is what advise says over the changed book', async () => {
    const whatIfs = whatIfsFor(advise(workload, book, { asOf, evidence }));
    expect(whatIfs.flatMap(({ priceChanges }) => priceChanges.map(({ kind }) => kind))).toEqual(
      expect.arrayContaining(['scaled', 'tuned-life']),
    );
    for (const { workload: asked, priceChanges } of whatIfs) {
      const expected = advise(asked, changedBook(book, priceChanges), { asOf, evidence });
      expect(await lasting.advise({ workload: asked, book, asOf, priceChanges })).toStrictEqual(expected);
    }
  });

  it('goes by the book of the question', async () => {
    const raised = buildPriceBook({
      ...book,
      facts: book.facts.map((fact) => ({ ...fact, usd: fact.usd * 2, amount: String(fact.usd * 2) })),
    });
    for (const each of [book, raised, book]) {
      const advice = await lasting.advise({ workload, book: each, asOf });
      expect(advice).toStrictEqual(advise(workload, each, { asOf, evidence }));
      expect(advice.prices.bookVersion).toBe(each.version);
    }
  });

  it('without explanations is what redecide says, over changed prices too', async () => {
    const priceChanges = [{ kind: 'scaled', product: 'gpt-4o', factor: 0.5 }] as const;
    const expected = redecide(workload, changedBook(book, priceChanges), { asOf, evidence });
    expect(await lasting.redecide({ workload, book, asOf, priceChanges })).toStrictEqual(expected);
  });

  it('on an unknown model is the error of advise, with the name', async () => {
    const asking = lasting.advise({ workload: { ...workload, current: { model: 'gpt-none' } }, book, asOf });
    const error = await asking.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnknownModelError);
    expect(error).toMatchObject({ code: 'unknown-model', model: 'gpt-none' });
  });
});

describe('the advisor', () => {
  it('ends a worker that is stuck, and goes on', async () => {
    const { advise: ask } = start({ workerFile: MISBEHAVING, workMs: 8_000 });
    await ask({ workload, book, asOf });
    expect((await failureOf(ask(named('stuck')))).code).toBe('stuck');
    expect((await ask({ workload, book, asOf })).plans.length).toBeGreaterThan(1);
  });

  it.each([
    ['dies', 'die'],
    ['throws', 'throw'],
  ])('fails one question when its worker %s, and goes on', async (_, name) => {
    const { advise: ask } = start({ workerFile: MISBEHAVING });
    const [failed, waiting] = [failureOf(ask(named(name))), ask({ workload, book, asOf })];
    expect((await failed).code).toBe('worker-failed');
    expect((await waiting).plans.length).toBeGreaterThan(1);
    expect((await ask({ workload, book, asOf })).plans.length).toBeGreaterThan(1);
  });

  it('refuses a question when too many wait', async () => {
    const { advise: ask } = start({ queue: 2 });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => ask({ workload, book, asOf })));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toHaveLength(5);
    for (const reason of refused) expect(reason).toMatchObject({ name: 'AdvisorError', code: 'queue-full' });
  });

  it('answers nothing after it has been closed', async () => {
    const closing = start({ workerFile: MISBEHAVING });
    const underWay = failureOf(closing.advise(named('slow')));
    await closing.close();
    expect((await underWay).code).toBe('closed');
    expect((await failureOf(closing.advise({ workload, book, asOf }))).code).toBe('closed');
  });

  it('leaves the event loop free while it works', async () => {
    const { advise: ask } = start({ workerFile: MISBEHAVING });
    await ask({ workload, book, asOf });
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 5);
    await Promise.all(Array.from({ length: 4 }, () => ask(named('slow'))));
    clearInterval(ticking);
    // In this thread, four questions of 100 ms would let it tick four times at most.
    expect(ticks).toBeGreaterThan(10);
  });
});
