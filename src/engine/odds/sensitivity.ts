import type { Driver } from '../advice.js';
import type { Shortlist } from '../choose/competing-plans.js';
import { savingOf } from '../choose/quick-choice.js';
import { formatShare } from '../explain/wording.js';
import { type Lever, productOf, type Subject } from './driver.js';
import { leversOf } from './drivers.js';
import { savingAtDecay } from './price-decay.js';

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
  words: readonly [string, string],
  savings: readonly [number, number],
): Driver[] {
  const [savingAtLowUsd, savingAtHighUsd] = savings;
  const swingUsd = Math.abs(savingAtHighUsd - savingAtLowUsd);
  if (!(swingUsd >= LEAST_SWING_USD)) return [];
  return [{ input, low: words[0], high: words[1], savingAtLowUsd, savingAtHighUsd, swingUsd }];
}

function leverDriver(lever: Lever, planId: string, subject: Subject, only: Shortlist): Driver[] {
  if (lever.likely === null) return [];
  const [low, high] = lever.likely;
  const { context, futures } = subject.decision;
  function saving(value: number): number | null {
    return savingOf(planId, lever.at(value), context.asOf, { only, futures });
  }
  const atLow = saving(low);
  const atHigh = saving(high);
  if (atLow === null || atHigh === null) return [];
  return driver(lever.input, [lever.say(low), lever.say(high)], [atLow, atHigh]);
}

/** Falling prices, which the engine leaves out: through the simulation, with nothing else uncertain. */
function decayDriver(subject: Subject): Driver[] {
  const { decision, focus } = subject;
  if (focus === null) return [];
  const low = savingAtDecay(focus, decision, DECAY[0]);
  const high = savingAtDecay(focus, decision, DECAY[1]);
  if (low === null || high === null) return [];
  return driver(
    'price decay',
    [
      `untuned prices fall by ${formatShare(DECAY[0])} a year`,
      `untuned prices fall by ${formatShare(DECAY[1])} a year`,
    ],
    [low, high],
  );
}

/**
 * Drivers of what the recommended plan saves, or the best alternative where nothing is to be changed; the largest
 * swing first. None where there is no such plan.
 */
export function sensitivityOf(subject: Subject): readonly Driver[] {
  const { focus, decision } = subject;
  if (focus === null) return [];
  const models = new Set<string>();
  const offers = new Set<string>();
  const next = decision.contenders.find(({ proposal }) => proposal === decision.bestUntuned);
  for (const one of [focus, ...(next === undefined ? [] : [next])]) {
    (one.proposal.trained ? offers : models).add(productOf(one, decision));
  }
  const only = { models, offers };
  const drivers = [
    ...leversOf(subject).flatMap((lever) => leverDriver(lever, focus.id, subject, only)),
    ...decayDriver(subject),
  ];
  return drivers.sort((a, b) => b.swingUsd - a.swingUsd || a.input.localeCompare(b.input));
}
