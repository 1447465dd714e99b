import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LogLevel, WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import {
  ADA,
  ML_PLATFORM,
  type SlackServer,
  type SlackServerOptions,
  startSlackServer,
} from '../../src/playground/slack-server/index.js';

export const SIGNING_SECRET = 'shh-it-is-a-secret';
export const BOT_TOKEN = 'xoxb-of-this-workspace';
export const OTHER_TOKEN = 'xoxb-of-another-app';

/** The smallest PNG that looks like one from its first bytes. */
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

export type Json = Record<string, unknown>;

/** A clock that stands still until told otherwise. */
export class FakeClock {
  nowMs = Date.UTC(2026, 0, 5, 9);

  advance(milliseconds: number): void {
    this.nowMs += milliseconds;
  }
}

/** A local Slack that ends with the test. */
export async function startSlack(options: Partial<SlackServerOptions> = {}): Promise<SlackServer> {
  const slack = await startSlackServer({
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    otherTokens: [OTHER_TOKEN],
    commands: [{ command: '/ftcost', description: 'What to do with an LLM workload', usageHint: 'help' }],
    ...options,
  });
  onTestFinished(() => slack.close());
  return slack;
}

/** Slack's own client, which tries once. */
export function clientOf(slack: SlackServer, token = BOT_TOKEN): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}

/** Calls a method with a JSON body, without the client's types in the way. */
export async function call(slack: SlackServer, method: string, args: Json, token = BOT_TOKEN): Promise<Json> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(args),
  });
  return (await response.json()) as Json;
}

/** A request that reached the app. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The form's fields. */
  readonly form: Readonly<Record<string, string>>;
  /** The JSON in the form's `payload`, or an event's whole envelope. */
  readonly payload: Json;
}

/** What the app answers. */
export interface AppAnswer {
  readonly status?: number;
  readonly body?: string | Json;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
}

/** An app that records what it receives and answers as told; connected to the server, ends with the test. */
export async function startApp(
  slack: SlackServer,
  answer: (received: Received) => AppAnswer | Promise<AppAnswer> = () => ({}),
): Promise<readonly Received[]> {
  const log: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const isJson = request.headers['content-type'] === 'application/json';
    const form = isJson ? {} : Object.fromEntries(new URLSearchParams(body));
    const received = {
      headers: request.headers,
      body,
      form,
      payload: JSON.parse(isJson ? body : (form.payload ?? '{}')) as Json,
    };
    log.push(received);
    const { status = 200, body: text = '', headers = {}, delayMs = 0 } = await answer(received);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    response.writeHead(status, headers).end(typeof text === 'string' ? text : JSON.stringify(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  slack.connectApp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return log;
}

/** Posts to the server as its page does. */
export async function askAsPage(slack: SlackServer, path: string, body: Json): Promise<Json> {
  const response = await fetch(`${slack.url}/playground/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Json;
}

/** The events that reached the app, without their envelopes. */
export function eventsIn(log: readonly Received[]): readonly Json[] {
  return log.flatMap(({ payload }) => (payload.type === 'event_callback' ? [payload.event as Json] : []));
}

/** A trigger id, from a command in which the app does nothing else. */
export async function triggerId(slack: SlackServer, userId = ADA): Promise<string> {
  const outcome = await slack.sendCommand({ userId, channelId: ML_PLATFORM, line: '/ftcost' });
  return outcome.triggerId;
}

/** Opens a modal for Ada and answers its id. */
export async function openModal(slack: SlackServer, view: Json): Promise<string> {
  const answer = await call(slack, 'views.open', { trigger_id: await triggerId(slack), view });
  if (answer.ok !== true) throw new Error(JSON.stringify(answer));
  return (answer.view as { id: string }).id;
}

export function plain(text: string): Json {
  return { type: 'plain_text', text };
}

export function markup(text: string): Json {
  return { type: 'mrkdwn', text };
}

export function section(text: string): Json {
  return { type: 'section', text: markup(text) };
}

export function input(blockId: string, actionId: string, element: Json, more: Json = {}): Json {
  return {
    type: 'input',
    block_id: blockId,
    label: plain('Label'),
    element: { action_id: actionId, ...element },
    ...more,
  };
}

export function modal(blocks: readonly Json[], more: Json = {}): Json {
  return { type: 'modal', callback_id: 'form', title: plain('Title'), submit: plain('Go'), blocks, ...more };
}
