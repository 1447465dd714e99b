import { type Advice, formatOdds, formatPoints, formatShare, type Plan } from '../../../engine/index.js';

/** How often a plan is right, in words. */

type Accuracy = Plan['accuracy'];

/** `81% to 95%`, or one share where the two ends are the same. */
export function spreadOfAccuracy({ p10, p90 }: Pick<Accuracy, 'p10' | 'p90'>): string {
  const [low, high] = [p10, p90].map((share) => formatShare(Math.round(share * 100) / 100));
  return low === high ? `${low}` : `${low} to ${high}`;
}

const BASIS_WORDS: Readonly<Record<Accuracy['basis'], string>> = {
  measured: 'measured',
  stated: 'as you say',
  evidence: 'published results',
  prior: 'what such changes do',
  none: 'nothing known',
};

/** What an accuracy rests on, in a few words: `measured: 182 of 200`, `published results`. */
export function basisWords({ basis, judged }: Pick<Accuracy, 'basis' | 'judged'>): string {
  const words = BASIS_WORDS[basis];
  return basis === 'measured' && judged !== undefined
    ? `${words}: ${judged.right} of ${judged.items}`
    : words;
}

/** What counts as good enough: `at least 93% right`, `at most 2 points below today`. */
export function barWords({ bar }: Pick<Advice['verdict'], 'bar'>): string {
  return bar.kind === 'target'
    ? `at least ${formatShare(bar.accuracy)} right`
    : `at most ${formatPoints(bar.tolerance)} below today`;
}

/** Chance that a plan is good enough, for a table; a dash where there is nothing to doubt. */
export function chanceCell({ answersAsToday, pGoodEnough }: Plan, { bar }: Advice['verdict']): string {
  return answersAsToday && bar.kind === 'today' ? 'as today' : formatOdds(pGoodEnough);
}
