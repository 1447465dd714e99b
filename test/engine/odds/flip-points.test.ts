import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Advice, FlipPoint, Plan } from '../../../src/engine/advice.js';
import { advise } from '../../../src/engine/advise.js';
import type { Contender, Question } from '../../../src/engine/choose/competing-plans.js';
import { decide } from '../../../src/engine/choose/decide.js';
import { scaledBook } from '../../../src/engine/cost/scaled-book.js';
import { subjectOf } from '../../../src/engine/odds/driver.js';
import { leversOf } from '../../../src/engine/odds/drivers.js';
import { totalUsd } from '../../../src/engine/odds/plan-costs.js';
import { PRESETS } from '../../../src/engine/presets.js';
import { NO_EVIDENCE } from '../../../src/engine/quality/no-evidence.js';
import type { Workload } from '../../../src/engine/workload.js';
import { CATALOGUE } from '../../catalogue.js';
import { runs } from '../../runs.js';
import { planOf } from '../ask.js';
import { AS_OF, testBook } from '../test-book.js';
import { uncertainWorkload } from '../uncertain-workload.js';

const BOOK = testBook();
/** Distance from a threshold at which it is checked: 1 %. */
const EPSILON = 0.01;

function ask(workload: Workload, book = BOOK): Advice {
  return advise(workload, book, { asOf: AS_OF, draws: 50 });
}

/** As many scenarios as flip points are looked for with. */
const SAMPLE = { draws: 50, seed: 1 };

function decided(workload: Workload, book = BOOK) {
  const question: Question = { workload, book, evidence: NO_EVIDENCE, asOf: AS_OF };
  return decide(question, { sample: SAMPLE }, false);
}

/** What is decided with an input at a value, worked out again by the whole engine: the winner and all that is as good. */
function decisionAt(workload: Workload, point: FlipPoint, value: number) {
  const lever = leversOf(subjectOf(decided(workload))).find((one) => one.input === point.input);
  if (lever === undefined) throw new Error(`No lever ${point.input}`);
  const question = lever.at(value);
  const { winner, course, contenders } = decided(question.workload, question.book);
  const near = new Set([...course.tiedIds, winner?.id]);
  const decisions = contenders
    .filter(({ id }) => near.has(id))
    .map(({ proposal }) => proposal.draft.decision);
  return { winnerId: winner?.id, decisions };
}

/** A tune that pays from some volume on. */
const TUNE: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 30_000 },
  tokens: { staticPrompt: 2_000, user: 200, output: 20 },
  current: { model: 'plain' },
  candidates: [],
  data: { examples: 2_000 },
};

describe('flip points', () => {
  it('lie where another plan wins, on either side', { timeout: 240_000 }, () => {
    let checked = 0;
    fc.assert(
      fc.property(uncertainWorkload, (workload) => {
        const advice = ask(workload);
        // With the test that is planned and without: what only a test decides is no flip.
        const todays = [
          advice.plans.find(({ id }) => id === advice.verdict.planId),
          decided(workload).winner?.proposal.draft,
        ].flatMap((one) => one?.decision ?? []);
        for (const point of advice.flipPoints) {
          if (point.threshold === null) continue;
          const isShare = point.input === 'quality.fineTuned' || /Rate$|Fte$/.test(point.input);
          const step = EPSILON * (isShare ? Math.max(0.1, point.threshold) : point.threshold);
          const outward = point.direction === 'above' ? step : -step;
          // Never past where the input stands today, and no share above 1.
          const limit = point.current ?? (outward > 0 ? 0 : Number.POSITIVE_INFINITY);
          const inside =
            outward > 0
              ? Math.max(limit, point.threshold - outward)
              : Math.min(limit, point.threshold - outward);
          const beyond = Math.max(0, point.threshold + outward);
          const most = /quality.fineTuned|Rate$/.test(point.input) ? 1 : Number.POSITIVE_INFINITY;
          const { decisions } = decisionAt(workload, point, inside);
          if (!advice.verdict.unresolved)
            expect(
              decisions.filter((one) => todays.includes(one)),
              point.statement,
            ).not.toEqual([]);
          const there = decisionAt(workload, point, Math.min(most, beyond));
          expect(there.winnerId, point.statement).toBe(point.winsPlanId);
          checked++;
        }
      }),
      { numRuns: runs(60), endOnFailure: true },
    );
    expect(checked).toBeGreaterThan(10);
  });

  it('start from today: an input set to what it is changes nothing', () => {
    fc.assert(
      fc.property(uncertainWorkload, (workload) => {
        const decision = decided(workload);
        for (const lever of leversOf(subjectOf(decision))) {
          if (lever.current === null) continue;
          const same = lever.at(lever.current);
          expect(decided(same.workload, same.book).winner?.id, lever.input).toBe(decision.winner?.id);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('say from which volume on a tune wins', () => {
    const { flipPoints, verdict } = ask(TUNE);
    const point = flipPoints.find((one) => one.input === 'volume.queriesPerDay' && one.direction === 'above');
    expect(verdict.planId).not.toBe('fine-tune:lab/mini');
    expect(point?.winsPlanId).toMatch(/^fine-tune:/);
    expect(point?.statement).toMatch(/^Above .* queries a day, the verdict becomes: fine-tune /);
    const beyond = (point?.threshold ?? 0) * (1 + EPSILON);
    expect(ask({ ...TUNE, volume: { queriesPerDay: beyond } }).verdict.planId).toBe(point?.winsPlanId);
    const within = (point?.threshold ?? 0) * (1 - EPSILON);
    expect(ask({ ...TUNE, volume: { queriesPerDay: within } }).verdict.planId).toBe(verdict.planId);
  });

  it('of a preset lead to another decision, not to a twin of the verdict', () => {
    const workload = PRESETS.find(({ id }) => id === 'ticket-triage')?.workload;
    if (workload === undefined) throw new Error('Ticket triage is a preset.');
    const { flipPoints, plans, verdict } = advise(workload, CATALOGUE, { asOf: AS_OF, draws: 50 });
    const decisionOf = (planId?: string) => plans.find(({ id }) => id === planId)?.decision;
    for (const { winsPlanId, statement } of flipPoints)
      if (winsPlanId !== undefined)
        expect(decisionOf(winsPlanId), statement).not.toBe(decisionOf(verdict.planId));
  });

  it('move every price that the plan in question pays', () => {
    const cascade = {
      ...TUNE,
      candidates: ['small', 'frontier'],
      current: { model: 'gpt-4o' },
      data: { examples: 0 },
    };
    const decision = decided(cascade);
    const focus = decision.contenders.find(({ proposal }) => proposal.kind === 'cascade') ?? null;
    const subject = { ...subjectOf(decision), focus };
    const lever = leversOf(subject).find(({ input }) => input === 'price of the best alternative');
    const half = lever?.at(0.5).book;
    const bought = new Set(
      focus?.proposal.draft.perQuery[0]?.ledger.lines.flatMap(({ price }) => price?.product ?? []),
    );
    expect(bought.size).toBe(2);
    for (const id of bought) {
      const scale = id === 'gpt-4o' ? 1 : 0.5;
      expect(half?.ratesOf(id, AS_OF).output?.usd).toBe((BOOK.ratesOf(id, AS_OF).output?.usd ?? 0) * scale);
    }
  });

  it('say so where nothing changes, with the range', () => {
    const workload: Workload = {
      volume: { queriesPerDay: 10 },
      tokens: { user: 100, output: 10 },
      current: { model: 'stepped' },
      candidates: [],
    };
    const volume = ask(workload).flipPoints.find((one) => one.input === 'people.engineerMonthlyUsd');
    expect(volume?.threshold).toBeNull();
    expect(volume?.winsPlanId).toBeUndefined();
    expect(volume?.statement).toMatch(/^From .* to .*, the verdict stays the same\.$/);
  });

  it('keep the provenance of a price that is moved', () => {
    const book = scaledBook(BOOK, 'plain', 0.5);
    const before = BOOK.ratesOf('plain', AS_OF).input;
    const after = book.ratesOf('plain', AS_OF).input;
    expect(after?.usd).toBe((before?.usd ?? 0) / 2);
    expect(after?.source).toEqual(before?.source);
    expect(after?.confidence).toBe(before?.confidence);
    expect(book.ratesOf('small', AS_OF)).toEqual(BOOK.ratesOf('small', AS_OF));
    expect(scaledBook(BOOK, 'lab/mini', 2).tuningPricesOf('lab/mini', AS_OF).training?.usd).toBe(6);
  });
});

function meanOf(values: Float64Array | undefined): number {
  return values === undefined ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Everything that a plan costs on average, mistakes included. */
function wholeCosts(one: Contender | undefined, lossPerErrorUsd = 0): number | null {
  return one?.costs == null ? null : meanOf(totalUsd(one.costs, lossPerErrorUsd));
}

describe('the engine under a change', () => {
  const tuneIds = ['fine-tune:lab/mini', 'fine-tune:gpu/8b'];

  /** What is paid for a plan, as stated or on average over the scenarios. */
  function paidFor(advice: Advice, planId: string, how: 'stated' | 'on average'): number | null {
    const plan = advice.plans.find(({ id }) => id === planId);
    if (how === 'stated') return plan?.horizonCostUsd ?? null;
    return plan?.horizonCost == null ? null : plan.horizonCost.invoiceUsd + plan.horizonCost.peopleUsd;
  }

  /** What a plan saves against the present one. */
  function savingOf(advice: Advice, planId: string, how: 'stated' | 'on average'): number | null {
    const cost = paidFor(advice, planId, how);
    const keep = paidFor(advice, 'keep', how);
    return cost === null || keep === null ? null : keep - cost;
  }

  /** The plan that follows a tune that fails or ends. */
  function successorIn({ plans }: Advice): Plan | undefined {
    return plans.find(({ breakeven }) => breakeven.againstBestUntuned === null);
  }

  it('never finds a tune more attractive when the present model gets cheaper', () => {
    fc.assert(
      fc.property(uncertainWorkload, fc.double({ min: 0.1, max: 1, noNaN: true }), (workload, factor) => {
        const before = ask(workload);
        const after = ask(workload, scaledBook(BOOK, workload.current.model, factor));
        // A tune that fails costs what follows it, which gains more than today's plan where it sends more tokens
        // to the same model.
        const next = successorIn(before);
        if (next?.id !== successorIn(after)?.id) return;
        if (next?.modelName === planOf(before, 'keep').modelName && next.id !== 'keep') return;
        for (const [id, how] of tuneIds.flatMap((one) =>
          (['stated', 'on average'] as const).map((way) => [one, way] as const),
        )) {
          const was = savingOf(before, id, how);
          const is = savingOf(after, id, how);
          if (was === null || is === null) continue;
          expect(is).toBeLessThanOrEqual(was + 1e-6 * Math.abs(was) + 1e-6);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('never favours the less accurate plan when mistakes cost more', () => {
    fc.assert(
      fc.property(uncertainWorkload, fc.double({ min: 1, max: 100, noNaN: true }), (workload, factor) => {
        const lossPerErrorUsd = workload.quality?.lossPerErrorUsd ?? 0.01;
        const before = decided({ ...workload, quality: { ...workload.quality, lossPerErrorUsd } });
        const more = { ...workload.quality, lossPerErrorUsd: lossPerErrorUsd * factor };
        const after = decided({ ...workload, quality: more });
        const [keepWas, keepIs] = [before, after].map(({ contenders, stakes }) =>
          wholeCosts(
            contenders.find(({ id }) => id === 'keep'),
            stakes.lossPerErrorUsd,
          ),
        );
        if (keepWas == null || keepIs == null) return;
        // A tune is followed by the best untuned plan: by another one it is another course.
        const isFollowedAlike = before.bestUntuned?.draft.id === after.bestUntuned?.draft.id;
        const keepWrong = meanOf(before.contenders.find(({ id }) => id === 'keep')?.costs?.wrongAnswers);
        for (const was of before.contenders) {
          const is = after.contenders.find(({ id }) => id === was.id);
          if (was.costs === null || is == null || was.proposal.draft.end !== undefined) continue;
          if (was.trains && !isFollowedAlike) continue;
          const [usdWas, usdIs] = [
            wholeCosts(was, before.stakes.lossPerErrorUsd) ?? 0,
            wholeCosts(is, after.stakes.lossPerErrorUsd) ?? 0,
          ];
          const change = keepIs - usdIs - (keepWas - usdWas);
          const noise = 1e-9 * keepIs + 1e-9;
          const fewer = keepWrong - meanOf(was.costs.wrongAnswers);
          if (fewer >= 0) expect(change).toBeGreaterThanOrEqual(-noise);
          if (fewer <= 0) expect(change).toBeLessThanOrEqual(noise);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('gives the same verdict under other names and in another order', () => {
    const renamed = testBook({
      models: [...BOOK.models].reverse().map((model) => ({ ...model, name: `${model.name} (new)` })),
      tuningOffers: [...BOOK.tuningOffers].reverse(),
    });
    fc.assert(
      fc.property(uncertainWorkload, (workload) => {
        const once = ask(workload);
        const again = ask(workload, renamed);
        expect(again.verdict.planId).toBe(once.verdict.planId);
        expect(again.uncertainty.odds).toEqual(once.uncertainty.odds);
        expect(again.flipPoints.map(({ threshold }) => threshold)).toEqual(
          once.flipPoints.map(({ threshold }) => threshold),
        );
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('sensitivity', () => {
  it('ranks drivers by swing and leaves out those that do nothing', () => {
    fc.assert(
      fc.property(uncertainWorkload, (workload) => {
        const { sensitivity } = ask(workload);
        for (const [index, driver] of sensitivity.entries()) {
          expect(driver.swingUsd).toBeGreaterThan(0);
          expect(driver.swingUsd).toBeCloseTo(Math.abs(driver.savingAtHighUsd - driver.savingAtLowUsd), 9);
          expect(driver.swingUsd).toBeLessThanOrEqual(
            sensitivity[index - 1]?.swingUsd ?? Number.POSITIVE_INFINITY,
          );
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('gives at either end what the engine itself gives there', () => {
    const advice = ask({ ...TUNE, volume: { queriesPerDay: 1e6 } });
    const volume = advice.sensitivity.find((one) => one.input === 'volume.queriesPerDay');
    for (const [queriesPerDay, expected] of [
      [5e5, volume?.savingAtLowUsd],
      [2e6, volume?.savingAtHighUsd],
    ] as const) {
      const there = ask({ ...TUNE, volume: { queriesPerDay } });
      const cost = there.plans.find(({ id }) => id === advice.verdict.planId)?.horizonCostUsd ?? 0;
      const keep = there.plans.find(({ id }) => id === 'keep')?.horizonCostUsd ?? 0;
      expect(expected).toBeCloseTo(keep - cost, 4);
    }
  });

  it('knows a backlog neither growth nor falling prices', () => {
    const { volume: _, ...rest } = TUNE;
    const inputs = ask({ ...rest, volume: { oneOffQueries: 1e7 } }).sensitivity.map(({ input }) => input);
    expect(inputs).not.toContain('volume.growthPerMonth');
    expect(inputs).not.toContain('price decay');
  });
});
