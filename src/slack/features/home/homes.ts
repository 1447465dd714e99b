import { z } from 'zod';
import { pipelineOf } from '../../../decisions/pipeline.js';
import { realisedById } from '../../../decisions/realised.js';
import { createQueues } from '../../../store/queues.js';
import { NO_SETTINGS } from '../../../workspace/settings.js';
import {
  basisOf,
  type HomeOccasion,
  type HomeOwner,
  type Homes,
  type Services,
  today,
} from '../../entry/services.js';
import { callSlack, type Patience } from '../../kit/call-slack.js';
import type { SlackApi } from '../../kit/slack-api.js';
import type { SlackFailure } from '../../kit/slack-error.js';
import { profileOf } from '../../posting/profile.js';
import { type HomeContent, homeView, type LastWeek } from './home-view.js';
import { createLastWeeks } from './last-week.js';
import { createRounds, type Rounds } from './rounds.js';

/** The Home tabs of people, with the end of their rounds. */
export type HomeTabs = Homes & Rounds;

const PATIENCE = { tries: 2, mostSeconds: 5 } as const;

/** Nobody waits for a tab that is published in a round. */
const PATIENCE_IN_ROUNDS = { tries: 3, mostSeconds: 60 } as const;

const Published = z.object({ view: z.object({ hash: z.string() }) });

type Published =
  | { readonly ok: true; readonly hash: string | undefined }
  | { readonly ok: false; readonly failure: SlackFailure };

interface Needs
  extends Pick<Services, 'clock' | 'digests' | 'logger' | 'outside' | 'priceBook' | 'turns' | 'workspaces'> {
  /** The Web API with the token of a workspace, for what nobody has asked for just now. */
  readonly apiOf: (workspaceId: string) => Promise<SlackApi>;
}

/** Publishes Home tabs. Those of one person follow one another, so that what was read later is shown later. */
export function createHomes(services: Needs): HomeTabs {
  const { workspaces, digests, outside, logger, clock, apiOf } = services;
  const weeks = createLastWeeks(services);
  const queued = createQueues();

  function inTurn<Result>({ workspaceId, userId }: HomeOwner, work: () => Promise<Result>): Promise<Result> {
    return queued(JSON.stringify([workspaceId, userId]), work);
  }

  /** What the last week depends on, as it is now. */
  async function readSubject(workspaceId: string) {
    const [{ estimates, unreadable }, settings] = await Promise.all([
      workspaces.estimates.list(workspaceId),
      workspaces.settings.current(workspaceId),
    ]);
    return { workspaceId, estimates, unreadable, settings };
  }

  /** Everything but the last week, as it is now. */
  async function read({ api, workspaceId, userId }: HomeOwner) {
    const [{ estimates, unreadable, settings }, subscriptions, profile] = await Promise.all([
      readSubject(workspaceId),
      digests.subscriptions.list(workspaceId),
      profileOf(api, outside, userId),
    ]);
    const isAdmin = profile.isAdmin === true;
    const { editors } = settings?.settings ?? NO_SETTINGS;
    const mayChangeSettings = isAdmin || editors === 'everyone';
    const { book } = await basisOf(services, workspaceId);
    const actuals = await workspaces.actuals.list(workspaceId);
    const pipeline = pipelineOf(estimates, book, realisedById(estimates, actuals));
    return {
      ...{ userId, estimates, unreadable, subscriptions, settings, isAdmin, mayChangeSettings },
      ...{ pipeline, today: today(services) },
    };
  }

  async function show(
    owner: HomeOwner,
    week: LastWeek | 'as known',
    { hash, notice = [] }: Pick<HomeOccasion, 'hash' | 'notice'>,
    patience: Patience = PATIENCE,
  ) {
    const now = await read(owner);
    const subject = { ...now, workspaceId: owner.workspaceId };
    const content: HomeContent = { ...now, notice, week: week === 'as known' ? weeks.known(subject) : week };
    const args = {
      user_id: owner.userId,
      view: homeView(content),
      ...(hash !== undefined && { hash }),
    };
    const called = await callSlack(owner.api, outside, 'views.publish', args, patience);
    const published: Published = called.ok
      ? { ok: true, hash: Published.safeParse(called.answer).data?.view.hash }
      : called;
    return { published, subject, week: content.week };
  }

  const rounds = createRounds(
    {
      viewersOf: (workspaceId) => workspaces.homeViewers.recent(workspaceId, clock()),
      async prepare(workspaceId) {
        const api = await apiOf(workspaceId);
        const found = await weeks.find(await readSubject(workspaceId));
        const week = found.kind === 'known' ? 'as known' : found;
        return async (userId) => {
          const owner = { api, workspaceId, userId };
          const { published } = await inTurn(owner, () => show(owner, week, {}, PATIENCE_IN_ROUNDS));
          if (published.ok) return;
          report(published.failure);
          // Somebody who has left, or has no such tab: a person who opens it is remembered again.
          if (published.failure.kind === 'refused') await workspaces.homeViewers.forget(workspaceId, userId);
        };
      },
    },
    services,
  );

  return {
    ...rounds,
    async publish(owner, { isOpen, hash, notice = [] }) {
      const first = await inTurn(owner, async () => {
        const shown = await show(owner, 'as known', { notice, ...(hash !== undefined && { hash }) });
        return isConflict(shown.published) ? show(owner, 'as known', { notice }) : shown;
      });
      if (!first.published.ok) return report(first.published.failure);
      if (!isOpen || first.week.kind !== 'pending') return;
      const week = await weeks.find(first.subject);
      const { hash: shownHash } = first.published;
      const second = await inTurn(owner, () =>
        show(owner, week, { notice, ...(shownHash !== undefined && { hash: shownHash }) }),
      );
      // A conflict means that the tab was published again meanwhile: that one is newer.
      if (!second.published.ok && !isConflict(second.published)) report(second.published.failure);
    },
  };

  function report(failure: SlackFailure): void {
    const isOff = failure.kind === 'refused' && failure.code === 'not_enabled';
    logger.warn(
      { failure },
      isOff
        ? 'The Home tab is switched off: set home_tab_enabled in the manifest of the app'
        : 'A Home tab could not be published',
    );
  }
}

function isConflict(published: Published): boolean {
  return !published.ok && published.failure.kind === 'refused' && published.failure.code === 'hash_conflict';
}
