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
 * record for all of it, the enterprise's: requests of such an installation name a team only sometimes, and not
 * always the same.
 *
 * @throws UnknownWorkspaceError when the request names neither
 */
export function workspaceOf(
  request: Pick<Context, 'isEnterpriseInstall' | 'teamId' | 'enterpriseId'>,
): string {
  const id = findWorkspace(request);
  if (id === undefined) throw new UnknownWorkspaceError();
  return id;
}

/** The same id, for the log; `undefined` when the request names neither. */
export function findWorkspace({
  isEnterpriseInstall,
  teamId,
  enterpriseId,
}: {
  readonly isEnterpriseInstall: boolean;
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
}): string | undefined {
  const id = isEnterpriseInstall ? (enterpriseId ?? teamId) : (teamId ?? enterpriseId);
  return id === '' ? undefined : id;
}
