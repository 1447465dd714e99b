import type { Workload } from '../../../engine/index.js';
import { evalReport } from '../../../numbers/evals/eval-report.js';
import { evaluate, type RoutingCurve } from '../../../numbers/evals/evaluate.js';
import { evaluationFields, type JudgedModel, judgedModels } from '../../../numbers/evals/measured-fields.js';
import type { FileAnswer } from '../../../numbers/reading.js';
import type { Report } from '../../../numbers/report.js';
import { trainingBills } from '../../../numbers/training/training-bills.js';
import { trainingReport } from '../../../numbers/training/training-report.js';
import { COUNTED_BY_DEFAULT, trainingFields } from '../../../numbers/training/training-workload.js';
import { workloadsToDecide } from '../../../numbers/usage/to-decide.js';
import { usageFindings } from '../../../numbers/usage/usage-models.js';
import { usageReport } from '../../../numbers/usage/usage-report.js';
import type { Model, PriceBook } from '../../../prices/price-book.js';
import { type FlatWorkload, numberAt, textAt } from '../../grammar/flat-workload.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';

/** The model whose tokens are counted. */
type CountedModel = Pick<Model, 'id' | 'name' | 'provider'>;

/** The one that a person names, else the one that most tunes are of. */
export function countedModel(said: FlatWorkload, known: Vocabulary): CountedModel {
  return known.findModel(textAt(said, 'current.model') ?? '') ?? COUNTED_BY_DEFAULT;
}

/** What files say, for the person who gave them and for the advice. */
export interface Findings {
  readonly report: Report;
  /** What they say of the workload, by path; what a person says goes before it. */
  readonly fields: FlatWorkload;
  /** Whole workloads that they propose to decide on. */
  readonly workloads: readonly Workload[];
  /** Models whose answers were judged. */
  readonly judged: readonly JudgedModel[];
  /** Rows that a pilot may hold out, in the order in which it does. */
  readonly questionLines: readonly number[];
  /** What routing between two judged models brings, where they ran on the same items. */
  readonly routing: RoutingCurve | null;
}

/**
 * Works out what files say. Pure.
 *
 * @param said what the person says of the workload, as far as it goes
 * @param counted the model whose tokens were counted
 */
export function findingsOf(
  answer: FileAnswer,
  said: FlatWorkload,
  counted: CountedModel,
  { book, today }: { readonly book: PriceBook; readonly today: string },
): Findings {
  const modelId = textAt(said, 'current.model');
  switch (answer.kind) {
    case 'training': {
      const bills = trainingBills(answer.training, book, today, numberAt(said, 'data.epochs'));
      return {
        report: trainingReport(answer.training, bills, counted.name),
        fields: trainingFields(answer.training),
        workloads: [],
        judged: [],
        questionLines: answer.training.questionLines,
        routing: null,
      };
    }
    case 'usage': {
      const findings = usageFindings(answer.usage, book, today);
      const queriesPerDay = numberAt(said, 'volume.queriesPerDay');
      return {
        report: usageReport(answer.usage, findings, queriesPerDay === undefined ? undefined : modelId),
        fields: {},
        workloads: workloadsToDecide(findings, { modelId, queriesPerDay }),
        judged: [],
        questionLines: [],
        routing: null,
      };
    }
    case 'evals': {
      const findings = evaluate(answer.evals, book);
      const current =
        modelId === undefined ? undefined : { id: modelId, effort: textAt(said, 'current.effort') };
      return {
        report: evalReport(findings),
        fields: evaluationFields(findings, current),
        workloads: [],
        judged: judgedModels(findings),
        questionLines: [],
        routing: findings.routing,
      };
    }
  }
}
