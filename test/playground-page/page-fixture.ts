import type {
  PlaygroundCall,
  PlaygroundChannel,
  PlaygroundMessage,
  PlaygroundState,
  PlaygroundUser,
  PlaygroundView,
} from '../../src/playground/protocol.js';

/** A message of U1 in C1, with its `ts` as its text. */
export function message(ts: string, more: Partial<PlaygroundMessage> = {}): PlaygroundMessage {
  return { ts, channelId: 'C1', userId: 'U1', text: ts, blocks: [], edited: false, ...more };
}

/** A view of U1. */
export function view(id: string, title = ''): PlaygroundView {
  return { id, userId: 'U1', view: { title } };
}

/** An answered call. */
export function call(id: number, more: Partial<PlaygroundCall> = {}): PlaygroundCall {
  return {
    id,
    atMs: id,
    direction: 'slack-to-app',
    name: '/ftcost',
    payload: {},
    answer: { status: 200, body: '', tookMs: 5 },
    ...more,
  };
}

function user(id: string, name: string, isBot = false): PlaygroundUser {
  return { id, name, handle: name.toLowerCase(), isBot, isAdmin: false, timeZone: 'Europe/London' };
}

/** A channel, with its members. */
export function channel(
  id: string,
  name: string,
  kind: PlaygroundChannel['kind'],
  memberIds: readonly string[],
): PlaygroundChannel {
  return { id, name, kind, memberIds, hasBot: memberIds.includes('UB'), isArchived: false };
}

/** Ada, Grace and the bot; a public channel, a private one without Grace, and Ada's direct messages. */
export const workspace: PlaygroundState = {
  teamName: 'Acme',
  app: { name: 'ftcost', botUserId: 'UB', hasHomeTab: true, takesMessages: true, isInstalled: true },
  users: [user('U1', 'Ada Lovelace'), user('U2', 'Grace'), user('UB', 'ftcost', true)],
  channels: [
    channel('C1', 'general', 'public', ['U1', 'U2', 'UB']),
    channel('C2', 'secret', 'private', ['U1']),
    channel('D1', 'Ada Lovelace and ftcost', 'dm', ['U1', 'UB']),
    channel('D2', 'Ada Lovelace and Grace', 'dm', ['U1', 'U2']),
  ],
  messages: [message('2.0')],
  views: [view('V1')],
  homes: [],
  commands: [
    { command: '/ftcost', description: 'Works it out', usageHint: '[model ...]' },
    { command: '/other', description: 'Something else', usageHint: '' },
  ],
  shortcuts: [],
  messageShortcuts: [],
  examples: [],
};
