import type { types } from '@slack/bolt';
import { PRESETS, TASKS } from '../../engine/index.js';
import { MODEL, PRESET, WORKLOAD_FORM } from '../action-ids.js';
import { type Block, type ModalView, type PlainOption, plain, small } from '../messages/blocks.js';
import { asOneLine, cut } from '../text/safe-text.js';
import { type FlatWorkload, numberAt, textAt } from '../workload/flat-workload.js';
import { writeNumber } from '../workload/numbers.js';
import type { Vocabulary } from '../workload/vocabulary.js';
import { crossChecks } from './cross-checks.js';
import { detailBlocks, moreDetailButton } from './detail-blocks.js';
import { blockIdOf, type FormField, type Generations, TEXT_FIELDS, UNITS } from './form-fields.js';
import { boxesInput, choiceInput, textInput } from './form-inputs.js';
import { type AdjustedEstimate, writeMemory } from './form-metadata.js';
import { liveBlocks } from './live-blocks.js';
import { modelOption } from './model-option.js';

/** What the form shows. */
export interface FormContent {
  /** What is known of the workload; the rest of the fields is empty. */
  readonly flat: FlatWorkload;
  /** The names that the price book knows. */
  readonly words: Vocabulary;
  /** The day whose prices hold. */
  readonly today: string;
  readonly generations?: Generations;
  /** Text that stands in a field although it could not be read, so that it is not lost. */
  readonly typed?: Readonly<Partial<Record<FormField, string>>>;
  readonly channelId?: string;
  readonly threadTs?: string;
  readonly isPrivate?: boolean;
  /** Whether the fields behind *More detail* are shown. */
  readonly isDetailed?: boolean;
  /** The saved estimate that is adjusted, and whether it is to be replaced. */
  readonly estimate?: AdjustedEstimate;
  readonly replacesEstimate?: boolean;
  /** A sentence at the top. */
  readonly notice?: string;
}

/** The form: one short page, longer on request. What it does not show travels in its memory, so that nothing is lost. */
export function workloadModal(content: FormContent): ModalView {
  const { flat, generations = {}, channelId, threadTs, isDetailed, estimate } = content;
  const { metadata, dropped } = writeMemory({
    base: flat,
    generations,
    ...(channelId === undefined ? {} : { channelId }),
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(isDetailed === undefined ? {} : { isDetailed }),
    ...(estimate === undefined ? {} : { estimate }),
  });
  const notices = [
    ...(content.notice === undefined ? [] : [content.notice]),
    ...(dropped.length === 0
      ? []
      : [`Too long for the form and left out: ${dropped.join(', ')}. Use the text command for these.`]),
  ];
  return {
    type: 'modal',
    callback_id: WORKLOAD_FORM,
    title: plain('Prompt, RAG or tune?'),
    submit: plain('Work it out'),
    close: plain('Cancel'),
    private_metadata: metadata,
    blocks: [
      ...notices.map((notice) => small(cut(notice, 500))),
      ...liveBlocks(formBlocks(content, generations), crossChecks(flat, content.words, content.today)),
    ],
  };
}

function formBlocks(content: FormContent, generations: Generations): Block[] {
  const { flat } = content;
  const named = (id: FormField): Block[] =>
    TEXT_FIELDS.filter((field) => field.id === id).map((field) =>
      textInput(field, flat, content.typed?.[id], generations),
    );
  return [
    ...presetInput(generations),
    choiceInput(
      'task',
      'Task',
      'What the model does. A class, a reply, code: it decides what a tune can bring.',
      'classification',
      TASK_OPTIONS,
      textAt(flat, 'task'),
      generations,
    ),
    modelInput(content, generations),
    ...volumeInputs(content, generations),
    ...named('static'),
    ...named('user'),
    ...named('output'),
    ...named('examples'),
    ...named('exampleTokens'),
    choiceInput(
      'knowledge',
      'Knowledge',
      'Whether right answers need facts that no model has, such as your manuals or prices.',
      'Does it need facts of yours?',
      KNOWLEDGE,
      textAt(flat, 'knowledge.kind'),
      generations,
    ),
    ...named('name'),
    ...(content.isDetailed === true
      ? detailBlocks({ ...content, providers: content.words.providers }, generations)
      : [moreDetailButton(flat)]),
    ...estimateInput(content, generations),
    destinationInput(generations),
    boxesInput(
      'privacy',
      'Keep it to myself',
      'Otherwise everybody in the conversation reads it.',
      PRIVACY,
      () => content.isPrivate === true,
      generations,
    ),
  ];
}

/** Whether the saved estimate that the form was opened with is replaced. It is, unless the person says otherwise. */
function estimateInput(
  { estimate, replacesEstimate = true }: FormContent,
  generations: Generations,
): Block[] {
  if (estimate === undefined) return [];
  const boxes = { replace: `Replace “${cut(asOneLine(estimate.name), 50)}” with this` };
  return [
    boxesInput(
      'estimate',
      'Saved estimate',
      'Without the tick, the saved one stays as it is.',
      boxes,
      () => replacesEstimate,
      generations,
    ),
  ];
}

const PRIVACY = { private: 'Only to me, in a direct message' };

const TASK_OPTIONS: readonly PlainOption[] = TASKS.map((task) => ({ text: plain(task), value: task }));

const KNOWLEDGE: readonly PlainOption[] = [
  { text: plain('No: the model knows what it needs'), value: 'none' },
  { text: plain('Yes, facts that rarely change'), value: 'static' },
  { text: plain('Yes, facts that keep changing'), value: 'changing' },
];

function presetInput(generations: Generations): Block[] {
  if (PRESETS.length === 0) return [];
  const options = PRESETS.slice(0, 100).map((preset) => ({
    text: plain(cut(preset.title, 75)),
    description: plain(cut(preset.summary, 75)),
    value: preset.id,
  }));
  return [
    {
      type: 'input',
      block_id: blockIdOf('preset', generations),
      label: plain('Start from a preset'),
      hint: plain('A ready-made workload with typical numbers, to change as you like.'),
      optional: true,
      dispatch_action: true,
      element: { type: 'static_select', action_id: PRESET, placeholder: plain('Fills the form'), options },
    },
  ];
}

function modelInput({ flat, words, today }: FormContent, generations: Generations): types.InputBlock {
  const id = textAt(flat, 'current.model');
  const model = id === undefined ? undefined : words.findModel(id);
  return {
    type: 'input',
    block_id: blockIdOf('model', generations),
    label: plain('Model in use'),
    hint: plain('Type a part of its name. Every model of the catalogue is here.'),
    element: {
      type: 'external_select',
      action_id: MODEL,
      min_query_length: 0,
      placeholder: plain('gpt-4o'),
      ...(model === undefined ? {} : { initial_option: modelOption(model, today) }),
    },
  };
}

function volumeInputs(content: FormContent, generations: Generations): Block[] {
  const { flat, typed } = content;
  const total = numberAt(flat, 'volume.oneOffQueries');
  const value = total ?? numberAt(flat, 'volume.queriesPerDay');
  const text = typed?.volume ?? (value === undefined ? undefined : writeNumber(value));
  const unit = typed?.unit ?? (total === undefined ? 'day' : 'once');
  const options = Object.entries(UNITS).map(([key, label]) => ({ text: plain(label), value: key }));
  const initial = options.find((option) => option.value === unit);
  return [
    {
      type: 'input',
      block_id: blockIdOf('volume', generations),
      label: plain('Volume'),
      hint: plain('How many queries, like 500, 20k or 1.5M, in the time chosen below.'),
      element: {
        type: 'plain_text_input',
        action_id: 'volume',
        max_length: 60,
        placeholder: plain('500k'),
        ...(text === undefined || text === '' ? {} : { initial_value: cut(text, 60) }),
      },
    },
    {
      type: 'input',
      block_id: blockIdOf('unit', generations),
      label: plain('Counted as'),
      hint: plain('A day has 86,400 seconds; a month is taken as 30 days.'),
      element: {
        type: 'static_select',
        action_id: 'unit',
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      },
    },
  ];
}

function destinationInput(generations: Generations): types.InputBlock {
  return {
    type: 'input',
    block_id: blockIdOf('destination', generations),
    label: plain('Post the result in'),
    hint: plain('Where I am a member, the result comes with a chart; elsewhere with the numbers alone.'),
    element: {
      type: 'conversations_select',
      action_id: 'destination',
      default_to_current_conversation: true,
      response_url_enabled: true,
    },
  };
}
