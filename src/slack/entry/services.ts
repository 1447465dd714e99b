import type { Logger } from 'pino';
import type { Advisor } from '../../advisor/advisor.js';
import type { Drawing } from '../../charts/memo/memo.js';
import type { DigestDesk } from '../../digest/digest-desk.js';
import type { Advice, PriceChange, Workload } from '../../engine/index.js';
import type { EvidenceBook } from '../../evidence/index.js';
import type { Measures } from '../../metrics/measures.js';
import type { NumbersReader } from '../../numbers/numbers-reader.js';
import type { PriceBook, PriceFact } from '../../prices/price-book.js';
import type { Workspaces } from '../../store/workspaces.js';
import { adviseFor, type WorkspaceBasis } from '../../workspace/advise-for.js';
import { type Vocabulary, vocabularyOf } from '../grammar/vocabulary.js';
import type { Block } from '../kit/blocks.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import type { Claims } from '../posting/claims.js';
import type { Turns } from '../posting/turns.js';
import type { FormUpdates } from '../posting/windows.js';

/** Everything that the listeners need from outside Slack. */
export interface Services {
  /** The list prices as they are now. An advice goes by those of a workspace: see `adviseOn`. */
  readonly priceBook: () => PriceBook;
  readonly evidence: { current(): EvidenceBook };
  readonly workspaces: Workspaces;
  /** Every known price of a model, past and announced ones included, in any order. */
  readonly historyOf: (modelId: string) => Promise<readonly PriceFact[]>;
  readonly digests: DigestDesk;
  readonly advisor: Pick<Advisor, 'advise'>;
  readonly numbers: Pick<NumbersReader, 'read'>;
  readonly renderer: { render(drawing: Drawing): Promise<Buffer> };
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly claims: Claims;
  readonly turns: Turns;
  readonly forms: FormUpdates;
  readonly homes: Homes;
  readonly outside: Outside;
  readonly measures?: Measures;
  /** Where an admin installs the app again; absent where nobody knows. */
  readonly installUrl?: string;
  /** Where programs reach the app, without a slash at the end; absent where nobody knows. */
  readonly programsAt?: () => string;
  readonly live?: LiveSheets;
}

/** Where results open in the browser; absent where browsers do not reach the app. */
export interface LiveSheets {
  /** Address of the page, to which the secret of a link is added behind a `#`. */
  address(): string;
}

/** Whose Home tab it is. */
export interface HomeOwner {
  readonly api: SlackApi;
  readonly workspaceId: string;
  readonly userId: string;
}

/** How a Home tab is published. */
export interface HomeOccasion {
  /** Whether the person is looking at it: then what moved in the last week is worked out where it is not known. */
  readonly isOpen: boolean;
  /** The state of the tab that the person has in view: a newer one is read again before it is replaced. */
  readonly hash?: string;
  /** What has just happened. */
  readonly notice?: readonly Block[];
}

/** The Home tabs of people. What changes is brought to everybody who has opened theirs lately, in rounds. */
export interface Homes {
  /** Shows a person's Home tab as everything is now. A failure of Slack is logged: the next opening shows it. */
  publish(owner: HomeOwner, occasion: HomeOccasion): Promise<void>;
  /**
   * Something that Home tabs of a workspace show has changed. Returns at once; whatever fails is logged.
   *
   * @param seenBy whose Home tab shows the change already
   */
  changed(workspaceId: string, seenBy?: string): void;
}

/** Today's date, UTC: the day whose prices hold. */
export function today(services: Pick<Services, 'clock'>): string {
  return services.clock().toISOString().slice(0, 10);
}

/** The names that can be typed today. */
export function vocabulary(services: Pick<Services, 'clock' | 'priceBook'>): Vocabulary {
  return vocabularyOf(services.priceBook(), today(services));
}

/** What the advices of a workspace rest on today: its settings, and the prices of the day with its own among them. */
export function basisOf(
  { workspaces, priceBook }: Pick<Services, 'priceBook'> & { readonly workspaces: Pick<Workspaces, 'basis'> },
  workspaceId: string,
): Promise<WorkspaceBasis> {
  return workspaces.basis(workspaceId, priceBook());
}

/** Whether a request of a workspace is refused because too many wait. Counts it if so. */
export function isBusy(
  { turns, measures }: Pick<Services, 'turns' | 'measures'>,
  workspaceId: string,
): boolean {
  if (!turns.areFull(workspaceId)) return false;
  measures?.answered('busy');
  return true;
}

/** What is needed for an advice. */
export type Advising = Pick<Services, 'clock' | 'advisor' | 'priceBook' | 'turns' | 'workspaces'>;

/**
 * The advice on a workload for a workspace, with its settings and its prices of a day. Worked out in a worker thread:
 * acknowledgements do not wait for it.
 *
 * @throws {UnknownModelError} when a model has left the catalogue
 * @throws {AdvisorError} when the advisor is busy or has failed
 */
export async function adviseOn(
  services: Advising,
  workspaceId: string,
  workload: Workload,
  asOf: string = today(services),
  priceChanges: readonly PriceChange[] = [],
): Promise<Advice> {
  const basis = await basisOf(services, workspaceId);
  const { advisor, turns } = services;
  const advise: Advisor['advise'] = (question) => turns.share(workspaceId, () => advisor.advise(question));
  return adviseFor(advise, basis, { workload, asOf, priceChanges });
}
