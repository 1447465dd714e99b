import { createRequire } from 'node:module';
import { type Advice, type Outcome, UnknownModelError } from '../engine/index.js';
import type { EvidenceBook } from '../evidence/index.js';
import { createWorkerPool, messageOf, type PoolErrorCode } from '../workers/pool.js';
import { AdvisorError } from './advisor-error.js';
import type { Answer, Question, Task } from './question.js';
import { shareBook, shareEvidence } from './shared-book.js';

/** Settings of an advisor. */
export interface AdvisorOptions {
  /** Most questions worked out at once. One worker starts at once, the others when they are needed. */
  readonly threads: number;
  /** Longest time that a worker is given for one question, in milliseconds, without waiting; then it is ended. */
  readonly workMs: number;
  /** Published results to decide by, asked for at each question. Default: those that are shipped. */
  readonly evidence?: () => EvidenceBook;
  /** Most questions that wait for a worker. */
  readonly queue?: number;
  /** File of the worker. Tests give one that misbehaves. */
  readonly workerFile?: string;
  /** Told when a worker dies while it has nothing to do: nobody waits for that error. */
  readonly onIdleFailure?: (error: Error) => void;
}

/** Works out advices in worker threads. */
export interface Advisor {
  /**
   * The same advice as that of `advise` in this thread.
   *
   * @throws {UnknownModelError} when the present model or a named candidate is not in the price book
   * @throws {AdvisorError} in every other case of failure; later questions are not affected
   */
  advise(question: Question): Promise<Advice>;
  /**
   * The same outcome as that of `redecide` in this thread: what `advise` decides, without the explanations, in a
   * fraction of the time.
   *
   * @throws as `advise` does
   */
  redecide(question: Question): Promise<Outcome>;
  /** Ends the workers. Questions under way fail with `closed`. */
  close(): Promise<void>;
}

/** The compiled worker: threads cannot run TypeScript, so this is the built file also under test. */
function builtWorkerFile(): string {
  return createRequire(import.meta.url).resolve('#advise-worker');
}

/** Starts an advisor. A worker builds a price book when it is first asked about it, and keeps it. */
export function createAdvisor({
  threads,
  workMs,
  evidence,
  queue = 128,
  workerFile = builtWorkerFile(),
  onIdleFailure,
}: AdvisorOptions): Advisor {
  function explain(code: PoolErrorCode, cause: unknown): string {
    switch (code) {
      case 'closed':
        return 'The advisor has been closed.';
      case 'queue-full':
        return `${queue} questions are already waiting.`;
      case 'stuck':
        return `The advice was not worked out in ${workMs} ms of work, so its worker was ended.`;
      case 'worker-failed':
        return `The advice could not be worked out: ${messageOf(cause)}`;
    }
  }

  const pool = createWorkerPool<Task, Answer>({
    workerFile,
    threads,
    workMs,
    queue,
    failure: (code, cause) => new AdvisorError(code, explain(code, cause), cause),
    ...(onIdleFailure && { onIdleFailure }),
  });

  async function ask(task: Task): Promise<Exclude<Answer, { kind: 'unknown-model' }>> {
    const answer = await pool.run(task);
    if (answer.kind === 'unknown-model') throw new UnknownModelError(answer.model);
    return answer;
  }

  function unexpected(answer: Answer): AdvisorError {
    return new AdvisorError('worker-failed', `The advisor's worker answered with ${answer.kind}.`);
  }

  function taskOf(question: Question, wanted: Task['wanted']): Task {
    return {
      ...question,
      book: shareBook(question.book),
      ...(evidence !== undefined && { evidence: shareEvidence(evidence()) }),
      wanted,
    };
  }

  return {
    async advise(question) {
      const answer = await ask(taskOf(question, 'advice'));
      if (answer.kind !== 'advice') throw unexpected(answer);
      return answer.advice;
    },
    async redecide(question) {
      const answer = await ask(taskOf(question, 'outcome'));
      if (answer.kind !== 'outcome') throw unexpected(answer);
      return answer.outcome;
    },
    close: () => pool.close(),
  };
}
