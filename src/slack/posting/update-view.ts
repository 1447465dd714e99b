import { z } from 'zod';
import type { Services } from '../entry/services.js';
import type { ModalView } from '../kit/blocks.js';
import { callSlack } from '../kit/call-slack.js';
import type { SlackApi } from '../kit/slack-api.js';
import type { SlackFailure } from '../kit/slack-error.js';

/** A view that is open at somebody's screen. */
export interface OpenedView {
  readonly id: string;
  /** Changes with every update: an update with an old one is refused, so that none undoes another. */
  readonly hash: string;
}

/** How an update ended. */
export type UpdatedView =
  | { readonly kind: 'updated'; readonly view: OpenedView }
  /** Another update came first: this one knew less. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly failure: SlackFailure };

const PATIENCE = { tries: 2, mostSeconds: 3 } as const;
const Answer = z.object({ view: z.object({ id: z.string(), hash: z.string() }) });

/** The view in the answer of `views.open` and `views.update`. */
export function openedView(answer: unknown): OpenedView {
  return Answer.parse(answer).view;
}

/** Shows a view in place of one that is open. Where that was closed or changed meanwhile, there is nothing to do. */
export async function updateView(
  { outside, logger }: Pick<Services, 'outside' | 'logger'>,
  api: SlackApi,
  { id, hash }: OpenedView,
  view: ModalView,
): Promise<UpdatedView> {
  const called = await callSlack(api, outside, 'views.update', { view_id: id, hash, view }, PATIENCE);
  if (called.ok) return { kind: 'updated', view: openedView(called.answer) };
  const { failure } = called;
  if (failure.kind === 'refused' && failure.code === 'hash_conflict') return { kind: 'overtaken' };
  if (failure.kind === 'refused' && failure.code === 'not_found') return { kind: 'closed' };
  logger.warn({ failure }, 'A view could not be updated');
  return { kind: 'failed', failure };
}
