import { z } from 'zod';
import { TYPICAL_USE } from '../../engine/index.js';
import { tokensJson } from '../../numbers/as-json.js';
import { reportText } from '../../numbers/report.js';
import { promptCost, tokenReport } from '../../numbers/tokens/token-report.js';
import { readNamedModel } from '../../slack/grammar/named-model.js';
import { QuestionError } from '../problems.js';
import { type Desk, toolOf, vocabularyAt } from '../tool.js';

const usd = z.number().nullable();

/** Widest line of a report, in characters. */
export const REPORT_WIDTH = 110;

/** Longest text that is counted, in characters. */
const MAX_TEXT = 800_000;

/** The tokens of a text. */
export const countTokensTool = toolOf({
  name: 'count_tokens',
  title: 'Count tokens',
  description:
    'Counts the tokens of a prompt for a model, and says what it costs a call, a day and a month: a plain text, the ' +
    'JSON of a chat, or a curl command. Exact for OpenAI up to GPT-5.6, elsewhere a range that says where it comes ' +
    'from. The text is not kept.',
  input: z.strictObject({
    model: z.string().trim().min(1).max(120),
    text: z.string().min(1).max(MAX_TEXT),
    outputTokens: z.number().int().min(0).max(2_000_000).optional().describe('Tokens of an answer.'),
    queriesPerDay: z.number().positive().max(1e9).optional(),
  }),
  output: z.object({
    model: z.string().nullable(),
    kind: z.enum(['text', 'chat', 'curl']),
    tokens: z.number(),
    low: z.number(),
    high: z.number(),
    exact: z.boolean(),
    fixedTokens: z
      .number()
      .describe('Those of system messages and tools, which stay the same from call to call.'),
    messages: z.number(),
    outputTokens: z.number(),
    outputBy: z.string().describe('Who said how long an answer is.'),
    queriesPerDay: z.number(),
    volumeIsAssumed: z.boolean(),
    perCallUsd: usd,
    perDayUsd: usd,
    perMonthUsd: usd,
  }),
  async answer(desk, { model: named, text, outputTokens, queriesPerDay }) {
    const model = modelNamed(desk, named, 'model');
    const { tokens } = await desk.numbers.read({ kind: 'tokens', text, model });
    const cost = promptCost(tokens, model, desk.basis.book, desk.today, {
      outputTokens,
      queriesPerDay,
      typicalPerDay: TYPICAL_USE.volume.queriesPerDay,
    });
    return {
      text: reportText(tokenReport(cost, desk.today), REPORT_WIDTH),
      data: { ...tokensJson(cost), model: model.id },
    };
  },
});

/** The model of a name. @throws QuestionError when nobody knows it */
export function modelNamed(desk: Desk, name: string, field: string) {
  const read = readNamedModel(name, vocabularyAt(desk));
  const model = read.ok ? desk.basis.book.findModel(read.id) : undefined;
  if (model !== undefined) return model;
  throw new QuestionError([{ field, message: read.ok ? 'there is no such model.' : read.problem }]);
}
