import { parseArgs } from 'node:util';
import { createAdvisor } from '../../advisor/advisor.js';
import { FileError } from '../../numbers/file-error.js';
import { createNumbersReader } from '../../numbers/numbers-reader.js';
import { loadCatalogue } from '../../prices/catalogue.js';
import { vocabularyOf } from '../../slack/grammar/vocabulary.js';
import { QuestionError } from '../problems.js';
import { type BillDiff, diffBills } from './bills.js';
import { isWithin, type Limit, readLimit } from './limit.js';
import { diffMarkdown } from './markdown.js';
import { readWorkloadsFile } from './workloads-file.js';

const USAGE = `Compare what the LLM workloads of two files cost:

  ftcost diff --base old/ftcost.yml --head ftcost.yml --max-increase 10%

It prints one line and a table as Markdown. --max-increase takes a share of the bill before (10%) or dollars a month
($500): beyond it the command exits with 1. Input that cannot be read exits with 2. An empty file holds no workloads.

  workloads:
    ticket-triage:
      task: classification
      model: gpt-4o              # with an effort: gpt-6-luna@low
      volume: 500k/day
      tokens: { user: 200, output: 100 }
      prompts: [prompts/triage.md]    # counted, beside this file; the same in every call`;

/** Longest work on one workload, in milliseconds. */
const WORK_MS = 60_000;

/** `ftcost diff`. @returns the exit code: 1 beyond the limit, 2 for what cannot be read */
export async function runDiff(args: readonly string[]): Promise<0 | 1 | 2> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    console.error(asked);
    return 2;
  }
  if (asked.help) {
    console.log(USAGE);
    return 0;
  }
  const book = loadCatalogue();
  const asOf = new Date().toISOString().slice(0, 10);
  const advisor = createAdvisor({ threads: 1, workMs: WORK_MS });
  const numbers = createNumbersReader();
  try {
    const parts = { vocabulary: vocabularyOf(book, asOf), numbers };
    const base = await readWorkloadsFile(asked.base, parts);
    const head = await readWorkloadsFile(asked.head, parts);
    const diff = await diffBills(base, head, (workload) => advisor.redecide({ workload, book, asOf }));
    const { limit } = asked;
    const isBeyond = limit !== undefined && !isWithin(diff, limit);
    console.log(
      diffMarkdown({
        diff,
        asOf,
        bookVersion: book.version,
        ...(isBeyond && { beyond: beyondWords(diff, limit) }),
      }),
    );
    return isBeyond ? 1 : 0;
  } catch (error) {
    if (!(error instanceof QuestionError) && !(error instanceof FileError)) throw error;
    console.error(error.message);
    return 2;
  } finally {
    await Promise.all([advisor.close(), numbers.close()]);
  }
}

interface Asked {
  readonly help: boolean;
  readonly base: string;
  readonly head: string;
  readonly limit?: Limit;
}

/** What is asked, or what is wrong with it. */
function readArguments(args: readonly string[]): Asked | string {
  const options = {
    base: { type: 'string' },
    head: { type: 'string' },
    'max-increase': { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  let values: ReturnType<typeof parseArgs<{ options: typeof options; args: string[] }>>['values'];
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    if (error instanceof TypeError) return `${error.message}\n\n${USAGE}`;
    throw error;
  }
  const { base, head, help = false, 'max-increase': stated } = values;
  if (help) return { help, base: '', head: '' };
  if (base === undefined || head === undefined) return `--base and --head name the two files.\n\n${USAGE}`;
  if (stated === undefined) return { help, base, head };
  const limit = readLimit(stated);
  if (limit === undefined)
    return `--max-increase: write a share such as 10%, or dollars such as $500; this is "${stated}".`;
  return { help, base, head, limit };
}

function beyondWords({ beforeUsd, afterUsd }: BillDiff, limit: Limit): string {
  if (beforeUsd === null || afterUsd === null) {
    return 'A bill is not known, so it cannot be told that it stays within what is allowed.';
  }
  const allowed = limit.kind === 'usd' ? `$${limit.usd} a month` : `${limit.share * 100}%`;
  return `That is beyond the ${allowed} that is allowed.`;
}
