import type { types } from '@slack/bolt';
import {
  DIGEST_PARTS,
  type DigestContent,
  type DigestPart,
  type Schedule,
} from '../../../workspace/subscription.js';
import { DIGEST_FORM, TIME_ZONE } from '../../kit/action-ids.js';
import { type ModalView, type PlainOption, plain, small } from '../../kit/blocks.js';
import { cut } from '../../kit/safe-text.js';
import { zoneOption } from './zone-suggestions.js';

/** Names of the form's fields; each is the `block_id` and the `action_id` of its input. */
export const FIELD = {
  weekday: 'weekday',
  hour: 'hour',
  zone: TIME_ZONE,
  parts: 'parts',
  leastUsd: 'least_usd',
  leastPercent: 'least_percent',
  quiet: 'quiet_week',
  alerts: 'alerts',
} as const;

/** The title of the window. */
export const SUBSCRIBE_TITLE = 'Weekly price digest';

/** Largest thresholds that can be typed. */
export const MAX_USD = 1_000_000_000;

/** Monday first, as in `Schedule.weekday`. */
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const PARTS: Readonly<Record<DigestPart, string>> = {
  decisions: 'Decisions of watched estimates that flip or move',
  prices: 'Prices that moved, were announced or corrected',
  'new-models': 'New models worth a look',
  shutdowns: 'Models that end within 90 days',
};

const QUIET: Readonly<Record<DigestContent['quietWeek'], string>> = {
  'one-line': 'Post one line',
  nothing: 'Post nothing',
};

const ALERTS_HINT =
  'When a decision flips, a model in use gets cheaper or an end date, or an end is 90, 30 or 7 days away. At this hour, at most one a day, none on the day of the digest.';

/** What is chosen where no alert is wanted. */
export const NO_ALERTS = 'none';

/** What the form shows. */
export interface SubscribeForm {
  /** As subscribed; absent for a new subscription. */
  readonly isSubscribed: boolean;
  readonly schedule: Partial<Schedule>;
  readonly content: DigestContent;
  /** What the form remembers: the channel and how to answer. */
  readonly metadata: string;
}

/** The form with which a channel is subscribed, filled with what holds. Pure. */
export function subscribeModal({ isSubscribed, schedule, content, metadata }: SubscribeForm): ModalView {
  const weekdays = WEEKDAYS.map((day, index) => option(day, String(index + 1)));
  const hours = Array.from({ length: 24 }, (_, hour) => option(hourWords(hour), String(hour)));
  const alertHours = Array.from({ length: 24 }, (_, hour) =>
    option(`Yes, at ${hourWords(hour)}`, String(hour)),
  );
  const parts = DIGEST_PARTS.map((part) => option(PARTS[part], part));
  const chosenParts = parts.filter(({ value }) => content.include.some((part) => part === value));
  return {
    type: 'modal',
    callback_id: DIGEST_FORM,
    title: plain(SUBSCRIBE_TITLE),
    submit: plain(isSubscribed ? 'Save' : 'Subscribe'),
    close: plain('Cancel'),
    private_metadata: metadata,
    blocks: [
      small(
        'Once a week this channel reads which decisions of your watched estimates changed, and why. The person who subscribes it and the admins may change it later.',
      ),
      select(FIELD.weekday, 'Day', weekdays, String(schedule.weekday ?? 1)),
      select(FIELD.hour, 'Hour', hours, String(schedule.hour ?? 9)),
      {
        type: 'input',
        block_id: FIELD.zone,
        label: plain('Time zone of day and hour'),
        element: {
          type: 'external_select',
          action_id: FIELD.zone,
          min_query_length: 0,
          placeholder: plain('Type a city, like Berlin'),
          ...(schedule.timeZone !== undefined && { initial_option: zoneOption(schedule.timeZone) }),
        },
      },
      {
        type: 'input',
        block_id: FIELD.parts,
        label: plain('What to read'),
        element: {
          type: 'checkboxes',
          action_id: FIELD.parts,
          options: parts,
          ...(chosenParts.length > 0 && { initial_options: chosenParts }),
        },
      },
      numberInput(
        FIELD.leastUsd,
        'Leave out bills that move by less, $ a month',
        'Up or down. Empty: all are told. A decision that flips is always told.',
        content.leastUsd,
        MAX_USD,
      ),
      numberInput(
        FIELD.leastPercent,
        'Leave out prices that move by less, %',
        'Up or down. Empty: all are told. What is left out is counted.',
        Number((content.leastShare * 100).toPrecision(12)),
        100,
      ),
      select(
        FIELD.quiet,
        'In a week without news',
        Object.entries(QUIET).map(([value, text]) => option(text, value)),
        content.quietWeek,
      ),
      {
        ...select(
          FIELD.alerts,
          'Alerts on the day',
          [option('No, the digest will do', NO_ALERTS), ...alertHours],
          schedule.alertHour === undefined ? NO_ALERTS : String(schedule.alertHour),
        ),
        hint: plain(ALERTS_HINT),
      },
    ],
  };
}

/** `09:00`. */
export function hourWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function option(text: string, value: string): PlainOption {
  return { text: plain(cut(text, 75)), value };
}

function select(
  id: string,
  label: string,
  options: readonly PlainOption[],
  chosen: string,
): types.InputBlock {
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: {
      type: 'static_select',
      action_id: id,
      options: [...options],
      ...(initial !== undefined && { initial_option: initial }),
    },
  };
}

function numberInput(id: string, label: string, hint: string, value: number, most: number): types.InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    hint: plain(hint),
    optional: true,
    element: {
      type: 'number_input',
      action_id: id,
      is_decimal_allowed: true,
      min_value: '0',
      max_value: String(most),
      ...(value > 0 && { initial_value: String(value) }),
    },
  };
}
