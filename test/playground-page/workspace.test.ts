import { describe, expect, it } from 'vitest';
import { conversationsOf } from '../../src/playground/page/conversations.js';
import { arrange } from '../../src/playground/page/messages/arrange.js';
import { applyEvent, visibleMessages } from '../../src/playground/page/workspace-state.js';
import type { PlaygroundMessage, PlaygroundState, PlaygroundView } from '../../src/playground/protocol.js';

const message = (ts: string, more: Partial<PlaygroundMessage> = {}): PlaygroundMessage => ({
  ts,
  channelId: 'C1',
  userId: 'U1',
  text: ts,
  blocks: [],
  edited: false,
  ...more,
});
const view = (id: string, title = ''): PlaygroundView => ({ id, userId: 'U1', view: { title } });
const user = (id: string, name: string, isBot = false) => ({
  id,
  name,
  handle: name.toLowerCase(),
  isBot,
  isAdmin: false,
  timeZone: 'Etc/UTC',
});
const workspace: PlaygroundState = {
  teamName: 'Acme',
  app: { name: 'ftcost', botUserId: 'UB', hasHomeTab: true, takesMessages: true, isInstalled: true },
  users: [user('U1', 'Ada'), user('U2', 'Grace'), user('UB', 'ftcost', true)],
  channels: [
    {
      id: 'C1',
      name: 'general',
      kind: 'public',
      hasBot: true,
      isArchived: false,
      memberIds: ['U1', 'U2', 'UB'],
    },
    {
      id: 'D1',
      name: 'Ada and ftcost',
      kind: 'dm',
      hasBot: true,
      isArchived: false,
      memberIds: ['U1', 'UB'],
    },
    {
      id: 'D2',
      name: 'Ada and Grace',
      kind: 'dm',
      hasBot: false,
      isArchived: false,
      memberIds: ['U1', 'U2'],
    },
  ],
  messages: [message('2.0')],
  views: [view('V1')],
  homes: [],
  commands: [],
  shortcuts: [],
};

describe('events', () => {
  it('put messages in order and replace one that is known', () => {
    const added = applyEvent(workspace, { type: 'message', message: message('1.0') });
    expect(added.messages.map(({ ts }) => ts)).toEqual(['1.0', '2.0']);
    const edited = message('2.0', { text: 'new', edited: true });
    expect(applyEvent(added, { type: 'message-changed', message: edited }).messages[1]).toBe(edited);
    expect(applyEvent(added, { type: 'message', message: message('1.0') }).messages).toHaveLength(2);
  });

  it('delete a message in its own channel only', () => {
    const deletion = { type: 'message-deleted', ts: '2.0' } as const;
    expect(applyEvent(workspace, { ...deletion, channelId: 'C2' }).messages).toHaveLength(1);
    expect(applyEvent(workspace, { ...deletion, channelId: 'C1' }).messages).toHaveLength(0);
  });

  it('stack, update and close modals', () => {
    const pushed = applyEvent(workspace, { type: 'view-opened', view: view('V2') });
    expect(pushed.views.map(({ id }) => id)).toEqual(['V1', 'V2']);
    const updated = applyEvent(pushed, { type: 'view-updated', view: view('V1', 'new') });
    expect(updated.views.map(({ view: { title } }) => title)).toEqual(['new', '']);
    expect(applyEvent(updated, { type: 'view-closed', viewId: 'V2' }).views.map(({ id }) => id)).toEqual([
      'V1',
    ]);
  });
});

it('shows a private message to its reader alone', () => {
  const state = { ...workspace, messages: [message('1.0', { onlyVisibleTo: 'U2' }), message('2.0')] };
  expect(visibleMessages(state, 'C1', 'U1').map(({ ts }) => ts)).toEqual(['2.0']);
  expect(visibleMessages(state, 'C1', 'U2')).toHaveLength(2);
});

it('names a direct message after the other person and hides those of others', () => {
  const names = (userId: string) => conversationsOf(workspace, userId).map(({ name }) => name);
  expect(names('U1')).toEqual(['general', 'ftcost', 'Grace']);
  expect(names('U2')).toEqual(['general', 'Ada']);
});

describe('the message list', () => {
  it('groups quick lines of one person, keeps replies with their message and notices in time', () => {
    const messages = [
      message('100.0'),
      message('110.0'),
      message('120.0', { userId: 'UB', blocks: [{}] }),
      message('130.0', { userId: 'UB', threadTs: '120.0' }),
    ];
    const entries = arrange(messages, [{ ts: '115.0', channelId: 'C1', userId: 'U1', text: 'failed' }]);
    expect(entries.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'notice', 'message']);
    expect(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.continued] : []))).toEqual([
      false,
      true,
      false,
    ]);
    expect(entries.at(-1)).toMatchObject({ replies: [{ ts: '130.0' }] });
  });
});
