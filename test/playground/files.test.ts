import { describe, expect, it } from 'vitest';
import {
  ADA,
  FINANCE,
  ML_PLATFORM,
  SECRET_LAB,
  type SlackServer,
} from '../../src/playground/slack-server/index.js';
import {
  BOT_TOKEN,
  call,
  clientOf,
  FakeClock,
  type Json,
  OTHER_TOKEN,
  PNG,
  startSlack,
} from './workspace-fixture.js';

/** Asks for an upload, sends the bytes and completes it; answers the file's id. */
async function upload(slack: SlackServer, bytes = PNG, token = BOT_TOKEN): Promise<string> {
  const { file_id, upload_url } = await announce(slack, bytes.length, token);
  await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
  await call(slack, 'files.completeUploadExternal', { files: [{ id: file_id, title: 'Chart' }] }, token);
  return file_id;
}

async function announce(slack: SlackServer, length: number, token = BOT_TOKEN) {
  const answer = await call(slack, 'files.getUploadURLExternal', { filename: 'chart.png', length }, token);
  return { file_id: String(answer.file_id), upload_url: String(answer.upload_url) };
}

function picture(id: string): Json {
  return { type: 'image', slack_file: { id }, alt_text: 'Savings by month' };
}

function post(slack: SlackServer, id: string): Promise<Json> {
  return call(slack, 'chat.postMessage', {
    channel: ML_PLATFORM,
    text: 'x',
    blocks: [{ type: 'divider' }, picture(id)],
  });
}

describe('An upload', () => {
  it('with the client’s own helper arrives byte for byte', async () => {
    const slack = await startSlack({ fileProcessingMs: 0 });
    const answer = await clientOf(slack).filesUploadV2({
      file: PNG,
      filename: 'chart.png',
      title: 'Savings',
    });
    expect(answer.files[0]).toMatchObject({ ok: true, files: [{ title: 'Savings' }] });
    const id = answer.files[0]?.files?.[0]?.id ?? '';
    expect(slack.file(id)).toMatchObject({ name: 'chart.png', mimeType: 'image/png', isReady: true });
    expect(slack.file(id)?.bytes).toEqual(PNG);
  });

  it('into a channel needs the bot in it, and is then a message there', async () => {
    const slack = await startSlack();
    const { file_id, upload_url } = await announce(slack, PNG.length);
    await fetch(upload_url, { method: 'POST', body: new Uint8Array(PNG) });
    const complete = (channel_id: string) =>
      call(slack, 'files.completeUploadExternal', {
        files: [{ id: file_id }],
        channel_id,
        initial_comment: 'Look',
      });
    expect(await complete(FINANCE)).toMatchObject({ error: 'not_in_channel' });
    expect(await complete(SECRET_LAB)).toMatchObject({ error: 'channel_not_found' });
    expect(await complete(ML_PLATFORM)).toMatchObject({ ok: true });
    expect(slack.messages(ML_PLATFORM)).toMatchObject([
      { text: 'Look', blocks: [{ slack_file: { id: file_id } }] },
    ]);
  });

  it('must have the announced length', async () => {
    const slack = await startSlack();
    expect(await call(slack, 'files.getUploadURLExternal', { filename: 'a.png', length: 0 })).toMatchObject({
      error: 'missing_argument',
    });
    const { file_id, upload_url } = await announce(slack, PNG.length + 1);
    const response = await fetch(upload_url, { method: 'POST', body: new Uint8Array(PNG) });
    expect(response.status).toBe(400);
    const files = [{ id: file_id }];
    expect(await call(slack, 'files.completeUploadExternal', { files })).toMatchObject({
      error: 'file_not_found',
    });
  });

  it('can be deleted', async () => {
    const slack = await startSlack();
    const id = await upload(slack);
    await clientOf(slack).files.delete({ file: id });
    expect(slack.file(id)?.isDeleted).toBe(true);
    expect(await call(slack, 'files.info', { file: id })).toMatchObject({ error: 'file_deleted' });
  });
});

describe('A picture in a message', () => {
  const refused = {
    ok: false,
    error: 'invalid_blocks',
    errors: ['invalid slack file [json-pointer:/blocks/1/slack_file]'],
    response_metadata: { messages: ['[ERROR] invalid slack file [json-pointer:/blocks/1/slack_file]'] },
  };

  it('is refused until the file is processed, when files.info names its type', async () => {
    const clock = new FakeClock();
    const slack = await startSlack({ clock: () => clock.nowMs });
    const id = await upload(slack);
    expect(await call(slack, 'files.info', { file: id })).toMatchObject({ file: { mimetype: '' } });
    expect(await post(slack, id)).toEqual(refused);
    clock.advance(150);
    expect(await call(slack, 'files.info', { file: id })).toMatchObject({ file: { mimetype: 'image/png' } });
    expect(await post(slack, id)).toMatchObject({ ok: true });
  });

  it('is refused for ever if the file never gets ready', async () => {
    const clock = new FakeClock();
    const slack = await startSlack({ clock: () => clock.nowMs });
    slack.setFileProcessing(Number.POSITIVE_INFINITY);
    const id = await upload(slack);
    clock.advance(3_600_000);
    expect(await post(slack, id)).toEqual(refused);
  });

  it('must exist, be a picture and belong to the same token', async () => {
    const slack = await startSlack({ fileProcessingMs: 0 });
    expect(await post(slack, 'F0NOTTHERE0')).toEqual(refused);
    expect(await post(slack, await upload(slack, Buffer.from('%PDF-1.7')))).toEqual(refused);
    const foreign = await upload(slack, PNG, OTHER_TOKEN);
    expect(await post(slack, foreign)).toEqual(refused);
    expect(await call(slack, 'files.info', { file: foreign })).toMatchObject({ error: 'file_not_found' });
  });

  it('may be named by its address', async () => {
    const slack = await startSlack({ fileProcessingMs: 0 });
    const { file } = await clientOf(slack).files.info({ file: await upload(slack) });
    const image = { type: 'image', slack_file: { url: file?.url_private }, alt_text: 'x' };
    const answer = await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, blocks: [image] });
    expect(answer.ok).toBe(true);
  });

  it('cannot be ephemeral, nor added by an update', async () => {
    const slack = await startSlack({ fileProcessingMs: 0 });
    const blocks = [{ type: 'divider' }, picture(await upload(slack))];
    const { ts } = await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x' });
    expect(await call(slack, 'chat.update', { channel: ML_PLATFORM, ts, blocks })).toEqual(refused);
    expect(await call(slack, 'chat.postEphemeral', { channel: ML_PLATFORM, user: ADA, blocks })).toEqual(
      refused,
    );
  });
});
