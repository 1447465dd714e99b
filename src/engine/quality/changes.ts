import { type Accuracy, logitMoments, mapped, shifted } from './accuracy.js';
import { CONTEXTUAL_RETRIEVAL, GEPA } from './published.js';

/** Changes of how a model is asked: another prompt, and facts brought to it. */

/**
 * Gain of a prompt optimiser over a prompt that people wrote, in logits: up to 20 points on six tasks, often little. The
 * spread is wider than the gain (stated choice): on a prompt long in use one in four does harm, so nobody is sure of it
 * without a test.
 */
const OPTIMISER_GAIN = 0.25;
const OPTIMISER_SD = 0.35;

/** The accuracy after an optimiser has worked on the prompt. */
export function promptOptimised(of: Accuracy): Accuracy {
  return shifted(of, OPTIMISER_GAIN, [{ factor: 'prompting', sd: OPTIMISER_SD }], {
    basis: 'prior',
    sources: [...of.sources, GEPA],
    note: 'What prompt optimisers gained over prompts that people wrote, most of it doubted for prompts long in use.',
  });
}

/** Spread that a rewritten prompt brings, in logits, without help or harm on average (stated choice). */
const REWORDING_SD = 0.15;

/** The accuracy after the prompt was rewritten to be shorter, or answers made to follow a schema. */
export function reworded(of: Accuracy): Accuracy {
  return shifted(of, 0, [{ factor: 'prompting', sd: REWORDING_SD }], {
    basis: 'prior',
    sources: of.sources,
    note: 'As before the change; a rewritten prompt may do a little better or worse.',
  });
}

/** Share of questions whose passage is found, and its 10th and 90th of 100: published figures are for clean corpora. */
const FOUND = 0.85;
const FOUND_LOW = 0.7;
const FOUND_HIGH = 0.95;
/** Answers that passages beside the point spoil (stated choice; in one published case retrieval cost 3 points on hard items). */
const SPOILED = 0.015;

/** What passages do to answers otherwise, as examples or as noise, in logits (stated choice). */
const PASSAGES_SD = 0.25;

/** How a plan gets the facts that a model lacks. */
export type Facts = 'none' | 'retrieved' | 'all-in-prompt';

/** Share of queries that lack facts today: of today's failures, those that missing facts cause. */
export function lackingShare(todayMean: number, failureShare: number): number {
  return (1 - todayMean) * failureShare;
}

/** The best that is taken of anybody among queries whose facts are there: where all failures were for lack of facts. */
const BEST_ABILITY = 0.99;

/**
 * Today's accuracy among queries whose facts the model has: what other models and tunes are compared by, since none
 * of them brings facts.
 *
 * @param lacking share of all queries that lack facts.
 */
export function ability(today: Accuracy, lacking: number): Accuracy {
  if (lacking === 0) return today;
  // Squeezed below the best smoothly, so that a better day is still a better day.
  const squeezed = (share: number) => {
    const among = share / (1 - lacking);
    return among < BEST_ABILITY - 0.01
      ? among
      : BEST_ABILITY - 0.01 * Math.exp(-(among - BEST_ABILITY + 0.01) / 0.01);
  };
  return mapped(today, squeezed, today);
}

/** The accuracy of a plan of this ability over all queries, with the facts that it gets. */
export function withFacts(of: Accuracy, lacking: number, facts: Facts): Accuracy {
  if (facts === 'none') return lacking === 0 ? of : mapped(of, (share) => share * (1 - lacking), of);
  const found = facts === 'retrieved' ? FOUND : 1;
  const origin = {
    basis: 'prior',
    sources: [...of.sources, CONTEXTUAL_RETRIEVAL],
    note:
      facts === 'retrieved'
        ? `Of the queries that lack facts, ${Math.round(FOUND * 100)}% are taken to find their passage; passages beside the point spoil a few answers.`
        : 'All facts are in the prompt; those beside the point spoil a few answers.',
  } as const;
  const answered = (share: number, hit: number) => share * (1 - SPOILED) * (1 - lacking * (1 - hit));
  const middle = mapped(of, (share) => answered(share, found), origin);
  if (facts === 'all-in-prompt' || lacking === 0) return middle;
  const spread = (hit: number) => logitMoments(mapped(of, (share) => answered(share, hit), origin)).mean;
  const sd = (spread(FOUND_HIGH) - spread(FOUND_LOW)) / 2.563;
  return shifted(middle, 0, [{ factor: 'retrieval', sd: Math.hypot(sd, PASSAGES_SD) }], origin);
}
