import { z } from 'zod';
import {
  DIGEST_PARTS,
  type DigestContent,
  DigestContentSchema,
  type Schedule,
  ScheduleSchema,
} from '../../../workspace/subscription.js';
import { FIELD, MAX_USD, NO_ALERTS } from './subscribe-modal.js';

/** What was filled in, or what is wrong, by field. */
export type SubscribeReading =
  | { readonly ok: true; readonly schedule: Schedule; readonly content: DigestContent }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

const Field = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
});

/** The state of a view, as Slack sends it. */
type State = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Reads the form. Slack has checked most of it; whatever else arrives is named beside its field. */
export function readSubscribeModal(state: State): SubscribeReading {
  const errors: Record<string, string> = {};
  function field(id: string) {
    return Field.safeParse(state[id]?.[id]).data ?? {};
  }
  function read<Value>(id: string, schema: z.ZodType<Value>, raw: unknown, mend: string): Value | undefined {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) errors[id] = mend;
    return parsed.data;
  }
  const { weekday: Weekday, hour: Hour, timeZone: TimeZone } = ScheduleSchema.shape;
  const option = (id: string) => field(id).selected_option?.value;
  const weekday = read(
    FIELD.weekday,
    z.coerce.number().pipe(Weekday),
    option(FIELD.weekday),
    'Choose a day.',
  );
  const hour = read(FIELD.hour, z.coerce.number().pipe(Hour), option(FIELD.hour), 'Choose an hour.');
  const timeZone = read(FIELD.zone, TimeZone, option(FIELD.zone), 'Choose a time zone, like Europe/Berlin.');
  const include = read(
    FIELD.parts,
    z.array(z.enum(DIGEST_PARTS)).min(1),
    field(FIELD.parts).selected_options?.map(({ value }) => value),
    'Choose at least one part.',
  );
  const leastUsd = read(
    FIELD.leastUsd,
    Amount.pipe(z.number().min(0).max(MAX_USD)),
    field(FIELD.leastUsd).value,
    'Give an amount in dollars, like 50, or leave it empty.',
  );
  const leastPercent = read(
    FIELD.leastPercent,
    Amount.pipe(z.number().min(0).max(100)),
    field(FIELD.leastPercent).value,
    'Give a percentage from 0 to 100, or leave it empty.',
  );
  const quietWeek = read(
    FIELD.quiet,
    DigestContentSchema.shape.quietWeek,
    option(FIELD.quiet),
    'Choose what a quiet week brings.',
  );
  const alerts = option(FIELD.alerts);
  const alertHour =
    alerts === NO_ALERTS
      ? null
      : read(FIELD.alerts, z.coerce.number().pipe(Hour), alerts, 'Choose an hour for alerts, or none.');
  if (
    alertHour === undefined ||
    weekday === undefined ||
    hour === undefined ||
    timeZone === undefined ||
    include === undefined ||
    leastUsd === undefined ||
    leastPercent === undefined ||
    quietWeek === undefined
  ) {
    return { ok: false, errors };
  }
  return {
    ok: true,
    schedule: { weekday, hour, timeZone, ...(alertHour !== null && { alertHour }) },
    content: { include, leastUsd, leastShare: leastPercent / 100, quietWeek },
  };
}

/** A number as Slack sends it: text, or nothing for an empty field. */
const Amount = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || text.trim() === '' ? 0 : Number(text)));
