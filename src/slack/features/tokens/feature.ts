import { TYPICAL_USE, type Workload } from '../../../engine/index.js';
import { FileError } from '../../../numbers/file-error.js';
import { readPastedPrompt } from '../../../numbers/tokens/pasted-prompt.js';
import { type PromptCost, promptCost, tokenReport } from '../../../numbers/tokens/token-report.js';
import type { Model } from '../../../prices/price-book.js';
import type { Feature } from '../../entry/feature.js';
import type { Request, Words } from '../../entry/request.js';
import { basisOf, today, vocabulary } from '../../entry/services.js';
import { typedText } from '../../entry/spoken.js';
import { COUNT_TOKENS } from '../../kit/action-ids.js';
import { noticeMessage } from '../../kit/notice-message.js';

const EXAMPLE = 'tokens gpt-4o Answer with one label.';

/** `/ftcost tokens gpt-4o <text>`: the tokens of a text and what they cost, privately, with a button that fills the form. */
async function answerWithTokens(request: Words, _: string, said: string): Promise<void> {
  const { services } = request;
  const { findModel, suggestModels } = vocabulary(services);
  const typed = typedText(said).replace(/^\s*(?:\/ftcost\s+)?tokens\s*/i, '');
  const [first = ''] = typed.split(/\s/, 1);
  const named = findModel(first);
  const text = named === undefined ? typed : typed.slice(first.length).trimStart();
  const inPaste = readPastedPrompt(text).model;
  const model = named ?? (inPaste === undefined ? undefined : findModel(inPaste));
  if (model === undefined) {
    const near = suggestModels(first, 1)[0];
    const mend = near === undefined ? '' : ` Did you mean ${near}?`;
    return request.tell(noticeMessage([`Whose tokens? Name a model first, as /ftcost ${EXAMPLE}${mend}`]));
  }
  if (text === '')
    return request.tell(noticeMessage([`Write the text after the model, as /ftcost ${EXAMPLE}`]));
  await request.received(noticeMessage([`Counting the tokens for ${model.name}.`]));
  await tellTokens(request, text, model);
}

/** *Count tokens* on a message: for the model that a chat or a curl command in it names, else for the one of the examples. */
async function countMessage(request: Request, text: string): Promise<void> {
  const { findModel, exampleModel } = vocabulary(request.services);
  const inPaste = readPastedPrompt(text).model;
  const named = inPaste === undefined ? undefined : findModel(inPaste);
  const model = named ?? findModel(exampleModel);
  if (text.trim() === '' || model === undefined) {
    return request.tell(noticeMessage(['There is no text in that message to count.']));
  }
  const other = named === undefined ? [`For another model: /ftcost ${EXAMPLE}`] : [];
  await tellTokens(request, text, model, other);
}

/** The tokens of a text and what they cost, privately, with a button that fills the form. */
async function tellTokens(
  request: Request,
  text: string,
  model: Model,
  notes: readonly string[] = [],
): Promise<void> {
  const { services, workspaceId } = request;
  const { book } = await basisOf(services, workspaceId);
  const asOf = today(services);
  try {
    const { tokens } = await services.numbers.read({ kind: 'tokens', text, model });
    const cost = promptCost(tokens, model, book, asOf, { typicalPerDay: TYPICAL_USE.volume.queriesPerDay });
    const { title, sections } = tokenReport(cost, asOf);
    const lines = sections.flatMap((section) => section.lines);
    await request.tell(
      noticeMessage([`${title}.`, ...lines, ...notes, 'The text was not kept.'], workloadOf(cost, model)),
    );
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await request.tell(noticeMessage([error.message]));
  }
}

/** What the form is filled with: the tokens of the text, and a typical volume and answer where nobody gave one. */
function workloadOf({ tokens, outputTokens, queriesPerDay }: PromptCost, model: Model): Workload {
  const { tokens: all, fixedTokens } = tokens;
  return {
    volume: { queriesPerDay },
    tokens: {
      ...(fixedTokens > 0 && { staticPrompt: fixedTokens }),
      user: Math.max(1, all - fixedTokens),
      output: outputTokens === 0 ? TYPICAL_USE.tokens.output : outputTokens,
    },
    current: { model: model.id },
  };
}

/** Tokens of a text. */
export const tokens: Feature = {
  words: [
    {
      name: 'tokens',
      typed: ['tokens'],
      isPrivate: true,
      help: () => [[`/ftcost ${EXAMPLE}`, 'counts the tokens of a text, a chat JSON or a curl command.']],
      answer: answerWithTokens,
    },
  ],
  messageShortcuts: { [COUNT_TOKENS]: countMessage },
};
