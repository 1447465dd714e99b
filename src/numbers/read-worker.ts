import { statSync } from 'node:fs';
import { readEvals } from './evals/read-evals.js';
import { FileError } from './file-error.js';
import { fileSource, MAX_FILE_BYTES, type Source } from './lines.js';
import { noteBytes } from './progress.js';
import type { FileToRead, ReadingAnswer, ReadingTask, Wanted } from './reading.js';
import { countPrompt } from './tokens/count-prompt.js';
import { openTokenizer } from './tokens/tokenizers.js';
import { readTraining } from './training/read-training.js';
import { readUsage } from './usage/read-usage.js';

/** Runs in a worker thread: reads files and counts tokens, which would hold up the event loop. */
export default async function answer({ wanted, progress }: ReadingTask): Promise<ReadingAnswer> {
  try {
    return await read(wanted, progress);
  } catch (error) {
    if (error instanceof FileError) return { kind: 'refused', code: error.code, message: error.message };
    throw error;
  }
}

async function read(wanted: Wanted, progress: SharedArrayBuffer): Promise<ReadingAnswer> {
  switch (wanted.kind) {
    case 'tokens': {
      const tokenizer = await openTokenizer(wanted.model.id, wanted.model.provider);
      return { kind: 'tokens', tokens: countPrompt(wanted.text, tokenizer) };
    }
    case 'training': {
      const { model, validation } = wanted;
      const [training, other] = openAll([wanted.training, ...(validation === undefined ? [] : [validation])]);
      if (training === undefined) throw new Error('There is no training file to read.');
      const tokenizer = await openTokenizer(model.id, model.provider);
      const onBytes = noteBytes(progress, training.bytes + (other?.bytes ?? 0));
      const files = { training, ...(other !== undefined && { validation: other }) };
      return { kind: 'training', training: await readTraining(files, tokenizer, onBytes) };
    }
    case 'usage': {
      const sources = openAll(wanted.files);
      const whole = sources.reduce((sum, { bytes }) => sum + bytes, 0);
      return { kind: 'usage', usage: await readUsage(sources, noteBytes(progress, whole)) };
    }
    case 'evals': {
      const [source] = openAll([wanted.file]);
      if (source === undefined) throw new Error('There is no evaluation to read.');
      const evals = await readEvals(source, wanted.threshold, noteBytes(progress, source.bytes));
      return { kind: 'evals', evals };
    }
  }
}

/** Opens files, having looked at all of them first. @throws FileError when one cannot be read */
function openAll(files: readonly FileToRead[]): readonly (Source & { readonly bytes: number })[] {
  const sizes = files.map(sizeOf);
  return files.map(({ path, name }, at) => {
    const bytes = sizes[at] ?? 0;
    return { ...fileSource(path, name, bytes), bytes };
  });
}

function sizeOf({ path, name }: FileToRead): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new FileError('not-found', `There is no file ${name}.`);
  if (!stats.isFile()) throw new FileError('not-found', `${name} is no file.`);
  if (stats.size > MAX_FILE_BYTES) {
    throw new FileError(
      'too-large',
      `${name} is larger than ${MAX_FILE_BYTES / 1e6} MB. Give a part of it: every tenth line tells as much.`,
    );
  }
  return stats.size;
}
