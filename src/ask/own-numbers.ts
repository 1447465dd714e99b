import { FileError } from '../numbers/file-error.js';
import { createNumbersReader } from '../numbers/numbers-reader.js';
import { loadCatalogue } from '../prices/catalogue.js';
import { vocabularyOf } from '../slack/grammar/vocabulary.js';
import { answerEvals } from './ask-evals.js';
import { answerTokens } from './ask-tokens.js';
import { answerPilot, answerTraining } from './ask-training.js';
import { answerUsage } from './ask-usage.js';
import { type NumbersOptions, QuestionError } from './numbers-session.js';

/** The team's own numbers in the terminal: tokens of a text, a training file, usage exports, an evaluation. */

/** Whether a question is about the team's own numbers. */
export function asksForNumbers(
  words: readonly string[],
  { training, usage, evals, tokenizer }: NumbersOptions,
): boolean {
  return (
    training !== undefined ||
    usage !== undefined ||
    evals !== undefined ||
    tokenizer !== undefined ||
    words[0] === 'tokens' ||
    words[0] === 'pilot'
  );
}

/** Answers it. @returns the exit code: 2 where the question or a file cannot be read */
export async function answerWithNumbers(words: readonly string[], options: NumbersOptions): Promise<number> {
  const book = loadCatalogue();
  const today = new Date().toISOString().slice(0, 10);
  const ending = new AbortController();
  const stop = () => ending.abort();
  process.once('SIGINT', stop);
  const reader = createNumbersReader();
  const bar = createBar();
  const session = {
    book,
    today,
    vocabulary: vocabularyOf(book, today),
    reader,
    watch: { ...bar, signal: ending.signal },
    options,
  };
  try {
    if (options.tokenizer !== undefined && words[0] !== 'tokens')
      throw new QuestionError(
        '--tokenizer counts a prompt: tokens --tokenizer tokenizer.json --file prompt.txt.',
      );
    if (words[0] === 'tokens') return await answerTokens(session, words.slice(1));
    if (words[0] === 'pilot') return await answerPilot(session, words.slice(1).join(' '));
    if (options.training !== undefined)
      return await answerTraining(session, words.join(' '), options.training);
    if (options.usage !== undefined) return await answerUsage(session, words, options.usage);
    return await answerEvals(session, words.join(' '), options.evals ?? '');
  } catch (error) {
    bar.clear();
    if (!(error instanceof FileError) && !(error instanceof QuestionError)) throw error;
    console.error(error.message);
    return error instanceof FileError && error.code === 'stopped' ? 130 : 2;
  } finally {
    process.removeListener('SIGINT', stop);
    await reader.close();
  }
}

/** A bar on standard error, for what takes longer than two seconds; nothing without a terminal. */
function createBar(): { onProgress(share: number): void; clear(): void } {
  const began = performance.now();
  const { isTTY } = process.stderr;
  return {
    onProgress(share) {
      if (!isTTY || performance.now() - began < 2_000) return;
      const done = Math.floor(share * 30);
      process.stderr.write(
        `\r[${'#'.repeat(done)}${'.'.repeat(30 - done)}] ${Math.floor(share * 100)}%  Ctrl-C stops`,
      );
    },
    clear() {
      if (isTTY) process.stderr.write('\r\u001b[K');
    },
  };
}
