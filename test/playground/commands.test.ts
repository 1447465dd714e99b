import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  ADA,
  ADA_AND_BOT,
  APP,
  ML_PLATFORM,
  SECRET_LAB,
  TEAM,
} from '../../src/playground/slack-server/index.js';
import {
  type Json,
  type Received,
  SIGNING_SECRET,
  section,
  startApp,
  startSlack,
} from './workspace-fixture.js';

const COMMAND = { userId: ADA, channelId: ML_PLATFORM, line: '/ftcost  500k/day  in=2k ' };

function signatureOf({ headers, body }: Received): string {
  const message = `v0:${headers['x-slack-request-timestamp']}:${body}`;
  return `v0=${createHmac('sha256', SIGNING_SECRET).update(message).digest('hex')}`;
}

describe('A slash command', () => {
  it('arrives as Slack sends it, signed', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    const outcome = await slack.sendCommand(COMMAND);
    expect(outcome).toMatchObject({ ok: true, deliveries: [{ status: 200 }] });
    const [received] = app;
    expect(received?.form).toEqual({
      token: expect.any(String),
      team_id: TEAM.id,
      team_domain: 'acme',
      channel_id: ML_PLATFORM,
      channel_name: 'ml-platform',
      user_id: ADA,
      user_name: 'ada',
      command: '/ftcost',
      text: '500k/day  in=2k',
      api_app_id: APP.id,
      is_enterprise_install: 'false',
      response_url: outcome.responseUrl,
      trigger_id: outcome.triggerId,
    });
    expect(received?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(received?.headers['x-slack-signature']).toBe(received && signatureOf(received));
    const age = Date.now() / 1000 - Number(received?.headers['x-slack-request-timestamp']);
    expect(Math.abs(age)).toBeLessThan(5);
  });

  it.each([
    [ADA_AND_BOT, 'directmessage'],
    [SECRET_LAB, 'privategroup'],
  ])('does not name %s', async (channelId, name) => {
    const slack = await startSlack();
    const app = await startApp(slack);
    await slack.sendCommand({ ...COMMAND, channelId });
    expect(app[0]?.form.channel_name).toBe(name);
  });

  it.each([
    ['plain text', 'Working on it', { text: 'Working on it', blocks: [] }],
    ['JSON', { text: 'Hi', blocks: [section('Hi')] }, { text: 'Hi', blocks: [section('Hi')] }],
  ])('shows an acknowledgement in %s to the person', async (_name, body, shown) => {
    const slack = await startSlack();
    await startApp(slack, () => ({ body }));
    expect(await slack.sendCommand(COMMAND)).toMatchObject({ ok: true });
    expect(slack.ephemerals(ADA)).toMatchObject([shown]);
  });

  it('shows an acknowledgement to all with in_channel', async () => {
    const slack = await startSlack();
    await startApp(slack, () => ({ body: { text: 'Hi', response_type: 'in_channel' } }));
    await slack.sendCommand(COMMAND);
    expect(slack.messages(ML_PLATFORM)).toMatchObject([{ text: 'Hi' }]);
  });

  it('fails as in Slack when the app is late, wrong or gone', async () => {
    const slack = await startSlack({ ackTimeoutMs: 100 });
    expect(await slack.sendCommand(COMMAND)).toMatchObject({ ok: false, error: 'dispatch_failed' });
    await startApp(slack, () => ({ delayMs: 300 }));
    expect(await slack.sendCommand(COMMAND)).toMatchObject({ ok: false, error: 'operation_timeout' });
    await startApp(slack, () => ({ status: 500, body: 'oops' }));
    expect(await slack.sendCommand(COMMAND)).toMatchObject({ ok: false, error: 'dispatch_failed' });
    await startApp(slack, () => ({ body: { blocks: [{ type: 'hologram' }] } }));
    expect(await slack.sendCommand(COMMAND)).toMatchObject({ ok: false, error: 'invalid_command_response' });
    expect(slack.ephemerals(ADA)).toEqual([]);
  });

  it('that is not known never reaches the app', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    const outcome = await slack.sendCommand({ ...COMMAND, line: '/lunch' });
    expect(outcome).toMatchObject({
      ok: false,
      error: expect.stringContaining('/lunch is not a valid command'),
    });
    expect(app).toEqual([]);
  });

  it('can be delivered twice, byte for byte', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    const outcome = await slack.sendCommand({ ...COMMAND, overrides: { copies: 2 } });
    expect(outcome.deliveries).toHaveLength(2);
    expect(app).toHaveLength(2);
    expect(app[1]?.body).toBe(app[0]?.body);
  });

  it('can carry a wrong signature, an old timestamp, another body or another type', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    const send = (overrides: Json) => slack.sendCommand({ ...COMMAND, overrides });
    await send({ signature: 'v0=bad' });
    await send({ signature: '' });
    await send({ timestamp: 1_000_000_000 });
    await send({ rawBody: '%%%' });
    await send({ contentType: 'application/x-www-form-urlencoded; charset=utf-8' });
    const [bad, none, old, raw, typed] = app;
    expect(bad?.headers['x-slack-signature']).toBe('v0=bad');
    expect(none?.headers['x-slack-signature']).toBeUndefined();
    expect(old?.headers['x-slack-request-timestamp']).toBe('1000000000');
    expect(old?.headers['x-slack-signature']).toBe(old && signatureOf(old));
    expect(raw?.body).toBe('%%%');
    expect(raw?.headers['x-slack-signature']).toBe(raw && signatureOf(raw));
    expect(typed?.headers['content-type']).toContain('charset');
  });
});

describe('An event', () => {
  it('arrives in its envelope, as JSON', async () => {
    const slack = await startSlack();
    const bodies: string[] = [];
    await startApp(slack, ({ body, headers }) => {
      bodies.push(body, String(headers['content-type']));
      return {};
    });
    await slack.sendEvent({ type: 'app_uninstalled' });
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      type: 'event_callback',
      team_id: TEAM.id,
      event: { type: 'app_uninstalled' },
      authorizations: [{ team_id: TEAM.id, is_enterprise_install: false }],
    });
    expect(bodies[1]).toBe('application/json');
  });
});
