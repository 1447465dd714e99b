import type { JsonObject } from '../json.js';
import { findPerson, hasBot } from '../state/channels.js';
import { type Channel, type Person, TEAM } from '../workspace.js';
import { SlackApiError } from './api-error.js';
import { type ApiMethod, requireScope } from './method.js';
import { visibleChannel } from './targets.js';

const READ_SCOPES = { public: 'channels:read', private: 'groups:read', dm: 'im:read' } as const;

/** conversations.info, conversations.open and users.info. */
export const conversationMethods: Readonly<Record<string, ApiMethod>> = {
  'conversations.info': {
    run({ slack, args }) {
      const id = args.required('channel');
      requireScope(slack, READ_SCOPES[slack.channels.find(id)?.kind ?? 'public']);
      return { channel: channelForApp(visibleChannel(slack, id)) };
    },
  },
  'conversations.open': {
    scope: 'im:write',
    run({ slack, args }) {
      const person = findPerson(args.required('users'));
      if (person === undefined) throw new SlackApiError('user_not_found');
      return { channel: { id: slack.channels.directMessageWithBot(person).id } };
    },
  },
  'users.info': {
    scope: 'users:read',
    run({ args }) {
      const person = findPerson(args.required('user'));
      if (person === undefined) throw new SlackApiError('user_not_found');
      return { user: personForApp(person) };
    },
  },
};

function channelForApp(channel: Channel): JsonObject {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'dm',
    is_private: channel.kind !== 'public',
    is_archived: channel.isArchived,
    is_member: hasBot(channel),
    context_team_id: TEAM.id,
  };
}

function personForApp(person: Person): JsonObject {
  return {
    id: person.id,
    team_id: TEAM.id,
    name: person.handle,
    real_name: person.name,
    tz: person.timeZone,
    is_bot: person.isBot,
    deleted: false,
    profile: { real_name: person.name, display_name: person.handle },
  };
}
