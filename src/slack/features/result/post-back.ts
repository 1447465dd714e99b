import { createHash } from 'node:crypto';
import type { Workload } from '../../../engine/index.js';
import type { LiveLink } from '../../../store/live-links.js';
import { adviseOn, isBusy, type Services } from '../../entry/services.js';
import type { SlackApi } from '../../kit/slack-api.js';
import type { PostOutcome } from '../../posting/post-content.js';
import { postResult } from './post-result.js';

/** How posting a result back ended. `busy`: too many wait; `too-many`: the link has posted enough. */
export type PostedBack = PostOutcome | 'busy' | 'too-many';

/**
 * Posts a result from the browser in the thread of the result that its link was made on, as any other: the same
 * workload once, however often it is sent.
 */
export async function postBack(
  bound: Services & { readonly api: SlackApi },
  link: LiveLink,
  workload: Workload,
  origin: string,
): Promise<PostedBack> {
  const { workspaceId, id, createdBy: userId, channelId, threadTs, asOf } = link;
  const services = { ...bound, turns: bound.turns.of(userId) };
  if (isBusy(services, workspaceId)) return 'busy';
  const key = `live:${id}:${createHash('sha256').update(JSON.stringify(workload)).digest('hex')}`;
  // Worked out first: a model that has left the catalogue takes no post away.
  const advice = await adviseOn(services, workspaceId, workload, asOf);
  if (!(await services.workspaces.liveLinks.countPost(link))) return 'too-many';
  return postResult(services, {
    workspaceId,
    key,
    advice: async () => advice,
    origin,
    destination: { kind: 'conversation', channelId, threadTs },
    person: { userId, channelId, threadTs },
  });
}
