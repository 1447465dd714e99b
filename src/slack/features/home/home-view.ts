import type { Digest } from '../../../digest/digest.js';
import type { Estimate } from '../../../workspace/estimate.js';
import type { SettingsVersion } from '../../../workspace/settings.js';
import type { Subscription } from '../../../workspace/subscription.js';
import { type Block, type HomeView, plain, small } from '../../kit/blocks.js';
import { startButton } from '../../kit/offer-message.js';
import { estimateBlocks } from './estimate-blocks.js';
import { priceBlocks } from './price-blocks.js';
import { settingsBlocks } from './settings-blocks.js';
import { subscriptionBlocks } from './subscription-blocks.js';

/** What happened in the last seven days, as far as it is known. */
export type LastWeek =
  /** It is being worked out. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed' }
  /** What a digest of these days would say. */
  | { readonly kind: 'known'; readonly digest: Digest };

/** What a person's Home tab shows. */
export interface HomeContent {
  readonly userId: string;
  /** All of the workspace, newest first. */
  readonly estimates: readonly Estimate[];
  /** Estimates that are kept but could not be read. */
  readonly unreadable: number;
  readonly subscriptions: readonly Subscription[];
  /** Whether the person is an admin of the workspace, as far as Slack says. */
  readonly isAdmin: boolean;
  readonly settings: SettingsVersion | undefined;
  /** Whether the person may change them. */
  readonly mayChangeSettings: boolean;
  readonly week: LastWeek;
  /** What has just happened here. */
  readonly notice: readonly Block[];
}

const HOW =
  'In a channel: /ftcost and a line. In a thread: @ftcost and a line. Here: the button. /ftcost help says all.';

/** The Home tab. Every list is cut to what the tab can hold, and says how many are left out. */
export function homeView(content: HomeContent): HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain('Prompt, retrieve or fine-tune?') },
      ...content.notice,
      { type: 'actions', elements: [startButton()] },
      small(HOW),
      { type: 'divider' },
      ...estimateBlocks(content),
      { type: 'divider' },
      ...subscriptionBlocks(content),
      { type: 'divider' },
      ...priceBlocks(content.week),
      ...settingsBlocks(content),
    ],
  };
}
