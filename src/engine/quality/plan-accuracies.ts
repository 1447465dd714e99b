import type { EvidenceBook } from '../../evidence/evidence-book.js';
import { weightsOf } from '../choose/open-hosts.js';
import type { CompleteWorkload } from '../defaults.js';
import type { Effort, Figure as GivenFigure } from '../workload.js';
import { type Accuracy, logitMoments, shifted } from './accuracy.js';
import { cascadeAccuracy, classifiedAccuracy, routedAccuracy } from './cascade.js';
import { ability, type Facts, promptOptimised, reworded, withFacts } from './changes.js';
import { type Bar, barOf } from './good-enough.js';
import { openQuality, withFigure } from './quality-of.js';
import {
  distilledAccuracy,
  encoderAccuracy,
  preferenceAccuracy,
  reinforcedAccuracy,
  tunedAccuracy,
} from './tuned.js';

/** The accuracies of every plan for one workload: what each kind of change makes of what is known. */

/** A plan's accuracy, and whose it is. */
export interface AccuracyOfPlan {
  readonly accuracy: Accuracy;
  /** Plans that name the same are right and wrong together. */
  readonly accuracyOf: string;
}

/** Asking twice gives the same object. */
export interface PlanAccuracies {
  readonly bar: Bar;
  /** Share of all queries that lack facts today. */
  readonly lacking: number;
  readonly today: AccuracyOfPlan;
  /** An untuned model in place of the present one. */
  untuned(modelId: string, effort?: Effort): AccuracyOfPlan;
  /** The same, with facts brought to it. */
  informed(modelId: string, effort: Effort | undefined, facts: Facts): AccuracyOfPlan;
  /** The present plan after its prompt was rewritten, or its answers made to follow a schema. */
  reworded(): AccuracyOfPlan;
  /** An untuned model whose prompt an optimiser has written. */
  promptOptimised(modelId: string, effort?: Effort): AccuracyOfPlan;
  /** A small encoder trained on the team's labels. */
  encoder(): AccuracyOfPlan;
  /** A tune of a base on the team's examples. */
  tuned(baseId: string, facts: Facts): AccuracyOfPlan;
  /** A base trained on the team's pairs of answers. */
  preferred(baseId: string): AccuracyOfPlan;
  /** A base trained by a grader's scores of its own answers. */
  reinforced(baseId: string): AccuracyOfPlan;
  /** A small model taught by another on so many of its answers. */
  distilled(teacher: ModelAndEffort, examples: number): AccuracyOfPlan;
  cascade(small: ModelAndEffort, large: ModelAndEffort, escalatedShare: number): AccuracyOfPlan;
  /** The same where a classifier, which sees the query alone, chooses who answers. */
  classified(small: ModelAndEffort, large: ModelAndEffort, largeShare: number): AccuracyOfPlan;
  /** The small model for the share of queries that is known to be easy, the other for the rest. */
  routed(small: ModelAndEffort, large: ModelAndEffort, easyShare: number): AccuracyOfPlan;
}

export interface ModelAndEffort {
  readonly modelId: string;
  readonly effort?: Effort;
}

/** What is known beside the workload. */
export interface KnownOfModels {
  readonly evidence: EvidenceBook;
  readonly presentId: string;
  /** The base of the present model, where that is a tuned one. */
  readonly presentBase?: string;
  /** Figures of named models. */
  readonly figures: readonly (ModelAndEffort & { readonly figure: GivenFigure })[];
  /** Size class, 0 small to 2 large; `undefined` where nobody has placed a model. */
  sizeOf(modelId: string): number | undefined;
}

/** Puts together what is known of a workload's accuracies. */
export function planAccuraciesOf(workload: CompleteWorkload, known: KnownOfModels): PlanAccuracies {
  const { task, quality: given, knowledge, tokens, current, data } = workload;
  const { evidence, presentId, presentBase, figures, sizeOf } = known;
  const lacksFacts = knowledge.kind !== 'none' && tokens.retrieved === 0;
  const quality = openQuality({
    task,
    evidence,
    today: {
      modelId: presentId,
      ...(presentBase !== undefined && { tunedFrom: presentBase }),
      ...(current.effort !== undefined && { effort: current.effort }),
      ...(given.current !== undefined && { figure: given.current }),
    },
    known: figures,
    failureShare: lacksFacts ? knowledge.failureShare : 0,
    sizeOf,
  });
  const { lacking } = quality;
  const presentSize = sizeOf(presentId);
  const named = new Set(figures.map(({ modelId }) => modelId));

  const memo = new Map<string, AccuracyOfPlan>();
  function once(accuracyOf: string, make: () => Accuracy): AccuracyOfPlan {
    const seen = memo.get(accuracyOf);
    if (seen !== undefined) return seen;
    const made = { accuracy: make(), accuracyOf };
    memo.set(accuracyOf, made);
    return made;
  }
  // The same open weights are right and wrong together, whoever hosts them.
  function key({ modelId, effort }: ModelAndEffort): string {
    return effort === undefined ? weightsOf(modelId) : `${weightsOf(modelId)}@${effort}`;
  }
  const isPresent = ({ modelId, effort }: ModelAndEffort) =>
    weightsOf(modelId) === weightsOf(presentId) && effort === current.effort;

  const today = { accuracy: quality.today, accuracyOf: 'today' };

  /** The figure of "a smaller model" holds for any that is smaller, unless it has one of its own. */
  function smallerFigure(modelId: string): GivenFigure | undefined {
    const size = sizeOf(modelId);
    const smaller = size !== undefined && presentSize !== undefined && size < presentSize;
    return smaller && !named.has(modelId) ? given.smallerModel : undefined;
  }

  function untuned(modelId: string, effort?: Effort): AccuracyOfPlan {
    const one = { modelId, ...(effort !== undefined && { effort }) };
    if (isPresent(one)) return today;
    return once(`untuned ${key(one)}`, () => {
      const figure = smallerFigure(modelId);
      const prior = quality.untuned(modelId, effort);
      return figure === undefined ? prior : withFigure(prior, figure);
    });
  }

  function abilityOf(modelId: string, effort?: Effort): Accuracy {
    const figure = smallerFigure(modelId);
    return figure === undefined
      ? quality.abilityOf(modelId, effort)
      : ability(untuned(modelId, effort).accuracy, lacking);
  }

  /** What a figure for retrieval on the present model says of retrieval at large, in logits. */
  function retrievalShift(): number {
    if (given.rag === undefined) return 0;
    const before = withFacts(abilityOf(presentId, current.effort), lacking, 'retrieved');
    return (
      logitMoments(informed(presentId, current.effort, 'retrieved').accuracy).mean - logitMoments(before).mean
    );
  }

  function informed(modelId: string, effort: Effort | undefined, facts: Facts): AccuracyOfPlan {
    const one = { modelId, ...(effort !== undefined && { effort }) };
    if (facts === 'none') return untuned(modelId, effort);
    return once(`${facts} ${key(one)}`, () => {
      const prior = withFacts(abilityOf(modelId, effort), lacking, facts);
      if (facts !== 'retrieved' || given.rag === undefined) return prior;
      return isPresent(one) ? withFigure(prior, given.rag) : shifted(prior, retrievalShift(), [], prior);
    });
  }

  function tuned(baseId: string, facts: Facts): AccuracyOfPlan {
    return once(`tuned ${baseId} ${facts}`, () => {
      const learned = tunedAccuracy({ task, base: abilityOf(baseId), examples: data.examples });
      const plain = withFacts(learned, lacking, 'none');
      const known = given.fineTuned === undefined ? plain : withFigure(plain, given.fineTuned);
      return facts === 'none' ? known : withFacts(ability(known, lacking), lacking, facts);
    });
  }

  return {
    bar: barOf(task, given.target, given.tolerance),
    lacking,
    today,
    untuned,
    informed,
    tuned,
    reworded: () => once('reworded', () => reworded(today.accuracy)),
    promptOptimised: (modelId, effort) =>
      once(`optimised ${key({ modelId, ...(effort !== undefined && { effort }) })}`, () =>
        withFacts(promptOptimised(abilityOf(modelId, effort)), lacking, 'none'),
      ),
    encoder: () =>
      once('trained on fixed labels', () =>
        withFacts(
          encoderAccuracy({ today: abilityOf(presentId, current.effort), examples: data.examples }),
          lacking,
          'none',
        ),
      ),
    preferred: (baseId) =>
      once(`preferred ${baseId}`, () =>
        withFacts(
          preferenceAccuracy({ task, base: abilityOf(baseId), examples: data.preferencePairs }),
          lacking,
          'none',
        ),
      ),
    reinforced: (baseId) =>
      once(`reinforced ${baseId}`, () => withFacts(reinforcedAccuracy(abilityOf(baseId)), lacking, 'none')),
    distilled: (teacher, examples) =>
      once(`distilled ${key(teacher)}`, () => {
        const taught = distilledAccuracy({
          task,
          teacher: abilityOf(teacher.modelId, teacher.effort),
          examples,
        });
        return withFacts(taught, lacking, 'none');
      }),
    routed: (small, large, easyShare) =>
      once(`routed ${key(small)} ${key(large)}`, () =>
        routedAccuracy({
          small: untuned(small.modelId, small.effort).accuracy,
          large: untuned(large.modelId, large.effort).accuracy,
          easyShare,
        }),
      ),
    classified: (small, large, largeShare) =>
      once(`classified ${key(small)} ${key(large)}`, () =>
        classifiedAccuracy({
          small: untuned(small.modelId, small.effort).accuracy,
          large: untuned(large.modelId, large.effort).accuracy,
          largeShare,
        }),
      ),
    cascade: (small, large, escalatedShare) =>
      once(`cascade ${key(small)} ${key(large)}`, () =>
        cascadeAccuracy({
          small: untuned(small.modelId, small.effort).accuracy,
          large: untuned(large.modelId, large.effort).accuracy,
          escalatedShare,
        }),
      ),
  };
}
