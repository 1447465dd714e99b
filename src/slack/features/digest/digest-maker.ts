import { type Digest, DigestSchema } from '../../../digest/digest.js';
import { digestChart } from '../../../digest/digest-chart.js';
import type { DigestDesk } from '../../../digest/digest-desk.js';
import type { Compose } from '../../../digest/ports.js';
import type { Shown } from '../../posting/prepare-chart.js';
import { digestMessage } from './digest-message.js';

/** What sending digests needs to know of them: how one is worked out, kept, and shown. */
export interface DigestMaker {
  readonly compose: Compose<Digest>;
  readonly contentSchema: typeof DigestSchema;
  readonly show: (digest: Digest) => Shown;
}

/** Digests from the desk. A week without news is quiet where the channel wants to read nothing then. */
export function createDigestMaker(desk: Pick<DigestDesk, 'gather'>): DigestMaker {
  return {
    async compose(subscription, window) {
      const digest = await desk.gather(subscription, window);
      const isSilent = digest.quiet && subscription.content.quietWeek === 'nothing';
      return isSilent ? { kind: 'quiet' } : { kind: 'digest', content: digest };
    },
    contentSchema: DigestSchema,
    show(digest) {
      const chart = digest.quiet ? undefined : digestChart(digest);
      return {
        ...(chart !== undefined && { chart }),
        message: (picture, notes) => digestMessage(digest, picture, notes),
      };
    },
  };
}
