import { z } from 'zod';
import type { SlackServerOptions } from './options.js';

/** What of an app's manifest a workspace has to know. */
const ManifestSchema = z.object({
  features: z.object({
    app_home: z
      .object({
        home_tab_enabled: z.boolean().default(false),
        messages_tab_enabled: z.boolean().default(false),
        messages_tab_read_only_enabled: z.boolean().default(false),
      })
      .prefault({}),
    slash_commands: z.array(
      z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') }),
    ),
    shortcuts: z
      .array(
        z.object({
          name: z.string(),
          type: z.enum(['global', 'message']),
          callback_id: z.string(),
          description: z.string(),
        }),
      )
      .default([]),
  }),
  oauth_config: z.object({
    scopes: z
      .object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) })
      .refine(({ bot, bot_optional: optional }) => optional.every((scope) => bot.includes(scope)), {
        error: 'Each scope of bot_optional has to be in bot, too.',
      }),
  }),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}),
    })
    .prefault({}),
});

/**
 * The options of a local Slack that an app's manifest decides: commands, shortcuts, scopes, events and tabs.
 *
 * @param manifest a parsed manifest of version 2
 * @throws ZodError naming what is missing or wrong
 */
export function readAppManifest(manifest: unknown) {
  const { features, oauth_config: oauth, settings } = ManifestSchema.parse(manifest);
  const { app_home: home } = features;
  return {
    commands: features.slash_commands.map(({ command, description, usage_hint: usageHint }) => ({
      command,
      description,
      usageHint,
    })),
    shortcuts: shortcutsOf('global', features),
    messageShortcuts: shortcutsOf('message', features),
    scopes: oauth.scopes.bot,
    botEvents: settings.event_subscriptions.bot_events,
    homeTab: home.home_tab_enabled,
    messagesTab: messagesTab(home),
  } satisfies Partial<SlackServerOptions>;
}

function shortcutsOf(kind: 'global' | 'message', { shortcuts }: z.output<typeof ManifestSchema>['features']) {
  return shortcuts
    .filter(({ type }) => type === kind)
    .map(({ name, callback_id: callbackId, description }) => ({ name, callbackId, description }));
}

function messagesTab(home: z.output<typeof ManifestSchema>['features']['app_home']) {
  if (!home.messages_tab_enabled) return 'off';
  return home.messages_tab_read_only_enabled ? 'read-only' : 'on';
}
