import { type Digest, DigestSchema } from '../../../digest/digest.js';
import { digestChart } from '../../../digest/digest-chart.js';
import type { DigestDesk } from '../../../digest/digest-desk.js';
import type { Compose } from '../../../digest/ports.js';
import type { Shown } from '../../posting/prepare-chart.js';
import { digestMessage } from './digest-message.js';

/** What sending digests and alerts needs to know of them: how one is worked out, kept, and shown. */
export interface DigestMaker {
  readonly compose: Compose<Digest>;
  readonly contentSchema: typeof DigestSchema;
  readonly show: (digest: Digest) => Shown;
}

/**
 * Digests and alerts from the desk. A week without news is quiet where the channel wants to read nothing then, a day
 * without news always.
 */
export function createDigestMaker(desk: Pick<DigestDesk, 'gather'>): DigestMaker {
  return {
    async compose(subscription, window, kind) {
      const digest = await desk.gather(subscription, window, kind);
      const isSilent = digest.quiet && (kind === 'alert' || subscription.content.quietWeek === 'nothing');
      return isSilent ? { kind: 'quiet' } : { kind: 'digest', content: digest };
    },
    contentSchema: DigestSchema,
    show(digest) {
      const chart = digest.quiet || digest.kind === 'alert' ? undefined : digestChart(digest);
      return {
        ...(chart !== undefined && { chart }),
        message: (picture, notes) => digestMessage(digest, picture, notes),
      };
    },
  };
}
