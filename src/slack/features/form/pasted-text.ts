import { FileError } from '../../../numbers/file-error.js';
import type { PromptTokens } from '../../../numbers/tokens/count-prompt.js';
import { readPastedPrompt } from '../../../numbers/tokens/pasted-prompt.js';
import type { Model } from '../../../prices/price-book.js';
import type { AskingView, Request } from '../../entry/request.js';
import { basisOf, today, vocabulary } from '../../entry/services.js';
import { type FlatWorkload, numberAt, textAt } from '../../grammar/flat-workload.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import type { FormView } from '../../kit/view-state.js';
import { beginsLikeChat, type FormField, isPastedText, LONGEST_PASTE } from './form-fields.js';
import { type CountedText, readMemory } from './form-metadata.js';
import { stateOf } from './form-state.js';
import { readUnfinishedForm } from './read-workload-modal.js';
import { refilledForm } from './refilled-form.js';

/** A prompt, a chat JSON or a curl command in the field for tokens: counted, and replaced by its count. Nothing of it is kept. */

/** The text that stands in the field for tokens in place of numbers, where one does. */
export function pastedTextIn(view: FormView): string | undefined {
  const text = stateOf(view, readMemory(view.private_metadata).generations).text('tokens');
  return text !== undefined && isPastedText(text) ? text : undefined;
}

/**
 * Counts it in a worker, for the model of the form, else for that of the paste, and puts the count in its place. Does
 * nothing where there is none. Call it after the acknowledgement.
 */
export async function countPastedText(
  { services, workspaceId }: Pick<Request, 'services' | 'workspaceId'>,
  view: AskingView,
): Promise<void> {
  const text = pastedTextIn(view);
  if (text === undefined) return;
  const words = vocabulary(services);
  const flat = readUnfinishedForm(view, words);
  const { model, isChosen } = countedFor(flat, text, words);
  const [basis, counted] = await Promise.all([
    basisOf(services, workspaceId),
    countedOrWhyNot(services, text, model),
  ]);
  const day = today(services);
  const form =
    'sentence' in counted
      ? refilledForm(view, words, day, { basis, counted })
      : refilledForm(
          view,
          words,
          day,
          {
            basis,
            flat: { ...flat, ...tokensOf(counted, flat), 'current.model': model.id },
            counted: { tokens: counted.tokens, sentence: sentenceOf(counted, text, model) },
          },
          new Set<FormField>(isChosen ? ['tokens'] : ['tokens', 'model']),
        );
  await services.forms.update(services, view, form, 'fields');
}

/** Whose tokens are counted: those of the model in use, or of the one that the paste names, or of the usual example. */
function countedFor(
  flat: FlatWorkload,
  text: string,
  { findModel, exampleModel }: Vocabulary,
): { readonly model: Model; readonly isChosen: boolean } {
  const chosen = findModel(textAt(flat, 'current.model') ?? '');
  if (chosen !== undefined) return { model: chosen, isChosen: true };
  const model = findModel(readPastedPrompt(text).model ?? '') ?? findModel(exampleModel);
  if (model === undefined) throw new Error(`The example ${exampleModel} is not in the price book.`);
  return { model, isChosen: false };
}

async function countedOrWhyNot(
  { numbers }: Request['services'],
  text: string,
  model: Model,
): Promise<PromptTokens | CountedText> {
  try {
    return (await numbers.read({ kind: 'tokens', text, model })).tokens;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { sentence: `The text was not counted. ${error.message}` };
  }
}

/** What goes into the field. The longest answer of a chat stands for the answer where nobody has given one. */
function tokensOf({ tokens, fixedTokens, maxTokens }: PromptTokens, flat: FlatWorkload): FlatWorkload {
  const output = numberAt(flat, 'tokens.output') ?? maxTokens;
  return {
    'tokens.staticPrompt': fixedTokens,
    'tokens.user': tokens - fixedTokens,
    ...(output !== undefined && { 'tokens.output': output }),
  };
}

function sentenceOf(
  { kind, tokens, low, high, maxTokens }: PromptTokens,
  text: string,
  model: Model,
): string {
  const range = low === high ? '' : ` (${low.toLocaleString('en-US')} to ${high.toLocaleString('en-US')})`;
  const isPart = kind === 'text' && beginsLikeChat(text);
  return [
    `Counted ${tokens.toLocaleString('en-US')} tokens${range} for ${model.name}; the text was not kept.`,
    ...(isPart ? ['It is no whole chat or curl command, so all of it counts.'] : []),
    ...(text.length >= LONGEST_PASTE
      ? ['Slack may have cut it here: /ftcost tokens counts longer ones, too.']
      : []),
    maxTokens === undefined ? 'Add how long an answer is, as 100 out.' : `The answer is its max_tokens.`,
  ].join(' ');
}
