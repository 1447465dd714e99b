/** What the app asks for when it is installed: the same lists as in manifest.yml, which says why. */
export const SCOPES = [
  'commands',
  'chat:write',
  'files:write',
  'files:read',
  'users:read',
  'app_mentions:read',
  'im:history',
  'channels:history',
  'groups:history',
] as const;

/** What of it people who install the app may leave out. Slack wants these in both lists of a manifest. */
export const OPTIONAL_SCOPES: readonly (typeof SCOPES)[number][] = [
  'files:read',
  'channels:history',
  'groups:history',
];
