import type { Effort, EvidenceBook } from '../../evidence/evidence-book.js';
import type { Task } from '../workload.js';
import { type Accuracy, logitMoments, meanOf, normalAccuracy } from './accuracy.js';
import { ability, lackingShare, withFacts } from './changes.js';
import {
  betaAccuracy,
  ITEMS_OF_A_STATED_FIGURE,
  type Judged,
  judgedTogether,
  updated,
  updatedTogether,
} from './measured.js';
import { logit } from './normal.js';
import { untunedBase } from './tuned.js';
import { type ModelAtEffort, untunedAccuracy } from './untuned.js';

/** What is known of the accuracies of one workload, and what follows from it for every untuned model. */

/** An accuracy as people give it: answers counted, or a share without a count. */
export type Figure = Judged | number;

/** What is asked. */
export interface QualityQuestion {
  readonly task: Task;
  readonly evidence: EvidenceBook;
  readonly today: ModelAtEffort & {
    readonly figure?: Figure;
    /** The base, where the model in use is a tune. */
    readonly tunedFrom?: string;
  };
  /** Other untuned models of which somebody has a figure. */
  readonly known: readonly (ModelAtEffort & { readonly figure: Figure })[];
  /** Share of today's failures that missing facts cause; 0 where no facts are needed. */
  readonly failureShare: number;
  /** Size class of a model, 0 small to 2 large; `undefined` where nobody has placed it. */
  sizeOf?(modelId: string): number | undefined;
}

/** Accuracies of one workload. Asking twice gives the same object. */
export interface Quality {
  readonly today: Accuracy;
  /** Share of all queries that lack facts. */
  readonly lacking: number;
  /** An untuned model on this work, as it stands: without facts brought to it. */
  untuned(modelId: string, effort?: Effort): Accuracy;
  /** The same among queries whose facts it has: what a tune starts from, and what retrieval adds facts to. */
  abilityOf(modelId: string, effort?: Effort): Accuracy;
}

/** Where accuracies of teams lie who say nothing, and how widely (stated choice). */
const USUAL_ACCURACY: Readonly<Record<Task, number>> = {
  classification: 0.88,
  extraction: 0.88,
  'structured-output': 0.9,
  generation: 0.85,
  'knowledge-qa': 0.8,
  chat: 0.85,
  code: 0.7,
  agent: 0.7,
};
const USUAL_SD = 0.9;

function isJudged(figure: Figure): figure is Judged {
  return typeof figure !== 'number';
}

function judgedOf(figure: Figure): Judged {
  if (isJudged(figure)) return figure;
  return { right: figure * ITEMS_OF_A_STATED_FIGURE, items: ITEMS_OF_A_STATED_FIGURE };
}

function originOf(figure: Figure) {
  return isJudged(figure)
    ? ({ basis: 'measured', note: `${figure.right} of ${figure.items} answers were judged right.` } as const)
    : ({
        basis: 'stated',
        note: `A stated figure, taken to be as good as ${ITEMS_OF_A_STATED_FIGURE} judged answers.`,
      } as const);
}

/** Today's plan: from answers judged, from a figure, or from nothing but the kind of task. */
export function todayAccuracy(task: Task, figure?: Figure): Accuracy {
  if (figure !== undefined)
    return betaAccuracy(judgedOf(figure), 'today', { ...originOf(figure), sources: [] });
  return normalAccuracy(logit(USUAL_ACCURACY[task]), [{ factor: 'today', sd: USUAL_SD }], {
    basis: 'none',
    sources: [],
    note: 'Nobody has said how often answers are right: anything usual for this kind of task.',
  });
}

/** What is believed of any plan once there is a figure for it. */
export function withFigure(prior: Accuracy, figure: Figure): Accuracy {
  return updated(prior, judgedOf(figure), originOf(figure));
}

/** The same of another model, which may have been judged on the items that today's plan was judged on. */
function besideToday(prior: Accuracy, figure: Figure, today: Accuracy, todayFigure?: Figure): Accuracy {
  const table =
    isJudged(figure) && todayFigure !== undefined && isJudged(todayFigure)
      ? judgedTogether(todayFigure, figure)
      : undefined;
  if (table === undefined) return withFigure(prior, figure);
  const origin = originOf(figure);
  const note = `${origin.note} They answer the items that today's plan was judged on.`;
  return updatedTogether(prior, today, table, { ...origin, note });
}

/** A plan whose accuracy is known, and what it is among queries whose facts are there. */
interface Anchor extends ModelAtEffort {
  readonly accuracy: Accuracy;
}

function keyOf({ modelId, effort }: ModelAtEffort): string {
  return `${modelId} ${effort ?? ''}`;
}

/** Puts together what is known. */
export function openQuality(question: QualityQuestion): Quality {
  const { task, evidence, failureShare } = question;
  function sized<M extends ModelAtEffort>(one: M): M {
    const size = question.sizeOf?.(one.modelId);
    return size === undefined ? one : { ...one, size };
  }
  const today = todayAccuracy(task, question.today.figure);
  const lacking = lackingShare(meanOf(today), failureShare);
  const todays = ability(today, lacking);
  const { tunedFrom } = question.today;
  // Published results are of the base, so that others are seen from it, without what the tune has brought.
  const todayAnchor: Anchor =
    tunedFrom === undefined
      ? { ...sized(question.today), accuracy: todays }
      : { ...sized({ modelId: tunedFrom }), accuracy: untunedBase(todays, task) };
  const anchors: Anchor[] = [todayAnchor];
  const abilities = new Map([
    [keyOf(question.today), todays],
    [keyOf(todayAnchor), todayAnchor.accuracy],
  ]);
  const accuracies = new Map([[keyOf(question.today), today]]);
  for (const known of question.known.map(sized)) {
    if (accuracies.has(keyOf(known))) continue;
    const prior = withFacts(untunedAccuracy(evidence, task, todayAnchor, known), lacking, 'none');
    const accuracy = besideToday(prior, known.figure, today, question.today.figure);
    accuracies.set(keyOf(known), accuracy);
    const anchor = { ...known, accuracy: ability(accuracy, lacking) };
    abilities.set(keyOf(known), anchor.accuracy);
    anchors.push(anchor);
  }

  /** From whichever known plan says most. */
  function abilityOf(modelId: string, effort?: Effort): Accuracy {
    const asked = sized({ modelId, ...(effort !== undefined && { effort }) });
    const known = abilities.get(keyOf(asked));
    if (known !== undefined) return known;
    let best: Accuracy | undefined;
    for (const anchor of anchors) {
      const seen = untunedAccuracy(evidence, task, anchor, asked);
      if (best === undefined || logitMoments(seen).sd < logitMoments(best).sd) best = seen;
    }
    const accuracy = best ?? todayAnchor.accuracy;
    abilities.set(keyOf(asked), accuracy);
    return accuracy;
  }

  function untuned(modelId: string, effort?: Effort): Accuracy {
    const key = keyOf({ modelId, ...(effort !== undefined && { effort }) });
    const known = accuracies.get(key);
    if (known !== undefined) return known;
    const accuracy = withFacts(abilityOf(modelId, effort), lacking, 'none');
    accuracies.set(key, accuracy);
    return accuracy;
  }
  return { today, lacking, untuned, abilityOf };
}
