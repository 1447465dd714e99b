import { type FormView, reportedAt } from '../../kit/view-state.js';
import { blockIdOf, type FormField, type Generations } from './form-fields.js';
import type { AdjustedEstimate, FormMemory } from './form-metadata.js';

/** What was filled in, by field. `undefined`: Slack did not report the field, which is not the same as empty. */
export interface FormState {
  /** Typed text, `''` when the field is empty. */
  text(field: FormField): string | undefined;
  /** Value of the chosen option, `null` when none is chosen. */
  choice(field: FormField): string | null | undefined;
  /** Values of the chosen options of a list or a set of boxes. */
  choices(field: FormField): readonly string[] | undefined;
  conversation(field: FormField): string | undefined;
  isTicked(field: FormField): boolean;
  /** Ids of the files that were added. */
  files(field: FormField): readonly string[];
}

/** The state of a form, read by field. */
export function stateOf(view: FormView, generations: Generations): FormState {
  const reported = (field: FormField) => reportedAt(view, blockIdOf(field, generations), field);
  return {
    text(field) {
      const value = reported(field);
      return value === undefined ? undefined : (value.value ?? '');
    },
    choice(field) {
      const value = reported(field);
      return value === undefined ? undefined : (value.selected_option?.value ?? null);
    },
    choices(field) {
      const value = reported(field);
      return value === undefined ? undefined : (value.selected_options ?? []).map((option) => option.value);
    },
    conversation(field) {
      return reported(field)?.selected_conversation ?? undefined;
    },
    files: (field) => (reported(field)?.files ?? []).map(({ id }) => id),
    isTicked(field) {
      return (reported(field)?.selected_options?.length ?? 0) > 0;
    },
  };
}

/** The saved estimate that a form adjusts, for a form that takes its place; nothing where there is none. */
export function adjustedEstimate(
  { estimate }: FormMemory,
  state: FormState,
): { readonly estimate?: AdjustedEstimate; readonly replacesEstimate?: boolean } {
  return estimate === undefined ? {} : { estimate, replacesEstimate: state.isTicked('estimate') };
}
