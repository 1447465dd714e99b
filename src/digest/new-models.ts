import type { Model } from '../prices/price-book.js';
import type { DatedBook } from './dated-book.js';
import { type Digest, MAX_KEPT, type NewModel } from './digest.js';
import { isFlip } from './flip.js';
import type { Redecided } from './redecided.js';

/** The models that can be called at a known price now and could not be then. */
export function newModelsBetween(old: DatedBook, now: DatedBook): readonly Model[] {
  const callable = ({ book, asOf }: DatedBook): readonly Model[] =>
    book.models.filter(
      ({ id, releasedOn, endsOn }) =>
        (releasedOn === undefined || releasedOn <= asOf) &&
        (endsOn === undefined || endsOn.date > asOf) &&
        book.ratesOf(id, asOf).input !== undefined,
    );
  const known = new Set(callable(old).map(({ id }) => id));
  return callable(now).filter(({ id }) => !known.has(id));
}

/**
 * New models that advise weighs as better than the plan that stood, for at least one estimate; the largest saving
 * first. One that already became the decision is told there.
 */
export function newModelsWorthALook(
  all: readonly Redecided[],
  models: readonly Model[],
  flipsAreTold: boolean,
): Digest['newModels'] {
  const worth = models.flatMap((model): NewModel[] => {
    const offers = all.flatMap((one) => {
      const { estimate, oneOff, offers: ofEstimate, uses, before, after, standingUsd } = one;
      const isTold = flipsAreTold && isFlip(before, after, standingUsd);
      if (isTold && uses.chosen.includes(model.id)) return [];
      return ofEstimate
        .filter(({ product }) => product === model.id)
        .map((offer) => ({ ...offer, estimateName: estimate.name, oneOff }));
    });
    const [best] = offers.sort((a, b) => b.insteadOfUsd - b.billUsd - (a.insteadOfUsd - a.billUsd));
    if (best === undefined) return [];
    const { estimateName, oneOff, planTitle, insteadOfUsd, billUsd, pGoodEnough } = best;
    const { name, provider } = model;
    return [
      {
        name,
        provider,
        estimateName,
        oneOff,
        planTitle,
        insteadOfUsd,
        billUsd,
        pGoodEnough,
        estimateCount: offers.length,
      },
    ];
  });
  worth.sort(
    (a, b) => b.insteadOfUsd - b.billUsd - (a.insteadOfUsd - a.billUsd) || a.name.localeCompare(b.name),
  );
  return { models: worth.slice(0, MAX_KEPT), count: worth.length };
}
