import type { IsoDate, Model, PriceBook } from '../../prices/price-book.js';
import type { CompleteWorkload } from '../defaults.js';
import type { Task } from '../workload.js';

const TIER_ORDER = { small: 0, medium: 1, large: 2 } as const;

/** Whether `model` is of a smaller class than `than`. */
export function isSmaller(model: Pick<Model, 'tier'>, than: Pick<Model, 'tier'>): boolean {
  return TIER_ORDER[model.tier] < TIER_ORDER[than.tier];
}

/** A model was named that the price book does not hold. Resolve names before calling `advise`. */
export class UnknownModelError extends Error {
  readonly code = 'unknown-model';
  readonly model: string;

  constructor(model: string) {
    super(`The price book holds no model "${model}".`);
    this.name = 'UnknownModelError';
    this.model = model;
  }
}

/** Tasks that a model of a smaller class often does as well; for the others only the same class or a larger one is weighed. */
const NARROW_TASKS: readonly Task[] = ['classification', 'extraction', 'structured-output'];

/** Whether a model of a smaller class than the present one is worth weighing: for narrow tasks, or when its accuracy is given. */
export function mayBeSmaller(workload: CompleteWorkload): boolean {
  return NARROW_TASKS.includes(workload.task) || workload.quality.smallerModel !== undefined;
}

/** The model of exactly this name. @throws UnknownModelError */
export function requireModel(book: PriceBook, name: string): Model {
  const model = book.findModel(name);
  if (model === undefined) throw new UnknownModelError(name);
  return model;
}

/**
 * The untuned models that are weighed: those the workload names, else the current generation of the catalogue
 * that is on sale. Smaller classes are included for narrow tasks, or when their accuracy is given.
 *
 * @throws UnknownModelError
 */
export function candidatesFor(
  workload: CompleteWorkload,
  book: PriceBook,
  current: Model,
  asOf: IsoDate,
): readonly Model[] {
  const named = workload.candidates?.map((name) => requireModel(book, name));
  const smallerAllowed = mayBeSmaller(workload);
  const pool =
    named ??
    book.models.filter(
      (model) =>
        model.candidate &&
        (model.releasedOn === undefined || model.releasedOn <= asOf) &&
        !(model.endsOn !== undefined && model.endsOn.date <= asOf) &&
        (smallerAllowed || !isSmaller(model, current)),
    );
  const seen = new Set([current.id]);
  return pool.filter((model) => {
    if (seen.has(model.id)) return false;
    seen.add(model.id);
    return true;
  });
}
