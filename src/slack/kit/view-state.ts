import { z } from 'zod';

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
  selected_user: z.string().nullish(),
  selected_date: z.iso.date().nullish(),
  files: z.array(z.object({ id: z.string().regex(/^F[A-Z0-9]{1,40}$/) })).nullish(),
});

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
