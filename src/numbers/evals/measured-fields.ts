import type { Figure } from '../../engine/index.js';
import type { EvalFindings, MeasuredAccuracy } from './evaluate.js';

/** A model of the price book whose answers were judged. */
export interface JudgedModel {
  /** Its id, with the effort it was run at where the file says so: `gpt-6-luna@low`. */
  readonly name: string;
  readonly id: string;
  readonly effort?: string;
  readonly figure: Exclude<Figure, number>;
  /** By the name of another model that was given the very same items: how often both are right. */
  readonly bothRight?: Readonly<Record<string, number>>;
  readonly p95LatencyMs?: number;
}

/** The model in use. */
interface Current {
  readonly id: string;
  readonly effort?: string | undefined;
}

/** The models of the price book in an evaluation, the most accurate first; of several prompts of one, the best. */
export function judgedModels({ models, pairs }: EvalFindings): readonly JudgedModel[] {
  const judged = new Map<string, JudgedModel>();
  const names = new Map<string, string>();
  for (const one of models) {
    const { model, effort, right, n, p95LatencyMs } = one;
    if (model === undefined) continue;
    const name = effort === undefined ? model.id : `${model.id}@${effort}`;
    if (judged.has(name)) continue;
    names.set(one.written, name);
    judged.set(name, {
      name,
      id: model.id,
      ...(effort !== undefined && { effort }),
      figure: { right, items: n },
      ...(p95LatencyMs !== undefined && p95LatencyMs > 0 && { p95LatencyMs }),
    });
  }
  const counts = new Map<string, Record<string, number>>();
  for (const { one, other, n, bothRight } of pairs) {
    const [first, second] = [one, other].map((written) => judged.get(names.get(written) ?? ''));
    if (first === undefined || second === undefined) continue;
    if (first.figure.items !== n || second.figure.items !== n) continue;
    counts.set(first.name, { ...counts.get(first.name), [second.name]: bothRight });
    counts.set(second.name, { ...counts.get(second.name), [first.name]: bothRight });
  }
  return [...judged.values()].map((one) => {
    const together = counts.get(one.name);
    return together === undefined ? one : { ...one, bothRight: together };
  });
}

/**
 * What was judged, as fields of a workload by path: the accuracy and the speed of the model in use, and the accuracies of
 * the others by name. A figure with its items counts as measured, and beside today's where both had the same items.
 */
export function judgedFields(
  judged: readonly JudgedModel[],
  current: Current | undefined,
): Readonly<Record<string, number | Figure>> {
  const present = judged.find((one) => isCurrent(one, current));
  const others = judged.filter((one) => one !== present);
  return {
    ...(present !== undefined && { 'quality.current': present.figure }),
    ...(present?.p95LatencyMs !== undefined && { 'current.p95LatencyMs': present.p95LatencyMs }),
    ...Object.fromEntries(
      others.map(({ name, figure, bothRight: together }) => {
        const bothRight = present && together?.[present.name];
        return [`quality.models.${name}`, bothRight === undefined ? figure : { ...figure, bothRight }];
      }),
    ),
  };
}

/** The same of a whole evaluation, with the tokens of the calls of the model in use, where the file tells. */
export function evaluationFields(
  findings: EvalFindings,
  current: Current | undefined,
): Readonly<Record<string, number | Figure>> {
  const { inputTokens, outputTokens } = findings.models.find((one) => isPresent(one, current)) ?? {};
  return {
    ...judgedFields(judgedModels(findings), current),
    ...(inputTokens !== undefined && { 'tokens.user': Math.max(1, Math.round(inputTokens)) }),
    ...(outputTokens !== undefined && { 'tokens.output': Math.round(outputTokens) }),
  };
}

function isPresent({ model, effort }: MeasuredAccuracy, current: Current | undefined): boolean {
  return model !== undefined && isCurrent({ id: model.id, ...(effort !== undefined && { effort }) }, current);
}

/** A file that says no effort has run the model as it is run. */
function isCurrent(
  { id, effort }: Pick<JudgedModel, 'id' | 'effort'>,
  current: Current | undefined,
): boolean {
  return id === current?.id && (effort === undefined || effort === current.effort);
}
