import { statSync } from 'node:fs';
import { readEvals } from './evals/read-evals.js';
import { FileError } from './file-error.js';
import { fileSource, MAX_FILE_BYTES, type OnBytes, type Source } from './lines.js';
import { noteBytes } from './progress.js';
import type { CountedModel, FileAnswer, ReadingAnswer, ReadingTask, SentFile, Wanted } from './reading.js';
import { type FileKind, recognise } from './recognise.js';
import { countPrompt } from './tokens/count-prompt.js';
import { openOwnTokenizer } from './tokens/own-tokenizer.js';
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

async function read(wanted: Wanted<SentFile>, progress: SharedArrayBuffer): Promise<ReadingAnswer> {
  switch (wanted.kind) {
    case 'tokens': {
      const tokenizer =
        'tokenizer' in wanted
          ? await openOwnTokenizer(wanted.tokenizer.path, wanted.tokenizer.name)
          : await openTokenizer(wanted.model.id, wanted.model.provider);
      return { kind: 'tokens', tokens: countPrompt(wanted.text, tokenizer) };
    }
    case 'training': {
      const { model, validation } = wanted;
      const sources = openAll([wanted.training, ...(validation === undefined ? [] : [validation])]);
      return training(sources, model, noteAll(sources, progress));
    }
    case 'usage': {
      const sources = openAll(wanted.files);
      return { kind: 'usage', usage: await readUsage(sources, noteAll(sources, progress)) };
    }
    case 'evals': {
      const sources = openAll([wanted.file]);
      return evaluation(sources, wanted.threshold, noteAll(sources, progress));
    }
    case 'any':
      return anyOf(wanted, progress);
  }
}

type Sized = Source & { readonly bytes: number };

/** Files of any kind, if they belong together. @throws FileError when they do not */
async function anyOf(
  { files, model, threshold }: Extract<Wanted<SentFile>, { kind: 'any' }>,
  progress: SharedArrayBuffer,
): Promise<FileAnswer> {
  const sources = openAll(files);
  const onBytes = noteAll(sources, progress);
  const kinds = new Map<Sized, FileKind>();
  for (const source of sources) {
    const recognised = await recognise(source);
    kinds.set({ ...source, ...recognised.source }, recognised.kind);
  }
  const found = new Set(kinds.values());
  const [kind] = found;
  const known = [...kinds.keys()];
  if (found.size > 1) throw new FileError('mixed', `${differences(kinds)}. Send each kind by itself.`);
  if (kind === 'usage') return { kind, usage: await readUsage(known, onBytes) };
  if (kind === 'evals' && known.length === 1) return evaluation(known, threshold, onBytes);
  if (kind === 'training' && known.length <= 2) {
    return training(
      known.sort((a, b) => b.bytes - a.bytes),
      model,
      onBytes,
    );
  }
  throw new FileError(
    'mixed',
    kind === 'evals'
      ? 'These are several evaluations. Send one at a time, or put their rows into one file.'
      : 'These are more training files than one and its validation file. Send them one by one.',
  );
}

const KIND_WORDS: Readonly<Record<FileKind, string>> = {
  training: 'a training file',
  usage: 'a usage export',
  evals: 'an evaluation',
};

function differences(kinds: ReadonlyMap<Source, FileKind>): string {
  return [...kinds].map(([{ name }, kind]) => `${name} is ${KIND_WORDS[kind]}`).join(', ');
}

async function training(
  [file, validation]: readonly Source[],
  model: CountedModel,
  onBytes: OnBytes,
): Promise<FileAnswer> {
  if (file === undefined) throw new Error('There is no training file to read.');
  const tokenizer = await openTokenizer(model.id, model.provider);
  const files = { training: file, ...(validation !== undefined && { validation }) };
  return { kind: 'training', training: await readTraining(files, tokenizer, onBytes) };
}

async function evaluation(
  [file]: readonly Source[],
  threshold: number | undefined,
  onBytes: OnBytes,
): Promise<FileAnswer> {
  if (file === undefined) throw new Error('There is no evaluation to read.');
  return { kind: 'evals', evals: await readEvals(file, threshold, onBytes) };
}

function noteAll(sources: readonly Sized[], progress: SharedArrayBuffer): OnBytes {
  return noteBytes(
    progress,
    sources.reduce((sum, { bytes }) => sum + bytes, 0),
  );
}

/** Opens files, having looked at all of them first. @throws FileError when one cannot be read */
function openAll(files: readonly SentFile[]): readonly Sized[] {
  const sizes = files.map(sizeOf);
  return files.map((file, at) => {
    const bytes = sizes[at] ?? 0;
    return 'stream' in file
      ? { name: file.name, bytes, chunks: file.stream }
      : { ...fileSource(file.path, file.name, bytes), bytes };
  });
}

function sizeOf(file: SentFile): number {
  if ('stream' in file) return file.bytes;
  const { path, name } = file;
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
