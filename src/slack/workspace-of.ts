import type { Context } from '@slack/bolt';

/** A request that names no workspace. */
export class UnknownWorkspaceError extends Error {
  override readonly name = 'UnknownWorkspaceError';
  readonly code = 'unknown-workspace';

  constructor() {
    super('The request names neither a team nor an enterprise.');
  }
}

/**
 * Id under which a workspace keeps what it keeps: its team. An app that was installed for a whole organisation has one
 * household for all of it, the enterprise's: requests of such an installation name a team only sometimes, and not
 * always the same.
 *
 * @throws UnknownWorkspaceError when the request names neither
 */
export function workspaceOf({
  isEnterpriseInstall,
  teamId,
  enterpriseId,
}: Pick<Context, 'isEnterpriseInstall' | 'teamId' | 'enterpriseId'>): string {
  const id = isEnterpriseInstall ? (enterpriseId ?? teamId) : (teamId ?? enterpriseId);
  if (id === undefined || id === '') throw new UnknownWorkspaceError();
  return id;
}
