import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AdvisorError } from '../advisor/advisor-error.js';
import { NotInstalledError } from './install/installation.js';
import { noticeMessage } from './messages/notice-message.js';
import { reinstallSentence } from './messages/refusal-notes.js';
import { respondTo } from './posting/response-url.js';
import type { Services } from './services.js';

/** What Bolt hands to an extended error handler, as far as it is used. */
export interface ListenerFailure {
  readonly error: Error & { readonly code?: string; readonly original?: unknown };
  readonly body: unknown;
}

const Answerable = z.object({
  response_url: z.string().optional(),
  response_urls: z.array(z.object({ response_url: z.string() })).optional(),
  type: z.string().optional(),
  command: z.string().optional(),
});

/** Says what went wrong: to the operator with the whole error, to the person with a reference and what to do. */
export async function handleListenerError(
  services: Pick<Services, 'logger' | 'outside' | 'installUrl'>,
  { error, body }: ListenerFailure,
): Promise<void> {
  const reference = randomBytes(4).toString('hex');
  const parsed = Answerable.safeParse(body);
  const known = parsed.success ? parsed.data : {};
  services.logger.error(
    {
      err: { name: error.name, code: error.code, message: error.message, stack: error.stack },
      reference,
      type: known.type ?? known.command,
    },
    'A listener failed',
  );
  const url = known.response_url || known.response_urls?.[0]?.response_url;
  if (url === undefined || url === '') return;
  const notice = noticeMessage([sentenceOn(error, reference, services.installUrl)]);
  const answer = await respondTo(url, notice, 'ephemeral', services.outside);
  if (answer.kind !== 'sent') services.logger.warn({ reference, answer }, 'The person could not be told');
}

/** What the person is told. */
function sentenceOn(
  error: ListenerFailure['error'],
  reference: string,
  installUrl: string | undefined,
): string {
  if (error.original instanceof NotInstalledError) {
    return `I am not installed in this workspace any more, so I cannot answer. ${reinstallSentence(installUrl)}`;
  }
  if (error instanceof AdvisorError && (error.code === 'queue-full' || error.code === 'timeout')) {
    return 'I am busy right now. Please try again in a minute.';
  }
  return `Something went wrong on my side. Please try again; if it happens again, tell the operator of this app the reference ${reference}.`;
}
