import { readFileSync } from 'node:fs';
import {
  accuracyAtScore,
  encoderAccuracy,
  pAtLeast,
  publishedTune,
  todayAccuracy,
  tunedAccuracy,
  withFacts,
} from '../../dist/engine/quality/index.js';
import { mean } from './tables.js';

/** Published tunes and retrievals against what would have been said of them beforehand. No figure is fitted to them. */

const { cases } = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'));
/** Examples where a case does not say: past the point at which more of them matter. */
const UNSAID_EXAMPLES = 2_000;
/** Where a case names no accuracy of the base but of a prompted model, the tune is taken to start from that. */
const baseOf = ({ base, prompted }) => base ?? prompted;

function predictionOf({ task, change, examples = UNSAID_EXAMPLES, ...one }) {
  const base = todayAccuracy(task, baseOf(one));
  if (change === 'encoder') return encoderAccuracy({ today: base, examples });
  if (change === 'retrieval') return withFacts(base, (1 - baseOf(one)) / 2, 'retrieved');
  return tunedAccuracy({ task, base, examples });
}

function questionOf({ task, examples = UNSAID_EXAMPLES, ...one }) {
  return { task, base: todayAccuracy(task, baseOf(one)), examples };
}

function intervalOf(accuracy) {
  return [accuracyAtScore(accuracy, -1.2816), accuracyAtScore(accuracy, 1.2816)];
}

function scoreOf(chances) {
  return {
    n: chances.length,
    brier: mean(chances.map((p) => (1 - p) ** 2)),
    log: mean(chances.map((p) => -Math.log(Math.max(0.02, p)))),
  };
}

function logit(share) {
  const held = Math.min(0.98, Math.max(0.02, share));
  return Math.log(held / (1 - held));
}

/** The spread whose 80% interval holds 80% of what was seen, and of one more (conformal prediction). */
function spreadThatHolds(rests) {
  const sizes = rests.map(Math.abs).sort((a, b) => a - b);
  return sizes[Math.min(sizes.length, Math.ceil(0.8 * (sizes.length + 1))) - 1] / 1.2816;
}

/**
 * Spread of the logarithm of a tune's lift over cases: the tables are of one recipe, the cases of as many as there are
 * teams. Each case's 80% interval is drawn with the spread that is fitted without it.
 */
export function fitCaseSpread() {
  const tunes = cases.filter(({ change, base }) => change === 'tune' && base !== undefined);
  const rests = tunes.map((one) => {
    const expected = logit(accuracyAtScore(publishedTune(questionOf(one)), 0)) - logit(one.base);
    return Math.log(Math.max(0.05, logit(one.after) - logit(one.base)) / expected);
  });
  const held = rests.map((rest, i) =>
    Number(Math.abs(rest) <= 1.2816 * spreadThatHolds(rests.toSpliced(i, 1))),
  );
  return { logSd: spreadThatHolds(rests), held: mean(held), cases: tunes.length };
}

/** Three questions: how far it got, whether it beat its own base, and whether it beat the prompted model beside it. */
export function scoreCases() {
  const rows = cases.map((one) => {
    const predicted = predictionOf(one);
    const published = one.change === 'tune' ? publishedTune(questionOf(one)) : predicted;
    const [low, high] = intervalOf(published);
    const [lowSaid, highSaid] = intervalOf(predicted);
    const beat = one.prompted === undefined ? null : pAtLeast(predicted, one.prompted);
    const gained = one.base === undefined ? null : pAtLeast(predicted, one.base);
    return {
      id: one.id,
      start: baseOf(one),
      after: one.after,
      low,
      high,
      pReached: pAtLeast(published, one.after),
      hasBase: one.base !== undefined,
      held: one.after >= low && one.after <= high,
      heldByAdvice: one.after >= lowSaid && one.after <= highSaid,
      ...(beat !== null && {
        beat: one.after >= one.prompted ? beat : 1 - beat,
        didBeat: one.after >= one.prompted,
      }),
      ...(gained !== null && { gained: one.after > one.base ? gained : 1 - gained }),
    };
  });
  const withPrompted = rows.filter(({ beat }) => beat !== undefined);
  const events = [...withPrompted.map(({ beat }) => beat), ...rows.flatMap(({ gained }) => gained ?? [])];
  const same = cases.flatMap((one) => {
    // Same class, same quality: a tune is exactly what it started from, so it beats what that beats and never gains.
    const guess = (isTrue) => (isTrue ? 0.98 : 0.02);
    const beats =
      one.prompted === undefined ? [] : [guess(baseOf(one) >= one.prompted === one.after >= one.prompted)];
    return one.base === undefined ? beats : [...beats, guess(one.after <= one.base)];
  });
  return {
    rows,
    held: mean(rows.filter(({ hasBase }) => hasBase).map(({ held }) => Number(held))),
    heldByAdvice: mean(rows.filter(({ hasBase }) => hasBase).map(({ heldByAdvice }) => Number(heldByAdvice))),
    ours: scoreOf(events),
    half: scoreOf(events.map(() => 0.5)),
    same: scoreOf(same),
  };
}
