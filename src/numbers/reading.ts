import type { ReadableStream } from 'node:stream/web';
import type { EvalFacts } from './evals/read-evals.js';
import type { FileErrorCode } from './file-error.js';
import type { PromptTokens } from './tokens/count-prompt.js';
import type { TrainingFacts } from './training/read-training.js';
import type { UsageFacts } from './usage/read-usage.js';

/** What a worker is asked to read, and what comes back: counts and statistics, never the content. */

/** A file on this machine. */
interface FileOnDisk {
  readonly path: string;
  /** What it is called in answers. */
  readonly name: string;
}

/** A file that comes from elsewhere piece by piece, and is nowhere kept. */
export interface StreamedFile {
  readonly name: string;
  /** Its length in bytes, as far as it is known. */
  readonly bytes: number;
  /** Begun with the first piece that is asked for, and ended early where no more is wanted. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** A file that is to be read. */
export type FileToRead = FileOnDisk | StreamedFile;

/** The same on its way to a worker. */
export type SentFile =
  | FileOnDisk
  | { readonly name: string; readonly bytes: number; readonly stream: ReadableStream<Uint8Array> };

/** The model whose tokens are counted. */
export interface CountedModel {
  readonly id: string;
  readonly provider: string;
}

/** Whose tokens a text has: those of a model, or of a tokenizer of the team's own. */
export type CountedBy = { readonly model: CountedModel } | { readonly tokenizer: FileOnDisk };

export type Wanted<File = FileToRead> =
  | ({ readonly kind: 'tokens'; readonly text: string } & CountedBy)
  | {
      readonly kind: 'training';
      readonly training: File;
      readonly validation?: File;
      readonly model: CountedModel;
    }
  | { readonly kind: 'usage'; readonly files: readonly File[] }
  | { readonly kind: 'evals'; readonly file: File; readonly threshold?: number }
  /** Whatever they are: recognised by their content. Of two training files the smaller is for validation. */
  | {
      readonly kind: 'any';
      readonly files: readonly File[];
      readonly model: CountedModel;
      readonly threshold?: number;
    };

/** A question on its way to a worker. */
export interface ReadingTask {
  readonly wanted: Wanted<SentFile>;
  /** Shared: how far it is, and whether to stop. See `progress.ts`. */
  readonly progress: SharedArrayBuffer;
}

/** What a file of the team's says. */
export type FileAnswer =
  | { readonly kind: 'training'; readonly training: TrainingFacts }
  | { readonly kind: 'usage'; readonly usage: UsageFacts }
  | { readonly kind: 'evals'; readonly evals: EvalFacts };

/** What comes back. An error would lose its class on the way. */
export type ReadingAnswer =
  | { readonly kind: 'tokens'; readonly tokens: PromptTokens }
  | FileAnswer
  | { readonly kind: 'refused'; readonly code: FileErrorCode; readonly message: string };
