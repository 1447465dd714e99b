import { isFlip } from '../../../digest/flip.js';
import { formatDay, formatDuration, formatUsd, isPresent } from '../../../engine/index.js';
import type { Decision, Estimate } from '../../../workspace/estimate.js';
import { asOneLine, cut } from '../../kit/safe-text.js';

/** The verdict without its numbers: `Prompt: switch to GPT-6 Luna`. */
export function verdictOf({ action, planTitle, unresolved }: Decision): string {
  return cut(asOneLine(action ?? (unresolved ? 'Facts exclude every plan' : planTitle)), 120);
}

/** What a decision saves and when it has paid back, to go in a sentence: `saves $3k a month, pays back in 9 days`. */
export function figuresOf({ workload, decision }: Pick<Estimate, 'workload' | 'decision'>): string {
  const { presentUsd, chosenUsd, paybackDays, planId, unresolved, grade } = decision;
  if (unresolved) return 'facts exclude every plan';
  if (grade === 'too-close') return 'too close to call: nothing to do';
  if (isPresent({ id: planId })) return 'nothing else is worth the change';
  const span = workload.volume.oneOffQueries === undefined ? 'a month' : 'in all';
  const payback =
    paybackDays === null
      ? 'never pays back'
      : paybackDays === 0
        ? 'pays back at once'
        : `pays back in ${formatDuration(paybackDays)}`;
  const condition = grade === 'test-first' ? ' if it passes its test' : '';
  return `${savingWords(presentUsd, chosenUsd, span)}, ${payback}${condition}`;
}

function savingWords(presentUsd: number | null, chosenUsd: number | null, span: string): string {
  if (presentUsd === null || chosenUsd === null) return 'saving unknown, since a price is missing';
  const saving = presentUsd - chosenUsd;
  return saving < 0 ? `costs ${formatUsd(-saving)} ${span} more` : `saves ${formatUsd(saving)} ${span}`;
}

/** When it was decided, and whether digests decide it again, or rest from it for a while after that. */
export function stateOfEstimate({
  decision,
  watched,
  snoozedUntil,
}: Pick<Estimate, 'decision' | 'watched' | 'snoozedUntil'>): string {
  const until = snoozedUntil?.toISOString().slice(0, 10);
  const rest = until !== undefined && until > decision.asOf ? `, snoozed until ${formatDay(until)}` : '';
  return `Decided ${formatDay(decision.asOf)}. ${watched ? `Watched${rest}` : 'Not watched'}.`;
}

/** What the verdict was when the estimate was saved, in a sentence, where it has become another since. */
export function sinceSaving({ decision, latest }: Pick<Estimate, 'decision' | 'latest'>): readonly string[] {
  if (latest === undefined || !isFlip(decision, latest)) return [];
  return [`When it was saved, on ${formatDay(decision.asOf)}, it was “${verdictOf(decision)}”.`];
}
