import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { FileError } from '../file-error.js';
import { jsonOf } from '../lines.js';
import type { Tokenizer } from './tokenizers.js';

/** A `tokenizer.json` of the team's own, as it comes with an open model: counted with as the model's maker does. */

/** Larger than any that is known: that of Gemma 3 has 33 MB. */
const MAX_TOKENIZER_BYTES = 100_000_000;

/** What every such file has; the rest is judged by the library that counts. */
const TokenizerFile = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.number(), content: z.string() })),
  normalizer: z.looseObject({}).nullable(),
  pre_tokenizer: z.looseObject({}).nullable(),
  post_processor: z.looseObject({}).nullable(),
  decoder: z.looseObject({}).nullable(),
  model: z.looseObject({ vocab: z.union([z.record(z.string(), z.number()), z.array(z.unknown())]) }),
});

/**
 * Opens a `tokenizer.json`. Tokens that it adds, such as `<|im_end|>`, count as one where they stand in a text; what a
 * template puts around the messages of a chat stands in another file, so it is a range.
 *
 * @param name what the file is called in answers
 * @throws FileError when it is none, or of a kind that cannot be counted with
 */
export async function openOwnTokenizer(path: string, name: string): Promise<Tokenizer> {
  const file = readTokenizerFile(path, name);
  const { Tokenizer: HuggingFaceTokenizer } = await import('@huggingface/tokenizers');
  try {
    const tokenizer = new HuggingFaceTokenizer(file, {});
    return {
      exactness: { kind: 'exact', encoding: name },
      template: 'unknown',
      count: (text) => (text === '' ? 0 : tokenizer.encode(text, { add_special_tokens: false }).ids.length),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'its parts do not fit together';
    throw new FileError(
      'unknown-shape',
      `${name} cannot be counted with: ${reason}. Tokenizers of the kinds BPE, WordPiece and Unigram can.`,
    );
  }
}

function readTokenizerFile(path: string, name: string): z.infer<typeof TokenizerFile> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) throw new FileError('not-found', `There is no file ${name}.`);
  if (stats.size > MAX_TOKENIZER_BYTES) {
    throw new FileError(
      'too-large',
      `${name} is larger than ${MAX_TOKENIZER_BYTES / 1e6} MB: no tokenizer is.`,
    );
  }
  const read = TokenizerFile.safeParse(jsonOf(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  throw new FileError(
    'unknown-shape',
    `${name} is no tokenizer.json. It comes beside the weights of an open model, and has a model with its vocab; a tokenizer.model or tokenizer_config.json is another file.`,
  );
}

/** Whether the beginning of a file is that of a `tokenizer.json`. */
export function looksLikeTokenizer(beginning: string): boolean {
  return (
    /^\uFEFF?\s{0,100}\{/.test(beginning) &&
    ['"truncation"', '"added_tokens"'].every((key) => beginning.includes(key))
  );
}
