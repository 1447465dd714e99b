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
