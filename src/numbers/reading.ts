import type { EvalFacts } from './evals/read-evals.js';
import type { FileErrorCode } from './file-error.js';
import type { PromptTokens } from './tokens/count-prompt.js';
import type { TrainingFacts } from './training/read-training.js';
import type { UsageFacts } from './usage/read-usage.js';

/** What a worker is asked to read, and what comes back: counts and statistics, never the content. */

/** A file on this machine. */
export interface FileToRead {
  readonly path: string;
  /** What it is called in answers. */
  readonly name: string;
}

/** The model whose tokens are counted. */
export interface CountedModel {
  readonly id: string;
  readonly provider: string;
}

export type Wanted =
  | { readonly kind: 'tokens'; readonly text: string; readonly model: CountedModel }
  | {
      readonly kind: 'training';
      readonly training: FileToRead;
      readonly validation?: FileToRead;
      readonly model: CountedModel;
    }
  | { readonly kind: 'usage'; readonly files: readonly FileToRead[] }
  | { readonly kind: 'evals'; readonly file: FileToRead; readonly threshold?: number };

/** A question on its way to a worker. */
export interface ReadingTask {
  readonly wanted: Wanted;
  /** Shared: how far it is, and whether to stop. See `progress.ts`. */
  readonly progress: SharedArrayBuffer;
}

/** What comes back. An error would lose its class on the way. */
export type ReadingAnswer =
  | { readonly kind: 'tokens'; readonly tokens: PromptTokens }
  | { readonly kind: 'training'; readonly training: TrainingFacts }
  | { readonly kind: 'usage'; readonly usage: UsageFacts }
  | { readonly kind: 'evals'; readonly evals: EvalFacts }
  | { readonly kind: 'refused'; readonly code: FileErrorCode; readonly message: string };
