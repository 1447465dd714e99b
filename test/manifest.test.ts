import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { FEATURES } from '../src/slack/features/index.js';
import { REDIRECT_PATH } from '../src/slack/install/pages.js';
import {
  OPTIONAL_SCOPES as OPTIONAL_SCOPES_TO_INSTALL,
  SCOPES as SCOPES_TO_INSTALL,
} from '../src/slack/install/scopes.js';

/** manifest.yml against the structure that Slack documents for version 2, and against what the code does. */

const text = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
const Https = z.url({ protocol: /^https$/ });

const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.number().optional() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140).optional(),
    long_description: z.string().min(175).max(4000).optional(),
    background_color: z
      .string()
      .regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i)
      .optional(),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().min(2).max(32).startsWith('/'),
          description: z.string().min(1).max(2000),
          url: Https.optional(),
          usage_hint: z.string().max(1000).optional(),
          should_escape: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['global', 'message']),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(Https).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: Https.optional(),
      bot_events: z.array(z.string()).max(100),
    }),
    interactivity: z.strictObject({
      is_enabled: z.boolean(),
      request_url: Https.optional(),
      message_menu_options_url: Https.optional(),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

/** Scope that each Web API method needs; methods that need none are not listed. */
const SCOPES: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'files.delete': 'files:write',
  'users.info': 'users:read',
  'conversations.info': 'channels:read',
  'conversations.open': 'im:write',
};

/** Methods without which everything works, if less surely: their scopes are optional. One for each kind of channel. */
const OPTIONAL_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'files.info': ['files:read'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
};

/** Scope that Slack needs to tell us of an event; events that need none are not listed. */
const EVENT_SCOPES: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
};

/** The manifest's name for what the code listens to. Of all messages, it listens to those in its own conversations. */
const EVENT_NAMES: Readonly<Record<string, string>> = { message: 'message.im' };

/** Every line of code that speaks Slack. */
function slackSources(): string {
  const folder = new URL('../src/slack/', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
}

function eventsIn(code: string): string[] {
  return [...code.matchAll(/app\.event\('([^']+)'/g)].map(([, event = '']) => EVENT_NAMES[event] ?? event);
}

function filledIn(changes: (manifest: string) => string) {
  return Manifest.parse(parse(changes(text)));
}

describe('manifest.yml', () => {
  const manifest = filledIn((same) => same);
  const code = slackSources();

  it('asks for exactly the scopes that the methods and events in the code need, and the slash command', () => {
    const called = [...code.matchAll(/'((?:chat|files|users|conversations)\.[A-Za-z]+)'/g)].map(
      ([, method]) => method ?? '',
    );
    const needed = new Set([
      'commands',
      ...called
        .filter((method) => !(method in OPTIONAL_SCOPES))
        .map((method) => SCOPES[method] ?? `no scope is known for ${method}`),
      ...eventsIn(code).flatMap((event) => EVENT_SCOPES[event] ?? []),
    ]);
    const optional = new Set(called.flatMap((method) => OPTIONAL_SCOPES[method] ?? []));
    const { bot, bot_optional: botOptional } = manifest.oauth_config.scopes;
    expect([...bot].sort()).toEqual([...needed, ...optional].sort());
    expect([...botOptional].sort()).toEqual([...optional].sort());
  });

  it('says in a comment why each scope is needed', () => {
    for (const scope of manifest.oauth_config.scopes.bot) {
      expect(text).toMatch(new RegExp(`#[^\\n]+\\n\\s+- ${scope}\\n`));
    }
  });

  it('registers the commands that the code listens to', () => {
    const listened = [...code.matchAll(/app\.command\('([^']+)'/g)].map(([, command]) => command);
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(listened);
  });

  it('asks for the same scopes when many workspaces install the app', () => {
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    expect(bot).toEqual([...SCOPES_TO_INSTALL]);
    expect(optional).toEqual([...OPTIONAL_SCOPES_TO_INSTALL]);
  });

  it('names the optional scopes among the others, too, as Slack wants it: else nobody is asked for them', () => {
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    expect(bot).toEqual(expect.arrayContaining(optional));
    expect(new Set(bot).size).toBe(bot.length);
  });

  it('asks for the scopes that README names, the optional ones apart', () => {
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const [, needed = '', more = ''] =
      /It needs (six scopes: .*?)Three more are optional(.*?)\.\s/s.exec(readme) ?? [];
    const named = (words: string) => [...words.matchAll(/`(\w+(?::\w+)?)`/g)].map(([, name]) => name ?? '');
    const scopes = (words: string) =>
      named(words).filter((name) => name.includes(':') || name === 'commands');
    expect(scopes(more).sort()).toEqual([...optional].sort());
    expect(scopes(needed).sort()).toEqual(bot.filter((scope) => !optional.includes(scope)).sort());
    expect(scopes(needed)).toHaveLength(6);
  });

  it('has interactivity on, which the form and the buttons need', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });

  it('subscribes to the events that the code listens to, the removal of the app among them', () => {
    const listened = eventsIn(code);
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(listened.sort());
    expect(listened).toEqual(expect.arrayContaining(['app_uninstalled', 'tokens_revoked']));
  });

  it('becomes one for many workspaces when its lines are followed, with the address that the code serves', () => {
    const many = filledIn((same) => same.replace(/# MANY WORKSPACES: (redirect_urls: \S+)/, '$1'));
    expect(many.oauth_config.redirect_urls).toEqual([`https://your-host.example${REDIRECT_PATH}`]);
  });

  it('registers the shortcuts that the code listens to', () => {
    const global = manifest.features.shortcuts.filter(({ type }) => type === 'global');
    expect(manifest.features.shortcuts).toEqual(global);
    const answered = FEATURES.flatMap(({ shortcuts = {} }) => Object.keys(shortcuts));
    expect(global.map(({ callback_id: id }) => id)).toEqual(answered);
  });

  it('lets the app send direct messages, where private results go, and people ask there, and has its Home tab', () => {
    expect(manifest.features.app_home).toEqual({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
      home_tab_enabled: true,
    });
  });

  it('works as it is by Socket Mode, without any address', () => {
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(text.replace(/#.*$/gm, '')).not.toMatch(/https?:/);
  });

  it('becomes a valid HTTP manifest when the lines marked HTTP are followed', () => {
    const http = filledIn((same) =>
      same
        .replace(/# HTTP: (\w+: https:\S+).*$/gm, '$1')
        .replace('socket_mode_enabled: true', 'socket_mode_enabled: false'),
    );
    const { interactivity, event_subscriptions: events } = http.settings;
    const urls = [
      http.features.slash_commands[0]?.url,
      events.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
    ];
    expect(urls).toEqual(Array(4).fill('https://your-host.example/slack/events'));
  });
});
