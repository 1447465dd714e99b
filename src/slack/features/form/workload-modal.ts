import type { types } from '@slack/bolt';
import { PRESETS, TASKS, type Workload } from '../../../engine/index.js';
import type { WorkspaceBasis } from '../../../workspace/advise-for.js';
import { type FlatWorkload, numberAt, textAt } from '../../grammar/flat-workload.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { MODEL, PRIVACY, WORKLOAD_FORM } from '../../kit/action-ids.js';
import { type Block, type ModalView, plain, small } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { billSoFar } from './bill-so-far.js';
import { type CrossChecks, crossChecks, liveBlocks } from './cross-checks.js';
import { detailBlocks, moreDetailButton } from './detail-blocks.js';
import { blockIdOf, type FormField, type Generations, TEXT_FIELDS } from './form-fields.js';
import { boxesInput, type Choices, choiceInput, textInput } from './form-inputs.js';
import { type AdjustedEstimate, type CountedText, writeMemory } from './form-metadata.js';
import { modelOption } from './model-suggestions.js';
import { presetValue } from './task-choice.js';

/** What the form shows. */
export interface FormContent {
  /** What is known of the workload; the rest of the fields is empty. */
  readonly flat: FlatWorkload;
  /** The names that the price book knows. */
  readonly words: Vocabulary;
  /** The day whose prices hold. */
  readonly today: string;
  /** What today's bill is worked out by as the form is filled in; without it there is no such line. */
  readonly basis?: WorkspaceBasis;
  readonly generations?: Generations;
  /** The preset that was chosen in place of a task. */
  readonly preset?: string;
  /** Text that stands in a field although it could not be read, so that it is not lost. */
  readonly typed?: Readonly<Partial<Record<FormField, string>>>;
  readonly channelId?: string;
  readonly threadTs?: string;
  readonly isPrivate?: boolean;
  /** Whether the fields behind *More detail* are shown. */
  readonly isDetailed?: boolean;
  /** The saved estimate that is adjusted, and whether it is to be replaced. */
  readonly estimate?: AdjustedEstimate;
  /** What came of a text that was pasted into the field for tokens. */
  readonly counted?: CountedText;
  readonly replacesEstimate?: boolean;
  /** A sentence at the top. */
  readonly notice?: string;
}

/** The form: one short page, longer on request. What it does not show travels in its memory, so that nothing is lost. */
export function workloadModal(content: FormContent): ModalView {
  const { flat, generations = {}, channelId, threadTs, isDetailed, estimate, counted } = content;
  const { metadata, dropped } = writeMemory({
    base: flat,
    generations,
    ...(channelId === undefined ? {} : { channelId }),
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(isDetailed === undefined ? {} : { isDetailed }),
    ...(estimate === undefined ? {} : { estimate }),
    ...(counted === undefined ? {} : { counted }),
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
      ...liveBlocks(formBlocks(content, generations), saidBelow(content)),
    ],
  };
}

/** What is said below the fields: what does not go together; under the tokens what was counted, and the bill so far. */
function saidBelow({ flat, words, today, basis, counted }: FormContent): CrossChecks {
  const checks = crossChecks(flat, words, today);
  const below = [
    countedSentence(counted, flat),
    basis === undefined ? undefined : billSoFar(flat, basis, today),
    checks.tokens,
  ].filter((sentence) => sentence !== undefined);
  return below.length === 0 ? checks : { ...checks, tokens: below.join(' ') };
}

/** What is said of a count, as long as it stands in the field. */
function countedSentence(counted: CountedText | undefined, flat: FlatWorkload): string | undefined {
  const inField = (numberAt(flat, 'tokens.staticPrompt') ?? 0) + (numberAt(flat, 'tokens.user') ?? 0);
  return counted?.tokens === undefined || counted.tokens === inField ? counted?.sentence : undefined;
}

function formBlocks(content: FormContent, generations: Generations): Block[] {
  const { isDetailed = false } = content;
  const firstPage = firstPageInputs(content, generations);
  return [
    ...(isDetailed ? firstPage : firstPage.map(withoutHint)),
    lastRow(content, generations),
    ...estimateInput(content, generations),
    ...(isDetailed ? detailBlocks({ ...content, providers: content.words.providers }, generations) : []),
  ];
}

/** The first page needs no scrolling: apart from the tokens, placeholders say what goes in, until there is more detail. */
function withoutHint(input: types.InputBlock): types.InputBlock {
  const { hint, ...rest } = input;
  return input.element.action_id === 'tokens' ? input : rest;
}

function firstPageInputs(content: FormContent, generations: Generations): types.InputBlock[] {
  const { flat } = content;
  return [
    {
      ...choiceInput(
        'task',
        'What the model does',
        'A class, a reply, code: it decides what a tune can bring. The examples have typical numbers, to change as you like.',
        'A task, or an example that fills the form',
        TASK_CHOICES,
        content.preset === undefined ? textAt(flat, 'task') : presetValue(content.preset),
        generations,
      ),
      dispatch_action: true,
    },
    modelInput(content, generations),
    ...TEXT_FIELDS.map((field) => textInput(field, flat, content.typed?.[field.id], generations)),
    destinationInput(generations),
  ];
}

/** The box and the button share a row, so that the first page needs no scrolling. */
function lastRow({ flat, isPrivate, isDetailed }: FormContent, generations: Generations): types.ActionsBlock {
  const options = [{ text: plain('Only to me, in a direct message'), value: 'private' }];
  return {
    type: 'actions',
    block_id: blockIdOf('privacy', generations),
    elements: [
      {
        type: 'checkboxes',
        action_id: PRIVACY,
        options,
        ...(isPrivate === true && { initial_options: options }),
      },
      ...(isDetailed === true ? [] : [moreDetailButton(flat)]),
    ],
  };
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

/** What each task is, for those who do not call it so. */
const TASK_WORDS: Readonly<Record<NonNullable<Workload['task']>, string>> = {
  classification: 'Sorts into classes (classification)',
  extraction: 'Pulls facts out of texts (extraction)',
  'structured-output': 'Fills in a form or JSON (structured output)',
  generation: 'Writes or rewrites texts (generation)',
  'knowledge-qa': 'Answers from documents (knowledge Q&A)',
  chat: 'Talks with people (chat)',
  code: 'Writes code (code)',
  agent: 'Works with tools, step by step (agent)',
};

const TASK_CHOICES: Choices = {
  option_groups: [
    { label: plain('Tasks'), options: TASKS.map((task) => ({ text: plain(TASK_WORDS[task]), value: task })) },
    {
      label: plain('Examples, which fill the form'),
      options: PRESETS.slice(0, 100).map(({ id, title, summary }) => ({
        text: plain(cut(title, 75)),
        description: plain(cut(summary, 75)),
        value: presetValue(id),
      })),
    },
  ],
};

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
      placeholder: plain('Type a part of its name, like gpt-4o'),
      ...(model === undefined ? {} : { initial_option: modelOption(model, today) }),
    },
  };
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
      placeholder: plain('A channel or a person'),
      default_to_current_conversation: true,
      response_url_enabled: true,
    },
  };
}
