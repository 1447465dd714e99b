/** What the app asks for when it is installed: the same lists as in manifest.yml, which says why. */
export const SCOPES = [
  'commands',
  'chat:write',
  'files:write',
  'files:read',
  'users:read',
  'app_mentions:read',
  'im:history',
] as const;

/** What whoever installs the app may leave out. */
export const OPTIONAL_SCOPES = ['channels:history', 'groups:history'] as const;
