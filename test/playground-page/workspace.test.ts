import { describe, expect, it } from 'vitest';
import { conversationsOf } from '../../src/playground/page/conversations.js';
import { arrange } from '../../src/playground/page/messages/arrange.js';
import { timesIn } from '../../src/playground/page/messages/time.js';
import { applyEvent, visibleMessages } from '../../src/playground/page/workspace-state.js';
import { channel, message, view, workspace } from './page-fixture.js';

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
    const closed = applyEvent(updated, { type: 'view-closed', viewId: 'V2' });
    expect(closed.views.map(({ id }) => id)).toEqual(['V1']);
  });

  it('keep one Home tab for each person, and none once the app is gone', () => {
    const first = applyEvent(workspace, { type: 'home-published', home: view('H1', 'old') });
    const others = applyEvent(first, { type: 'home-published', home: { ...view('H2'), userId: 'U2' } });
    const again = applyEvent(others, { type: 'home-published', home: view('H1', 'new') });
    expect(again.homes.map(({ view: { title } }) => title)).toEqual(['new', '']);
    expect(applyEvent(again, { type: 'homes-cleared' }).homes).toEqual([]);
  });

  it('follow the life of a channel, which takes its messages with it', () => {
    const renamed = channel('C1', 'everybody', 'public', ['U1']);
    const after = applyEvent(workspace, { type: 'channel-changed', channel: renamed });
    expect(after.channels.map(({ name }) => name)[0]).toBe('everybody');
    expect(after.channels).toHaveLength(workspace.channels.length);
    const gone = applyEvent(after, { type: 'channel-deleted', channelId: 'C1' });
    expect(gone.channels.some(({ id }) => id === 'C1')).toBe(false);
    expect(gone.messages).toEqual([]);
  });
});

it('shows a private message to its reader alone', () => {
  const state = { ...workspace, messages: [message('1.0', { onlyVisibleTo: 'U2' }), message('2.0')] };
  expect(visibleMessages(state, 'C1', 'U1').map(({ ts }) => ts)).toEqual(['2.0']);
  expect(visibleMessages(state, 'C1', 'U2')).toHaveLength(2);
});

describe('the conversations of a person', () => {
  it('name a direct message after the other one and hide those of others', () => {
    expect(conversationsOf(workspace, 'U1').people.map(({ name }) => name)).toEqual(['Grace']);
    expect(conversationsOf(workspace, 'U2').people.map(({ name }) => name)).toEqual(['Ada Lovelace']);
  });

  it('hold a private channel only for its members', () => {
    const names = (id: string) => conversationsOf(workspace, id).channels.map(({ name }) => name);
    expect(names('U1')).toEqual(['general', 'secret']);
    expect(names('U2')).toEqual(['general']);
  });

  it('hold the app before its first message, under the id of its bot', () => {
    expect(conversationsOf(workspace, 'U1').app).toMatchObject({ id: 'D1', name: 'ftcost', kind: 'dm' });
    expect(conversationsOf(workspace, 'U2').app).toMatchObject({ id: 'UB', name: 'ftcost', kind: 'dm' });
  });
});

describe('the message list', () => {
  const { day } = timesIn('Etc/UTC');

  it('groups quick lines of one person, keeps replies with their message and notices in time', () => {
    const messages = [
      message('100.0'),
      message('110.0'),
      message('120.0', { userId: 'UB', blocks: [{}] }),
      message('130.0', { userId: 'UB', threadTs: '120.0' }),
    ];
    const notice = { ts: '115.0', channelId: 'C1', userId: 'U1', text: 'failed' };
    const entries = arrange(messages, [notice], day);
    expect(entries.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'notice', 'message']);
    const continued = entries.flatMap((entry) => (entry.kind === 'message' ? [entry.continued] : []));
    expect(continued).toEqual([false, true, false]);
    expect(entries.at(-1)).toMatchObject({ replies: [{ ts: '130.0' }] });
  });

  it('shows a reply by itself when the message that it answers is gone', () => {
    const entries = arrange([message('130.0', { threadTs: '120.0' })], [], day);
    expect(entries.map(({ key }) => key)).toEqual(['day-1970-01-01', '130.0']);
  });

  it('begins a day at midnight of the person, not of the machine', () => {
    // 21 Nov 2026, 23:30 and 22 Nov, 00:30 in London are one evening in New York.
    const lines = [message('1795303800.0'), message('1795307400.0')];
    const days = (zone: string) =>
      arrange(lines, [], timesIn(zone).day).filter(({ kind }) => kind === 'day').length;
    expect(days('Europe/London')).toBe(2);
    expect(days('America/New_York')).toBe(1);
  });
});

it('calls a day today or yesterday by the clock of the workspace', () => {
  const { dayName } = timesIn('Europe/London');
  const noon = Date.UTC(2026, 10, 22, 12);
  const at = (ms: number) => String(ms / 1000);
  expect(dayName(at(noon), noon)).toBe('Today');
  expect(dayName(at(noon - 86_400_000), noon)).toBe('Yesterday');
  expect(dayName(at(noon), noon + 7 * 86_400_000)).toContain('22');
});
