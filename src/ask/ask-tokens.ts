import { basename } from 'node:path';
import { TYPICAL_USE } from '../engine/index.js';
import { tokensJson } from '../numbers/as-json.js';
import type { CountedBy } from '../numbers/reading.js';
import { reportText } from '../numbers/report.js';
import { readPastedPrompt } from '../numbers/tokens/pasted-prompt.js';
import { readPromptFile } from '../numbers/tokens/prompt-file.js';
import { promptCost, tokenReport } from '../numbers/tokens/token-report.js';
import type { Model } from '../prices/price-book.js';
import { numberAt } from '../slack/grammar/flat-workload.js';
import { modelOf, printJson, QuestionError, readWords, type Session } from './numbers-session.js';

/** `tokens gpt-4o --file prompt.txt`: the tokens of a text and what they cost. @returns the exit code */
export async function answerTokens(
  { book, today, vocabulary, reader, watch, options }: Session,
  words: readonly string[],
): Promise<number> {
  const text = words.join(' ');
  const fromFile = options.file === undefined ? undefined : readPromptFile(options.file);
  const [first = '', ...rest] = words;
  const named = book.findModel(first);
  const pasted = fromFile ?? (named === undefined ? text : rest.join(' '));
  const said = fromFile === undefined ? {} : readWords(text, vocabulary);
  const inPaste = readPastedPrompt(pasted).model;
  const model = named ?? modelOf(said, book) ?? (inPaste === undefined ? undefined : book.findModel(inPaste));
  const by = countedBy(options.tokenizer, model, vocabulary.exampleModel);
  if (pasted.trim() === '')
    throw new QuestionError(
      'There is no text to count. Write it after the model, or give --file prompt.txt.',
    );
  const { tokens } = await reader.read({ kind: 'tokens', text: pasted, ...by }, watch);
  const cost = promptCost(tokens, model ?? null, book, today, {
    outputTokens: numberAt(said, 'tokens.output'),
    queriesPerDay: numberAt(said, 'volume.queriesPerDay'),
    typicalPerDay: TYPICAL_USE.volume.queriesPerDay,
  });
  watch.clear();
  if (options.json) printJson({ tokens: tokensJson(cost) });
  else console.log(reportText(tokenReport(cost, today), options.width));
  return 0;
}

/** The tokenizer of the team's own goes before that of the model, which is then priced alone. */
function countedBy(tokenizer: string | undefined, model: Model | undefined, example: string): CountedBy {
  if (tokenizer !== undefined) return { tokenizer: { path: tokenizer, name: basename(tokenizer) } };
  if (model !== undefined) return { model };
  throw new QuestionError(
    `Whose tokens? Name a model: tokens ${example} --file prompt.txt. Or give its tokenizer: --tokenizer tokenizer.json.`,
  );
}
