import { z } from 'zod';
import type { DigestChannel, Found, PostOutcome } from '../../../digest/ports.js';
import type { RunKind } from '../../../store/digest-runs.js';
import type { Subscription } from '../../../workspace/subscription.js';
import { ifInstalled } from '../../errors/not-installed.js';
import { pauseReasonOf } from '../../errors/refusals.js';
import { callSlack, readAnswer } from '../../kit/call-slack.js';
import type { SlackApi } from '../../kit/slack-api.js';
import { type Delivered, deliver } from '../../posting/deliver.js';
import {
  type ChartWay,
  clearAway,
  prepareChart,
  type Shown,
  versionsOf,
} from '../../posting/prepare-chart.js';
import { lateLine } from './digest-notices.js';

/** What posting a digest needs. */
export interface DigestPosting<Content> extends Omit<ChartWay, 'api'> {
  /** The Web API with the token of a workspace. */
  readonly apiOf: (workspaceId: string) => Promise<SlackApi>;
  readonly show: (content: Content) => Shown;
}

/** Most blocks of a message. */
const MAX_BLOCKS = 50;

/** Type of the metadata that marks a digest. */
const EVENT_TYPE = 'ftcost_digest';

/** A look reads at most so many pages: a channel with more news since the intent cannot be searched. */
const MAX_PAGES = 10;

/** Without an anchor a look goes back from the intent by this, in milliseconds: more than clocks differ. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1_000;

const POST_PATIENCE = { tries: 4, mostSeconds: 60 } as const;
const LOOK_PATIENCE = { tries: 3, mostSeconds: 60 } as const;
/** The anchor is worth no wait: without it the digest goes out all the same. */
const ANCHOR_PATIENCE = { tries: 1, mostSeconds: 0 } as const;

const HISTORY = 'conversations.history';

const History = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({
          event_type: z.string().optional(),
          event_payload: z.looseObject({ run: z.string().optional() }).optional(),
        })
        .optional(),
    }),
  ),
  has_more: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Posts digests to Slack, and finds them again. */
export function createDigestChannel<Content>(posting: DigestPosting<Content>): DigestChannel<Content> {
  const { apiOf, outside } = posting;

  return {
    async anchor({ workspaceId, channelId }) {
      const args = { channel: channelId, limit: 1 };
      const called = await callSlack(await apiOf(workspaceId), outside, HISTORY, args, ANCHOR_PATIENCE);
      const newest = readAnswer(called, History);
      return newest.ok ? (newest.answer.messages[0]?.ts ?? '0') : undefined;
    },

    async ready(subscription, { kind, content, lateSince }) {
      const api = await apiOf(subscription.workspaceId);
      const view = posting.show(content);
      const chart = await prepareChart({ ...posting, api }, view.chart);
      const versions = versionsOf(withLateLine(view, subscription, kind, lateSince), chart);
      return {
        async post(mark) {
          const delivered = await deliver(
            api,
            outside,
            subscription.channelId,
            { ...versions, metadata: { event_type: EVENT_TYPE, event_payload: { run: mark } } },
            POST_PATIENCE,
          );
          await clearAway({ api, outside }, chart, delivered);
          return outcomeOf(delivered);
        },
      };
    },

    async find({ workspaceId, channelId }, mark, { anchorTs, intendedAt }): Promise<Found> {
      const api = await ifInstalled(apiOf(workspaceId));
      if (api === undefined) return { kind: 'unknowable' };
      const oldest = anchorTs ?? String(((intendedAt?.getTime() ?? 0) - LOOK_BACK_MS) / 1_000);
      let cursor: string | undefined;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const args = { channel: channelId, oldest, limit: 200, include_all_metadata: true };
        const turned = cursor === undefined ? args : { ...args, cursor };
        const called = await callSlack(api, outside, HISTORY, turned, LOOK_PATIENCE);
        const read = readAnswer(called, History);
        if (!read.ok) return { kind: read.failure.kind === 'refused' ? 'unknowable' : 'later' };
        const history = read.answer;
        const found = history.messages.find(
          ({ metadata }) => metadata?.event_type === EVENT_TYPE && metadata.event_payload?.run === mark,
        );
        if (found !== undefined) return { kind: 'found', ts: found.ts };
        cursor = history.response_metadata?.next_cursor;
        if (cursor === undefined || cursor === '') {
          const isWhole = history.has_more !== true && anchorTs !== null;
          return { kind: isWhole ? 'absent' : 'unknowable' };
        }
      }
      return { kind: 'unknowable' };
    },
  };
}

/** The same with a line that says that it is late. A message that is text alone, or full, stays as it is. */
function withLateLine(
  view: Shown,
  subscription: Subscription,
  kind: RunKind,
  lateSince: string | undefined,
): Shown {
  if (lateSince === undefined) return view;
  return {
    ...view,
    message(chart, notes) {
      const message = view.message(chart, notes);
      if (message.blocks.length === 0 || message.blocks.length >= MAX_BLOCKS) return message;
      return { ...message, blocks: [...message.blocks, lateLine(subscription, kind, lateSince)] };
    },
  };
}

function outcomeOf(delivered: Delivered): PostOutcome {
  if (delivered.kind === 'posted') return { kind: 'posted', ts: delivered.ts };
  const { failure } = delivered;
  switch (failure.kind) {
    case 'throttled':
      return { kind: 'throttled', ...(failure.seconds !== undefined && { seconds: failure.seconds }) };
    case 'unknown':
      return { kind: 'unknown', why: failure.why };
    case 'refused': {
      const pause = pauseReasonOf(failure);
      return { kind: 'refused', why: failure.code, ...(pause !== undefined && { pause }) };
    }
  }
}
