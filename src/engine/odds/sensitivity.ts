import type { Driver } from '../advice.js';
import { atEffort } from '../choose/candidates.js';
import type { Contender } from '../choose/competing-plans.js';
import {
  fieldOf,
  type Question,
  type Scope,
  type Shortlist,
  successorOf,
} from '../choose/competing-plans.js';
import { horizonCost } from '../cost/follow.js';
import { type Quantity, quantityWords } from '../explain/flip-words.js';
import type { Lever, Subject } from './driver.js';
import { leversOf } from './drivers.js';
import { savingAtDecay } from './falling-prices.js';

/**
 * What moves the saving most: each input at both ends of its likely range, all others as given. Only the
 * plan in question, the present one and the one that would follow it are costed again, by the engine itself.
 */

/** Fall of untuned prices a year at either end; the saving itself is worked out at today's prices. */
const DECAY = [0.2, 0.9] as const;

/** Swings below this are none. */
const LEAST_SWING_USD = 0.005;

function driver(
  input: string,
  ends: readonly [Quantity, Quantity],
  savings: readonly [number, number],
): Driver[] {
  const [savingAtLowUsd, savingAtHighUsd] = savings;
  const swingUsd = Math.abs(savingAtHighUsd - savingAtLowUsd);
  if (!(swingUsd >= LEAST_SWING_USD)) return [];
  return [
    {
      input,
      low: quantityWords(ends[0]),
      high: quantityWords(ends[1]),
      savingAtLowUsd,
      savingAtHighUsd,
      swingUsd,
    },
  ];
}

/** What a plan saves over the horizon in invoice and people; `null` when a cost is unknown or it is not proposed. */
function savingOf(planId: string, nextId: string | null, question: Question, scope: Scope): number | null {
  const { proposals, keep, scale } = fieldOf(question, scope);
  const proposal = proposals.find(({ draft }) => draft.id === planId);
  if (proposal === undefined) return null;
  const next = proposals.find(({ draft }) => draft.id === nextId) ?? null;
  const present = horizonCost(keep, scale, null);
  const cost = horizonCost(proposal, scale, successorOf(proposal, keep, next)?.draft ?? null);
  return present === null || cost === null ? null : present - cost;
}

function leverDriver(lever: Lever, focus: Contender, { decision }: Subject, only: Shortlist): Driver[] {
  if (lever.likely === null) return [];
  const [low, high] = lever.likely;
  const { question, joint, bestUntuned } = decision;
  const scope = { only, sample: joint.sample, known: decision };
  function saving(value: number): number | null {
    const moved = { ...question, ...lever.at(value) };
    return savingOf(focus.id, bestUntuned?.draft.id ?? null, moved, scope);
  }
  const atLow = saving(low);
  const atHigh = saving(high);
  if (atLow === null || atHigh === null) return [];
  return driver(lever.input, [lever.quantity(low), lever.quantity(high)], [atLow, atHigh]);
}

/** Falling prices, which ledgers leave out: through the simulation, with nothing else uncertain. */
function decayDriver(focus: Contender, { decision }: Subject): Driver[] {
  const low = savingAtDecay(focus, decision, DECAY[0]);
  const high = savingAtDecay(focus, decision, DECAY[1]);
  if (low === null || high === null) return [];
  return driver(
    'price decay',
    [
      { code: 'decay', value: DECAY[0] },
      { code: 'decay', value: DECAY[1] },
    ],
    [low, high],
  );
}

/**
 * Drivers of what the plan aimed at saves, or the best alternative where nothing is to be changed; the largest
 * swing first. None where there is no such plan.
 */
export function sensitivityOf(subject: Subject): readonly Driver[] {
  const { focus, decision } = subject;
  if (focus === null) return [];
  const models = new Set<string>();
  const offers = new Set<string>();
  const next = decision.contenders.find(({ proposal }) => proposal === decision.bestUntuned);
  for (const { proposal } of [focus, ...(next === undefined ? [] : [next])]) {
    const { productId, effort } = proposal.draft;
    if (proposal.trained) offers.add(productId);
    else models.add(atEffort({ id: productId, name: '' }, effort).id);
  }
  const only = { models, offers };
  const drivers = [
    ...leversOf(subject).flatMap((lever) => leverDriver(lever, focus, subject, only)),
    ...decayDriver(focus, subject),
  ];
  return drivers.sort((a, b) => b.swingUsd - a.swingUsd || a.input.localeCompare(b.input));
}
