import type { IsoDate, Model, PriceBook, TuningOffer } from '../../prices/price-book.js';
import { addDays } from '../calendar.js';
import { demandOf } from '../cost/demand.js';
import { calendarDays } from '../cost/people.js';
import type { Blocker } from '../explain/blockers.js';
import type { PlanContext } from './plan-kind.js';

/** What can stop a team from tuning on an offer, whatever the tune is for. */

/** Fewest examples that any seller takes. */
const FEWEST_EXAMPLES = 10;

/** Whether a person means this platform: `azure` is `azure-foundry`. */
function isPlatform(name: string, platform: string): boolean {
  const typed = name.trim().toLowerCase();
  return platform === typed || platform.startsWith(`${typed}-`);
}

/** Who may start a job, and until when. */
function eligibilityBlockers(context: PlanContext, offer: TuningOffer, buildDays: number): Blocker[] {
  const { workload, asOf } = context;
  const hasAccount = workload.constraints.existingFineTuningAccounts.some((name) =>
    isPlatform(name, offer.platform),
  );
  const { endsOn, closesOn, name, platform } = offer;
  const closes =
    closesOn !== undefined && !closesOn.orLater && closesOn.date > asOf
      ? { closesOn: closesOn.date, endsOn: endsOn?.date }
      : {};
  if (endsOn !== undefined && endsOn.date <= asOf)
    return [{ code: 'not-for-sale', why: 'stopped', name, on: endsOn.date }];
  if (offer.eligibility === 'nobody') return [{ code: 'not-for-sale', why: 'nobody', name }];
  if (closesOn !== undefined && closesOn.date <= asOf && !closesOn.orLater)
    return [{ code: 'not-for-sale', why: 'closed', name, on: closesOn.date }];
  if (offer.eligibility === 'active-existing' && !hasAccount)
    return [{ code: 'not-for-sale', why: 'newcomer', ...closes }];
  if (offer.eligibility === 'existing' && !hasAccount)
    return [{ code: 'not-for-sale', why: 'no-customer', platform, ...closes }];
  if (closesOn !== undefined && !closesOn.orLater && closesOn.date < addDays(asOf, buildDays))
    return [{ code: 'not-for-sale', why: 'closes-before-built', on: closesOn.date, buildDays }];
  return [];
}

/** Nothing is recommended on the strength of a weak source alone. */
function sourceBlockers(offer: TuningOffer): Blocker[] {
  if (offer.eligibilitySource.confidence !== 'C') return [];
  return [{ code: 'unverified', what: 'eligibility', platform: offer.platform }];
}

/**
 * What stops a tune on these examples, wherever it runs: too few of them, or data that may not be trained on.
 *
 * @param fewest that the seller takes.
 */
export function dataBlockers(context: PlanContext, examples: number, fewest = FEWEST_EXAMPLES): Blocker[] {
  const blockers: Blocker[] = [];
  if (examples < fewest) blockers.push({ code: 'too-few-examples', examples, fewest });
  if (context.workload.constraints.noTrainingOnData)
    blockers.push({ code: 'not-applicable', why: 'no-training' });
  return blockers;
}

/** Everything that stops a tune on this offer: who may start a job and until when, the source of that, and the data. */
export function tuningBlockers(context: PlanContext, offer: TuningOffer, examples: number): Blocker[] {
  return [
    ...eligibilityBlockers(context, offer, calendarDays(context.workload.people.setupDays)),
    ...sourceBlockers(offer),
    ...capacityBlockers(context, offer),
    ...dataBlockers(context, examples, offer.minimumExamples),
  ];
}

/** Whether the tuned model can answer as often as it is asked, on average over the busiest month. */
function capacityBlockers({ workload }: PlanContext, { name, maxCallsPerMinute }: TuningOffer): Blocker[] {
  if (maxCallsPerMinute === undefined) return [];
  const demand = demandOf(workload.volume);
  const busiest = Math.max(demand.perDayInMonth(0), demand.perDayInMonth(workload.horizonMonths - 1));
  if (busiest <= maxCallsPerMinute * 24 * 60) return [];
  return [{ code: 'not-applicable', why: 'capacity', name, maxCallsPerMinute, callsPerDay: busiest }];
}

/** Whether some size of training job on an offer has a price that is known and verified. */
function hasSureTrainingPrice({ book, asOf, workload }: PlanContext, offer: TuningOffer): boolean {
  if (workload.tuning.quoteUsd !== undefined) return true;
  const { training, minimumFee } = book.tuningPricesOf(offer.id, asOf);
  if (training?.unit !== 'usdPerMTok') return false;
  return training.confidence !== 'C' || (minimumFee !== undefined && minimumFee.confidence !== 'C');
}

/**
 * Whether some tune on an offer may be recommended, for all that is known: whether this team may start a job on it on
 * any data (what `tuningBlockers` says apart from the number of examples), at a price that can carry a verdict.
 */
export function isOpenTo(context: PlanContext, offer: TuningOffer): boolean {
  return (
    hasSureTrainingPrice(context, offer) &&
    tuningBlockers(context, offer, Number.POSITIVE_INFINITY).length === 0
  );
}

/**
 * The offers on which a tune may be recommended, and whose tuned models are served at a known price. Kinds of plan that
 * change more than the model take these only: why another offer is closed is told once, by the plain tune.
 */
export function openOffers(context: PlanContext): readonly TuningOffer[] {
  const { book, asOf } = context;
  return context.offers.filter((offer) => {
    const { hostingHour, rates } = book.tuningPricesOf(offer.id, asOf);
    const isServed =
      offer.serving === 'dedicated'
        ? hostingHour !== undefined
        : rates.input !== undefined && rates.output !== undefined;
    return isServed && isOpenTo(context, offer);
  });
}

/** Whether another offer tunes and serves the same model on the same platform, and trains for less. */
function isDominated(
  offer: TuningOffer,
  others: readonly TuningOffer[],
  book: PriceBook,
  asOf: IsoDate,
): boolean {
  const base = baseIdOf(offer);
  const usdOf = (one: TuningOffer) =>
    book.tuningPricesOf(one.id, asOf).training?.usd ?? Number.POSITIVE_INFINITY;
  return others.some(
    (other) =>
      other.platform === offer.platform &&
      baseIdOf(other) === base &&
      other.serving === offer.serving &&
      other.gpus === offer.gpus &&
      usdOf(other) < usdOf(offer),
  );
}

/**
 * Every offer that somebody may still use, and those closed to all only for the model in use: to say why. Left out are
 * offers whose tuned models have stopped; those that name no model; those that another of the same model and seller
 * beats; and tuning that takes no examples, by pairs of answers or by a grader: of the first no gain over a tune on
 * examples is published, of the second a smaller one than of a prompt search (GEPA), at a larger bill.
 */
export function offersToWeigh(book: PriceBook, current: Model, asOf: IsoDate): readonly TuningOffer[] {
  const tuned = book.tuningOffers.find(({ id }) => id === current.tunedOn);
  const base = tuned === undefined ? current.id : tuned.baseModel;
  const offers = book.tuningOffers.filter(
    ({ id, method, eligibility, baseModel, endsOn, anyModel }) =>
      method !== 'reinforcement' &&
      method !== 'preference' &&
      (anyModel !== true || id === tuned?.id) &&
      (eligibility !== 'nobody' || id === tuned?.id || (base !== undefined && baseModel === base)) &&
      (endsOn === undefined || endsOn.date > asOf),
  );
  return offers.filter((offer) => offer.id === tuned?.id || !isDominated(offer, offers, book, asOf));
}

/** The base of an offer, by the model's id where it is sold untuned: what its accuracy and its twins go by. */
export function baseIdOf({ id, baseModel, platform }: TuningOffer): string {
  return (
    baseModel ??
    id
      .slice(platform.length + 1)
      .split('/', 1)
      .join('')
  );
}
