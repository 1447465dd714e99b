import type { Workload } from '../../engine/index.js';
import { type FlatWorkload, toWorkload } from './flat-workload.js';
import type { TextProblem } from './text-problem.js';
import { TextReader } from './text-reader.js';
import type { Vocabulary } from './vocabulary.js';

/** What the text of a command says. */
export type TextOutcome =
  | { readonly ok: true; readonly workload: Workload; readonly isPrivate: boolean }
  | {
      readonly ok: false;
      readonly problems: readonly TextProblem[];
      /** What was understood all the same. */
      readonly draft: FlatWorkload;
      readonly isPrivate: boolean;
    };

/**
 * Reads `gpt-4o 500k/day 2000+200in 100out examples=5000x500`, in any order, on top of `start` where something is
 * given already, as with a preset. Names everything that is wrong at once. Pure; never throws.
 */
export function readWorkloadText(
  text: string,
  vocabulary: Vocabulary,
  start: FlatWorkload = {},
): TextOutcome {
  const reader = new TextReader(vocabulary);
  reader.read(text);
  const draft = reader.over(start);
  reader.addMissing(draft);
  const isPrivate = reader.isPrivate;
  const outcome = toWorkload(draft);
  if (reader.problems.length === 0 && outcome.ok) return { ok: true, workload: outcome.workload, isPrivate };
  if (reader.problems.length === 0 && !outcome.ok) {
    for (const issue of outcome.issues) reader.problems.push({ problem: issue.message });
  }
  return { ok: false, problems: reader.listed(), draft, isPrivate };
}
