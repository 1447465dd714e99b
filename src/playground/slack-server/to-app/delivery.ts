import type { SlackContext } from '../context.js';
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
  readonly tookMs: number;
}

/** Sends a form, signed, to the app and waits for the acknowledgement. Answers one delivery for each copy. */
export async function deliverForm(
  slack: SlackContext,
  fields: Readonly<Record<string, string>>,
  overrides: DeliveryOverrides = {},
): Promise<readonly [Delivery, ...Delivery[]]> {
  // The app compares the form's content type exactly, and Slack sends it bare.
  return deliver(
    slack,
    'application/x-www-form-urlencoded',
    new URLSearchParams(fields).toString(),
    overrides,
  );
}

/** Sends an interaction: JSON in the `payload` field of a form. */
export async function deliverPayload(
  slack: SlackContext,
  payload: unknown,
  overrides: DeliveryOverrides = {},
): Promise<readonly [Delivery, ...Delivery[]]> {
  return deliverForm(slack, { payload: JSON.stringify(payload) }, overrides);
}

/** Sends a body, signed. */
export async function deliver(
  slack: SlackContext,
  contentType: string,
  body: string,
  overrides: DeliveryOverrides,
): Promise<readonly [Delivery, ...Delivery[]]> {
  const { copies = 1 } = overrides;
  const sendOne = () => send(slack, contentType, overrides.rawBody ?? body, overrides);
  const repeats = Array.from({ length: copies - 1 }, sendOne);
  return Promise.all([sendOne(), ...repeats]);
}

async function send(
  slack: SlackContext,
  contentType: string,
  body: string,
  overrides: DeliveryOverrides,
): Promise<Delivery> {
  const { app } = slack.addresses;
  const startedAt = performance.now();
  if (app === undefined) return ended('dispatch_failed', undefined, '', startedAt);
  const timestamp = overrides.timestamp ?? Math.floor(Date.now() / 1000);
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
    return ended(response.status === 200 ? undefined : 'dispatch_failed', response.status, answer, startedAt);
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return ended(isLate ? 'operation_timeout' : 'dispatch_failed', undefined, '', startedAt);
  }
}

function ended(
  error: DeliveryError | undefined,
  status: number | undefined,
  body: string,
  startedAt: number,
): Delivery {
  return { error, status, body, tookMs: performance.now() - startedAt };
}
