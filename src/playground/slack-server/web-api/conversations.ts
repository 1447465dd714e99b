import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import { findPerson } from '../state/channels.js';
import type { Channel, Person } from '../workspace.js';
import { SlackApiError } from './api-error.js';
import { type ApiMethod, requireScope } from './method.js';
import { visibleChannel } from './targets.js';

const READ_SCOPES = { public: 'channels:read', private: 'groups:read', dm: 'im:read' } as const;

/** conversations.info, conversations.open and users.info. */
export const conversationMethods: Readonly<Record<string, ApiMethod>> = {
  'conversations.info': {
    run(call) {
      const { slack, args } = call;
      const id = args.required('channel');
      requireScope(call, READ_SCOPES[slack.channels.find(id)?.kind ?? 'public']);
      return { channel: channelForApp(slack, visibleChannel(slack, id)) };
    },
  },
  'conversations.open': {
    scope: 'im:write',
    run({ slack, args }) {
      const person = findPerson(slack.team, args.required('users'));
      if (person === undefined) throw new SlackApiError('user_not_found');
      return { channel: { id: slack.channels.directMessageWithBot(person).id } };
    },
  },
  'users.info': {
    scope: 'users:read',
    run({ slack, args }) {
      const person = findPerson(slack.team, args.required('user'));
      if (person === undefined) throw new SlackApiError('user_not_found');
      return { user: personForApp(slack, person) };
    },
  },
};

function channelForApp(slack: SlackContext, channel: Channel): JsonObject {
  const other = [...channel.members].find((id) => id !== slack.team.bot.userId);
  return {
    id: channel.id,
    ...(channel.kind === 'dm' ? { user: other } : { name: channel.name }),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'dm',
    is_private: channel.kind !== 'public',
    is_archived: channel.isArchived,
    is_member: slack.channels.hasBot(channel),
    context_team_id: slack.team.id,
  };
}

function personForApp({ team }: SlackContext, person: Person): JsonObject {
  return {
    id: person.id,
    team_id: team.id,
    name: person.handle,
    real_name: person.name,
    tz: person.timeZone,
    is_bot: person.isBot,
    is_admin: person.isAdmin,
    is_owner: person.isOwner,
    deleted: false,
    profile: { real_name: person.name, display_name: person.handle },
  };
}
