import type { z } from 'zod';
import type { Advisor } from '../advisor/advisor.js';
import type { EvidenceBook } from '../evidence/evidence-book.js';
import type { NumbersReader } from '../numbers/numbers-reader.js';
import type { IsoDate } from '../prices/price-book.js';
import { type Vocabulary, vocabularyOf } from '../slack/grammar/vocabulary.js';
import type { WorkspaceBasis } from '../workspace/advise-for.js';
import { problemsOf, QuestionError } from './problems.js';

/** What a question is answered with, whichever door it came through. */
export interface Desk {
  /** The day whose prices hold. */
  readonly today: IsoDate;
  /** Settings and prices of the workspace that asks; the list prices alone where there is none. */
  readonly basis: WorkspaceBasis;
  readonly evidence: EvidenceBook;
  readonly advisor: Pick<Advisor, 'advise' | 'redecide'>;
  readonly numbers: Pick<NumbersReader, 'read'>;
}

/** What comes of a question: a few lines for people, and the same as data. */
export interface ToolAnswer {
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One thing that can be asked, the same through every door. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  /** What it does and when to use it, for people and models. */
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /**
   * Answers what was asked.
   *
   * @throws QuestionError naming every field that has to be mended
   * @throws FileError when a file cannot be read
   * @throws AdvisorError when the advisor is busy or has failed
   */
  ask(desk: Desk, asked: unknown): Promise<ToolAnswer>;
}

/** A tool out of its schemas and the function that answers what was parsed. */
export function toolOf<Input extends z.ZodObject, Output extends z.ZodObject>(tool: {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  answer(
    desk: Desk,
    asked: z.output<Input>,
  ): Promise<{ readonly text: string; readonly data: z.input<Output> }>;
}): Tool {
  const { answer, ...rest } = tool;
  return {
    ...rest,
    async ask(desk, asked) {
      const parsed = tool.input.safeParse(asked);
      if (!parsed.success) throw new QuestionError(problemsOf(parsed.error, tool.input));
      const { text, data } = await answer(desk, parsed.data);
      // What is promised is kept: a field that is not in the schema does not leave.
      return { text, data: tool.output.parse(data) };
    },
  };
}

/** The names that can be said, with the rates of the workspace for other currencies. */
export function vocabularyAt({ basis, today }: Pick<Desk, 'basis' | 'today'>): Vocabulary {
  const { usdPer } = basis.settings?.settings ?? {};
  const words = vocabularyOf(basis.book, today);
  return usdPer === undefined ? words : { ...words, usdPer: new Map(Object.entries(usdPer)) };
}
