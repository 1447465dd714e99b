import type { Pipeline } from '../decisions/pipeline.js';
import type { Model, PriceBook } from '../prices/price-book.js';
import type { DigestContent, DigestPart } from '../workspace/subscription.js';
import type { Happened } from './causes.js';
import { concernOf } from './concern.js';
import { decisionsOf } from './decisions.js';
import { type Digest, MAX_KEPT } from './digest.js';
import { newModelsWorthALook } from './new-models.js';
import { priceGroupsOf } from './price-groups.js';
import type { Redecided } from './redecided.js';
import { shutdownsOf } from './shutdowns.js';

/** An estimate whose model is not in the price book. */
export interface Undecided {
  readonly name: string;
  /** True when the model still was in the price book at the last look. */
  readonly isNew: boolean;
}

/** Everything that a digest is made of. */
export interface DigestMaterial extends Omit<Happened, 'newModels'> {
  readonly channelId: string;
  readonly content: DigestContent;
  /** The price book of the new day. */
  readonly book: PriceBook;
  readonly redecided: readonly Redecided[];
  /** Estimates whose model is not in the price book. */
  readonly undecided: readonly Undecided[];
  readonly newModels: readonly Model[];
  /** What all decisions of the workspace come to. */
  readonly pipeline?: Pipeline;
  readonly untouched: Digest['untouched'];
  /** Price changes that wait for the operator. */
  readonly heldBack: number;
}

/** A weekly digest from its material, by what the channel wants to read. Pure: the same material, the same digest. */
export function composeDigest(material: DigestMaterial): Digest {
  const { content, channelId, redecided, from, until, moves, ends, undecided } = material;
  const wants = (part: DigestPart): boolean => content.include.includes(part);
  const happened: Happened = {
    from,
    until,
    moves,
    ends,
    newModels: new Map(material.newModels.map(({ id, name }) => [id, name])),
  };
  const digest: Omit<Digest, 'quiet'> = {
    kind: 'digest',
    from,
    until,
    bookVersion: material.book.version,
    checkedOn: material.book.checkedOn,
    content,
    estimateCount: redecided.length + undecided.length,
    undecided: {
      names: undecided.slice(0, MAX_KEPT).map(({ name }) => name),
      count: undecided.length,
      newly: undecided.filter(({ isNew }) => isNew).length,
    },
    decisions: wants('decisions')
      ? decisionsOf(redecided, happened, { channelId, leastUsd: content.leastUsd })
      : { moves: [], flips: 0, moved: 0, small: 0, ties: 0 },
    prices: wants('prices')
      ? priceGroupsOf(moves, concernOf(redecided, material.book, until), content.leastShare)
      : { groups: [], products: 0, others: 0, small: 0, elsewhere: 0 },
    newModels: wants('new-models')
      ? newModelsWorthALook(redecided, material.newModels, wants('decisions'))
      : { models: [], count: 0 },
    shutdowns: wants('shutdowns') ? shutdownsOf(redecided, ends, { from, until }) : { ends: [], count: 0 },
    ...(material.pipeline !== undefined && wants('decisions') && { pipeline: material.pipeline }),
    untouched: wants('decisions') ? material.untouched : { estimates: [], count: 0 },
    heldBack: material.heldBack,
  };
  return { ...digest, quiet: isQuiet(digest) };
}

/** A correction of something that nobody here uses is no news, nor is an end that was told before and is far off. */
function isQuiet({
  decisions,
  prices,
  newModels,
  shutdowns,
  undecided,
  untouched,
}: Omit<Digest, 'quiet'>): boolean {
  return (
    decisions.moves.length === 0 &&
    undecided.newly === 0 &&
    newModels.count === 0 &&
    untouched.count === 0 &&
    !prices.groups.some(({ kind, used }) => kind !== 'corrected' || used > 0) &&
    !shutdowns.ends.some(({ isNews }) => isNews)
  );
}
