import { z } from 'zod';

/** The app as one workspace or organisation has installed it, with its secrets. Only ever kept sealed. */
export const InstallationSchema = z.object({
  /** The workspace, or the organisation for an install that covers all of it. */
  id: z.string().min(1),
  isOrganisation: z.boolean(),
  /** What the workspace or the organisation is called. */
  name: z.string(),
  appId: z.string(),
  installedBy: z.string(),
  scopes: z.array(z.string()),
  bot: z.object({ id: z.string(), userId: z.string(), token: z.string() }),
  /** Present where tokens end: with rotation switched on. */
  rotation: z
    .object({
      /** Works once. */
      refreshToken: z.string(),
      /** When the bot's token ends, in milliseconds since 1970. */
      expiresAtMs: z.number(),
    })
    .optional(),
});

export type Installation = z.infer<typeof InstallationSchema>;

/** There is no installation that works: it was removed, or never made. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
  readonly code = 'not-installed';

  constructor(readonly installationId: string) {
    super(`The app is not installed for ${installationId}.`);
  }
}

/** What was asked for, or nothing where the app is not installed: nobody can be told, and nothing be seen. */
export async function ifInstalled<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotInstalledError) return undefined;
    throw error;
  }
}
