import type { SlackContext } from '../context.js';
import { isObject, type JsonObject, parseJson } from '../json.js';
import { isInstalled } from './serving.js';
import { signatureHeaders } from './signing.js';

/** Changes to a delivery that the real Slack would not make, for tests. */
export interface DeliveryOverrides {
  /** Sent instead of the right signature; an empty text leaves the header out. */
  readonly signature?: string;
  /** Unix seconds, also signed; default now by the machine's clock, which is the one that receivers check. */
  readonly timestamp?: number;
  /** Sent and signed instead of the body. */
  readonly rawBody?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often the same bytes are delivered at once; default 1. The first delivery decides. */
  readonly copies?: number;
}

/** What Slack's client shows when the app does not acknowledge in time, or not with a 200. */
type DeliveryError = 'operation_timeout' | 'dispatch_failed';

/** How the app took one request. */
export interface Delivery {
  readonly error: DeliveryError | undefined;
  /** `undefined` without an answer in time. */
  readonly status: number | undefined;
  readonly body: string;
  /** Whether the app asked not to be sent this again. */
  readonly noRetry: boolean;
  readonly tookMs: number;
}

/** A request to the app before it is signed. */
export interface AppRequest {
  /** What it is, for people who watch: a command or a payload's type. */
  readonly name: string;
  /** What the body says. */
  readonly payload: JsonObject;
  readonly contentType: string;
  readonly body: string;
}

type Deliveries = readonly [Delivery, ...Delivery[]];

const FORM = 'application/x-www-form-urlencoded';
const NOT_INSTALLED: Delivery = {
  error: 'dispatch_failed',
  status: undefined,
  body: '',
  noRetry: true,
  tookMs: 0,
};

/** Sends a slash command's form and waits for the acknowledgement. Answers one delivery for each copy. */
export async function deliverCommand(
  slack: SlackContext,
  fields: Readonly<Record<string, string>>,
  overrides: DeliveryOverrides = {},
): Promise<Deliveries> {
  const name = fields.command ?? '';
  return deliverForm(slack, { name, payload: fields }, fields, overrides);
}

/** Sends an interaction: JSON in the `payload` field of a form. */
export async function deliverPayload(
  slack: SlackContext,
  payload: JsonObject,
  overrides: DeliveryOverrides = {},
): Promise<Deliveries> {
  const name = String(payload.type);
  return deliverForm(slack, { name, payload }, { payload: JSON.stringify(payload) }, overrides);
}

async function deliverForm(
  slack: SlackContext,
  what: Pick<AppRequest, 'name' | 'payload'>,
  fields: Readonly<Record<string, string>>,
  overrides: DeliveryOverrides,
): Promise<Deliveries> {
  if (!isInstalled(slack)) return [NOT_INSTALLED];
  // The app compares the form's content type exactly, and Slack sends it bare.
  const body = new URLSearchParams(fields).toString();
  return deliver(slack, { ...what, contentType: FORM, body }, overrides);
}

/** Sends a body, signed. */
export async function deliver(
  slack: SlackContext,
  request: AppRequest,
  overrides: DeliveryOverrides,
): Promise<Deliveries> {
  const { copies = 1 } = overrides;
  const sendOne = () => noted(slack, request, overrides);
  const repeats = Array.from({ length: copies - 1 }, sendOne);
  return Promise.all([sendOne(), ...repeats]);
}

/** Sends once, and notes request and answer for the page's panel. */
async function noted(
  slack: SlackContext,
  request: AppRequest,
  overrides: DeliveryOverrides,
): Promise<Delivery> {
  const { name, payload } = request;
  const end = slack.traffic.begin({ atMs: slack.clock(), direction: 'slack-to-app', name, payload });
  const delivery = await send(slack, request, overrides);
  const { status, error } = delivery;
  const body = parseJson(delivery.body);
  end({
    body: isObject(body) ? body : delivery.body,
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { error }),
  });
  return delivery;
}

async function send(
  slack: SlackContext,
  { contentType, ...request }: AppRequest,
  overrides: DeliveryOverrides,
): Promise<Delivery> {
  const { app } = slack.addresses;
  const startedAt = performance.now();
  const ended = (error: DeliveryError | undefined, response?: Response, body = ''): Delivery => ({
    error,
    status: response?.status,
    body,
    noRetry: response?.headers.get('x-slack-no-retry') === '1',
    tookMs: performance.now() - startedAt,
  });
  if (app === undefined) return ended('dispatch_failed');
  const timestamp = overrides.timestamp ?? Math.floor(Date.now() / 1000);
  const body = overrides.rawBody ?? request.body;
  const headers: Record<string, string> = {
    ...signatureHeaders(slack.settings.signingSecret, timestamp, body),
    'content-type': overrides.contentType ?? contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...overrides.headers,
  };
  if (overrides.signature !== undefined) headers['x-slack-signature'] = overrides.signature;
  if (overrides.signature === '') delete headers['x-slack-signature'];
  try {
    const signal = AbortSignal.timeout(slack.settings.ackTimeoutMs);
    const response = await fetch(app, { method: 'POST', headers, body, signal, redirect: 'error' });
    const answer = await response.text();
    return ended(response.status === 200 ? undefined : 'dispatch_failed', response, answer);
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return ended(isLate ? 'operation_timeout' : 'dispatch_failed');
  }
}
