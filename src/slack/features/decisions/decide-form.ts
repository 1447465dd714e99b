import type { Advice } from '../../../engine/index.js';
import { type Estimate, newestDecision } from '../../../workspace/estimate.js';
import { LIFE_STATES, type LifeState, PROPOSED, REASON_LENGTH } from '../../../workspace/life.js';
import { LIFE_FORM } from '../../kit/action-ids.js';
import { type Block, type ModalView, type PlainOption, plain, small } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { type FormView, reportedAt } from '../../kit/view-state.js';
import type { LifeChange } from './change-life.js';
import { STATE_WORDS } from './life-words.js';

/** The form about the life of one decision. */

/** The title of the window. */
export const LIFE_TITLE = 'Decide';

/** The fields: each its `block_id` and its `action_id`. */
export const STATE = 'life_state';
const PLAN = 'life_plan';
const OWNER = 'life_owner';
const DUE = 'life_due';
export const REASON = 'life_reason';

/** Slack's limit for the options of a select. */
const MAX_PLANS = 100;

/** The form, filled with what is known. */
export function lifeModal(
  estimate: Estimate,
  { plans, verdict }: Pick<Advice, 'plans' | 'verdict'>,
  endOfModel: string | undefined,
  metadata: string,
): ModalView {
  const { life = PROPOSED } = estimate;
  const { owner, dueOn, reason, adoption } = life;
  const chosen = adoption?.planId ?? verdict.planId;
  const offered = plans
    .filter(({ feasible, id }) => feasible || id === chosen)
    .map(({ id, title }) => optionOf(title, id))
    .sort((a, b) => Number(b.value === chosen) - Number(a.value === chosen))
    .filter(({ value = '' }) => value.length <= 150)
    .slice(0, MAX_PLANS);
  const [first] = offered;
  const states = LIFE_STATES.map((state) => optionOf(STATE_WORDS[state], state));
  const initial = states.find(({ value }) => value === life.state);
  return {
    type: 'modal',
    callback_id: LIFE_FORM,
    title: plain(LIFE_TITLE),
    submit: plain('Keep'),
    close: plain('Cancel'),
    private_metadata: metadata,
    blocks: [
      small(cut(`${asOneLine(estimate.name)}. ${asOneLine(newestDecision(estimate).headline)}`, 600)),
      {
        type: 'input',
        block_id: STATE,
        label: plain('The decision is'),
        element: {
          type: 'static_select',
          action_id: STATE,
          options: states,
          ...(initial !== undefined && { initial_option: initial }),
        },
      },
      ...(first === undefined ? [] : [planField(offered, first)]),
      {
        type: 'input',
        block_id: OWNER,
        optional: true,
        label: plain('Owner'),
        hint: plain('Who sees to it. Left empty, whoever adopts it.'),
        element: {
          type: 'users_select',
          action_id: OWNER,
          ...(owner !== undefined && { initial_user: owner }),
        },
      },
      {
        type: 'input',
        block_id: DUE,
        optional: true,
        label: plain('Due'),
        hint: plain(
          endOfModel === undefined
            ? 'Left empty, it has no deadline: no end of the model in use is announced.'
            : `Left empty, it is ${endOfModel}, the end of the model in use.`,
        ),
        element: { type: 'datepicker', action_id: DUE, ...(dueOn !== undefined && { initial_date: dueOn }) },
      },
      {
        type: 'input',
        block_id: REASON,
        optional: true,
        label: plain('Reason'),
        hint: plain('Asked for when it is rejected; kept when it is withdrawn.'),
        element: {
          type: 'plain_text_input',
          action_id: REASON,
          multiline: true,
          max_length: REASON_LENGTH,
          ...(reason !== undefined && { initial_value: reason }),
        },
      },
    ],
  };
}

function planField(options: PlainOption[], initial: PlainOption): Block {
  return {
    type: 'input',
    block_id: PLAN,
    label: plain('Plan'),
    hint: plain('The one that is adopted. The verdict’s own stands first.'),
    element: { type: 'static_select', action_id: PLAN, options, initial_option: initial },
  };
}

function optionOf(label: string, value: string): PlainOption {
  return { text: plain(cut(asOneLine(label), 75)), value };
}

/** What the form says. An owner or a day that is left empty is none. */
export function readLifeForm(view: FormView): LifeChange {
  const state = reportedAt(view, STATE, STATE)?.selected_option?.value;
  const planId = reportedAt(view, PLAN, PLAN)?.selected_option?.value;
  const reason = asOneLine(reportedAt(view, REASON, REASON)?.value ?? '').slice(0, REASON_LENGTH);
  return {
    ...(isState(state) && { state }),
    ...(planId !== undefined && { planId }),
    owner: reportedAt(view, OWNER, OWNER)?.selected_user ?? null,
    dueOn: reportedAt(view, DUE, DUE)?.selected_date ?? null,
    reason,
  };
}

function isState(value: string | undefined): value is LifeState {
  return LIFE_STATES.some((state) => state === value);
}
