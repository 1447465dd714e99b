import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import type { Installation } from '../state/installations.js';
import { SlackApiError } from './api-error.js';
import type { Arguments } from './arguments.js';

/** A call that has passed authentication. */
export interface ApiCall {
  /** The team that it is about. */
  readonly slack: SlackContext;
  readonly args: Arguments;
  /** Who calls. */
  readonly installation: Installation;
}

/** A Web API method. */
export interface ApiMethod {
  /** The scope it needs, if any. */
  readonly scope?: string;
  /** Does the work and answers the fields beside `ok`. */
  readonly run: (call: ApiCall) => JsonObject;
}

/**
 * Stops a call whose installation lacks a scope.
 * @throws SlackApiError `missing_scope`.
 */
export function requireScope({ installation }: Pick<ApiCall, 'installation'>, needed: string): void {
  const { scopes } = installation;
  if (!scopes.includes(needed)) {
    throw new SlackApiError('missing_scope', { needed, provided: scopes.join(',') });
  }
}
