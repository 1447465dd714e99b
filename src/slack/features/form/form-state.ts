import { z } from 'zod';
import { blockIdOf, type FormField, type Generations } from './form-fields.js';
import type { AdjustedEstimate, FormMemory } from './form-metadata.js';

/** The part of Slack's view payload that is read. */
export interface FormView {
  readonly private_metadata: string;
  readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

const ValueSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_conversation: z.string().nullish(),
});

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
}

/** What Slack reported of one element; `undefined` when it did not. */
export function reportedAt(
  view: FormView,
  blockId: string,
  actionId: string,
): z.infer<typeof ValueSchema> | undefined {
  const value = view.state.values[blockId]?.[actionId];
  const parsed = ValueSchema.safeParse(value);
  return value === undefined || !parsed.success ? undefined : parsed.data;
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
