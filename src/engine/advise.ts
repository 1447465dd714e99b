import { z } from 'zod';
import type { IsoDate, PriceBook, PriceFact } from '../prices/price-book.js';
import type { Advice, Assumption, Crossing, Curve, Ledger, Plan, PricesUsed } from './advice.js';
import { addDays, daysBetween } from './calendar.js';
import { candidatesFor, requireModel } from './candidates.js';
import { choose, rank, WORTH_CHANGING } from './choose.js';
import { usdOn } from './cost-path.js';
import { completeWorkload, DAYS_PER_MONTH } from './defaults.js';
import { PLAN_KINDS } from './plans/index.js';
import type { PlanContext } from './plans/plan-kind.js';
import { verdictOn } from './verdict.js';
import { follow, type Scale, scaleOf, type Weighed, weigh } from './weigh.js';
import { formatShare } from './wording.js';
import { type Workload, WorkloadSchema } from './workload.js';

/** Prices checked longer ago than this are called stale. */
const STALE_AFTER_DAYS = 30;

const OptionsSchema = z.object({ asOf: z.iso.date() });

export interface AdviseOptions {
  /** The day of the decision: prices and dates are those of this day. */
  readonly asOf: IsoDate;
}

function curveOf(weighed: readonly Weighed[], scale: Scale): Curve {
  const lines = weighed.flatMap(({ plan, path }) => {
    if (path === null) return [];
    const endsOnDay =
      plan.lifetime.until === undefined ? undefined : daysBetween(scale.asOf, plan.lifetime.until);
    const ends = endsOnDay !== undefined && endsOnDay < scale.horizonDays;
    return [{ planId: plan.id, points: path.points, ...(ends && { endsOnDay: Math.max(0, endsOnDay) }) }];
  });
  const crossings = weighed.flatMap(({ plan, path }): Crossing[] => {
    const { againstKeep } = plan.breakeven;
    if (path === null || againstKeep.kind === 'never') return [];
    const goLiveDay = scale.workload.volume.oneOffQueries === undefined ? plan.timeToDeployDays : 0;
    const day = goLiveDay + againstKeep.days;
    return day > scale.horizonDays
      ? []
      : [{ planId: plan.id, againstPlanId: 'keep', day, usd: usdOn(path, day) }];
  });
  return { horizonDays: scale.horizonDays, lines, crossings };
}

function ledgersOf(plan: Plan): Ledger[] {
  const ledgers = [
    plan.upfront,
    plan.perQuery,
    plan.monthly,
    ...plan.perQueryLater.map((later) => later.ledger),
  ];
  if (plan.recurring !== undefined) ledgers.push(plan.recurring.ledger);
  return ledgers;
}

function pricesUsed(plans: readonly Plan[], book: PriceBook, asOf: IsoDate): PricesUsed {
  const facts = new Map<string, PriceFact>();
  for (const plan of plans) {
    for (const ledger of ledgersOf(plan)) {
      for (const { price } of ledger.lines) if (price !== undefined) facts.set(price.id, price);
    }
  }
  const used = [...facts.values()].sort((a, b) => a.id.localeCompare(b.id));
  const oldestCheckedOn = used.map((fact) => fact.checkedOn).sort()[0] ?? null;
  return {
    bookVersion: book.version,
    asOf,
    facts: used,
    oldestCheckedOn,
    stale: oldestCheckedOn !== null && daysBetween(oldestCheckedOn, asOf) > STALE_AFTER_DAYS,
  };
}

/** The two passes: untuned plans among themselves, then every plan against the best of them. */
function weighAll(context: PlanContext): { readonly weighed: readonly Weighed[]; readonly scale: Scale } {
  const drafts = PLAN_KINDS.flatMap((kind) =>
    kind.propose(context).map((draft) => ({ draft, trained: !kind.untuned })),
  );
  const present = drafts.find(({ draft }) => draft.kind === 'keep');
  if (present === undefined) throw new Error('No plan keeps the present model.');
  const scale = scaleOf(context.workload, context.asOf, present.draft);
  const proposals = drafts.map(({ draft, trained }) => follow(draft, trained, scale));
  const keep = follow(present.draft, present.trained, scale);

  const untuned = proposals.filter(({ trained }) => !trained);
  const alone = untuned.map((proposal) => weigh(proposal, scale, keep, null).plan);
  const best = choose(alone, context.current.provider);
  const bestUntuned = untuned.find(({ draft }) => draft.id === best?.id) ?? null;
  return { weighed: proposals.map((proposal) => weigh(proposal, scale, keep, bestUntuned)), scale };
}

/**
 * Decides whether a workload should be prompted, given retrieval or fine-tuned, and shows the working.
 *
 * Pure: the same workload, price book and day give the same advice. Takes a few milliseconds.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 * @throws ZodError when the workload or the day is not valid.
 */
export function advise(input: Workload, book: PriceBook, options: AdviseOptions): Advice {
  const workload = WorkloadSchema.parse(input);
  const { asOf } = OptionsSchema.parse(options);
  const { complete, assumptions } = completeWorkload(workload);
  const current = requireModel(book, complete.current.model);
  const context: PlanContext = {
    workload: complete,
    book,
    asOf,
    horizonEnd: addDays(asOf, complete.horizonMonths * DAYS_PER_MONTH),
    current,
    candidates: candidatesFor(complete, book, current, asOf),
  };
  const { weighed, scale } = weighAll(context);
  const plans = rank(weighed.map(({ plan }) => plan));
  const winner = choose(plans, current.provider);
  const stated: Assumption[] = [
    ...assumptions,
    { field: 'month', statement: 'A month is 30 days of queries and 730 hours of hosting.' },
    {
      field: 'worthChanging',
      statement: `A plan has to be ${formatShare(WORTH_CHANGING)} cheaper over the horizon than one that changes less.`,
    },
  ];
  const prices = pricesUsed(plans, book, asOf);
  return {
    workload,
    asOf,
    verdict: verdictOn({ context, plans, winner, prices }),
    plans,
    curve: curveOf(
      plans.flatMap((plan) => weighed.find((one) => one.plan.id === plan.id) ?? []),
      scale,
    ),
    assumptions: stated,
    prices,
  };
}
