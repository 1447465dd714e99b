import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What every line of one request or one job says beside its own words. */
export interface LogContext {
  /** Names one request; people are told it as the reference of a failure. */
  readonly requestId: string;
  /** Whose request it is; absent until that is known. */
  workspaceId?: string;
}

const contexts = new AsyncLocalStorage<LogContext>();

/** Runs work whose log lines all carry an id of their own, and the workspace as soon as it is known. */
export function inLogContext<Result>(work: () => Result, workspaceId?: string): Result {
  // Its random bytes are fetched many at once; those of `randomBytes` are not.
  const requestId = randomUUID().slice(0, 8);
  return contexts.run({ requestId, ...(workspaceId !== undefined && { workspaceId }) }, work);
}

/** Notes whose the request is that is being worked on. */
export function noteWorkspace(workspaceId: string | undefined): void {
  const context = contexts.getStore();
  if (context !== undefined && workspaceId !== undefined) context.workspaceId = workspaceId;
}

/** What the lines of now carry; `undefined` outside requests and jobs. */
export function logContext(): Readonly<LogContext> | undefined {
  return contexts.getStore();
}
