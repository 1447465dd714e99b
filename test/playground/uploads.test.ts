import { describe, expect, it } from 'vitest';
import {
  ADA,
  ADA_AND_BOT,
  FINANCE,
  GRACE,
  type SlackServer,
} from '../../src/playground/slack-server/index.js';
import {
  askAsPage,
  BOT_TOKEN,
  call,
  eventsIn,
  input,
  type Json,
  modal,
  OTHER_TOKEN,
  openModal,
  startApp,
  startSlack,
} from './workspace-fixture.js';

const OPEN = {
  messagesTab: 'on',
  scopes: ['commands', 'chat:write', 'im:history', 'files:read'],
  botEvents: ['message.im'],
} as const;
const BYTES = Buffer.from('{"prompt":"a","completion":"b"}\n');

function upload(slack: SlackServer, userId = ADA): string {
  return slack.uploadFile({ userId, name: 'train set.jsonl', bytes: BYTES });
}

/** The files in an event or in a value of a form. */
function filesOf(value: Json | undefined): Json[] {
  return value?.files as Json[];
}

/** Fetches a file as the app does. */
function download(url: unknown, token = BOT_TOKEN): Promise<Response> {
  return fetch(String(url), { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' });
}

describe('a file in a direct message', () => {
  it('reaches the app with its message, and is handed out for its token alone', async () => {
    const slack = await startSlack(OPEN);
    const log = await startApp(slack);
    const id = upload(slack);
    expect(await call(slack, 'files.info', { file: id })).toMatchObject({ error: 'file_not_found' });
    await slack.sendMessage({ userId: ADA, channelId: ADA_AND_BOT, text: '', fileIds: [id] });
    const [event] = eventsIn(log);
    expect(event).toMatchObject({ type: 'message', subtype: 'file_share', channel_type: 'im', user: ADA });
    const [file] = filesOf(event);
    expect(file).toMatchObject({
      id,
      name: 'train set.jsonl',
      size: BYTES.length,
      mode: 'hosted',
      user: ADA,
    });
    expect((await call(slack, 'files.info', { file: id })).file).toEqual(file);
    const answer = await download(file?.url_private_download);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(BYTES);
    for (const token of [OTHER_TOKEN, 'xoxb-unknown']) {
      expect((await download(file?.url_private_download, token)).status).toBe(302);
    }
    expect(slack.calls.filter(({ method }) => method === 'files.download')).toHaveLength(3);
  });

  it('cannot be read without files:read, nor deleted by the app', async () => {
    const slack = await startSlack({ ...OPEN, scopes: ['chat:write', 'files:write', 'im:history'] });
    const log = await startApp(slack);
    const id = upload(slack);
    await slack.sendMessage({ userId: ADA, channelId: ADA_AND_BOT, text: 'look', fileIds: [id] });
    const [file] = filesOf(eventsIn(log)[0]);
    expect(await call(slack, 'files.info', { file: id })).toMatchObject({ error: 'missing_scope' });
    expect((await download(file?.url_private)).status).toBe(302);
    expect(await call(slack, 'files.delete', { file: id })).toMatchObject({ error: 'file_not_found' });
  });

  it('goes with the messages of its own person only', async () => {
    const slack = await startSlack(OPEN);
    const id = upload(slack, GRACE);
    const gesture = { userId: ADA, channelId: ADA_AND_BOT, text: '', fileIds: [id] };
    await expect(slack.sendMessage(gesture)).rejects.toThrow(`There is no file ${id}`);
  });

  it('stays out of reach where the bot is no member', async () => {
    const slack = await startSlack(OPEN);
    const id = upload(slack);
    await slack.sendMessage({ userId: ADA, channelId: FINANCE, text: 'numbers', fileIds: [id] });
    expect(await call(slack, 'files.info', { file: id })).toMatchObject({ error: 'file_not_found' });
  });
});

describe('the page', () => {
  it('uploads bytes as they are, and sends them with a message', async () => {
    const slack = await startSlack(OPEN);
    const answer = await fetch(
      `${slack.url}/playground/files?userId=${ADA}&name=${encodeURIComponent('a b.csv')}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(BYTES),
      },
    );
    const { ok, fileId } = (await answer.json()) as Json;
    expect(ok).toBe(true);
    const message = { userId: ADA, channelId: ADA_AND_BOT, text: '', fileIds: [fileId] };
    expect(await askAsPage(slack, 'messages', message)).toEqual({ ok: true });
    const state = (await (await fetch(`${slack.url}/playground/state`)).json()) as { messages: Json[] };
    expect(state.messages.at(-1)?.files).toMatchObject([{ name: 'a b.csv', mimeType: 'text/csv' }]);
  });

  it.each([
    ['as a form, which any site can send', 'text/plain', `userId=${ADA}&name=a`, 415],
    ['without a name', 'application/octet-stream', `userId=${ADA}`, 400],
  ])('takes no bytes %s', async (_, type, query, status) => {
    const slack = await startSlack(OPEN);
    const headers = { 'content-type': type };
    const answer = await fetch(`${slack.url}/playground/files?${query}`, {
      method: 'POST',
      headers,
      body: 'x',
    });
    expect(answer.status).toBe(status);
  });
});

describe('a file field', () => {
  const field = input('numbers', 'numbers', { type: 'file_input', max_files: 1 });

  it('hands its files to the app whole, with the form', async () => {
    const slack = await startSlack(OPEN);
    const log = await startApp(slack);
    const viewId = await openModal(slack, modal([field]));
    const id = upload(slack);
    const files = (...ids: string[]) => ({
      numbers: { numbers: { type: 'file_input', files: ids.map((one) => ({ id: one })) } },
    });
    const many = await slack.submitView({ userId: ADA, viewId, stateValues: files(id, upload(slack)) });
    expect(many.fieldErrors).toEqual({ numbers: 'Please add at most 1.' });
    expect((await slack.submitView({ userId: ADA, viewId, stateValues: files(id) })).ok).toBe(true);
    const view = log.at(-1)?.payload.view as { state: { values: Record<string, Record<string, Json>> } };
    const [file] = filesOf(view.state.values.numbers?.numbers);
    expect(file).toMatchObject({ id, name: 'train set.jsonl', size: BYTES.length });
    expect((await download(file?.url_private)).status).toBe(200);
  });

  it('stands in modals, and dispatches nothing', async () => {
    const slack = await startSlack(OPEN);
    const posted = await call(slack, 'chat.postMessage', {
      channel: ADA_AND_BOT,
      text: 'x',
      blocks: [field],
    });
    expect(posted.error).toBe('invalid_blocks');
    await expect(openModal(slack, modal([{ ...field, dispatch_action: true }]))).rejects.toThrow();
  });
});
