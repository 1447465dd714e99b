import type { TrailEntry } from './trail.js';

/** What people do during the kill test. */
export const DEED_KINDS = [
  'command',
  'open form',
  'form',
  'mention',
  'direct message',
  'save',
  'list',
  'watch',
  'open rename',
  'rename',
  'delete',
] as const;

export type DeedKind = (typeof DEED_KINDS)[number];

/** Something that a person did. */
export interface Deed {
  readonly kind: DeedKind;
  readonly userId: string;
  /** Words that no other deed of its kind has, where it has words. */
  readonly name: string;
  readonly sentAtMs: number;
  readonly endedAtMs: number;
  /** Whether Slack had its 200: an event may have it when it is delivered again. */
  readonly isAcknowledged: () => boolean;
  /** The acknowledgement itself says no. */
  readonly isRefused: boolean;
  /** How often its answer is there. */
  readonly answers: () => number;
  /** Whether its person was told something else instead. */
  readonly isToldOtherwise: () => boolean;
}

/** What became of the deeds of one kind. */
export interface Fate {
  sent: number;
  acknowledged: number;
  /** Slack said so itself. */
  notAcknowledged: number;
  refused: number;
  answered: number;
  /** Told by another process that the work was cut short. */
  toldByAnother: number;
  /** Told in another way: of a database that is away, of a failure. */
  toldOtherwise: number;
  lostInSilence: number;
  doubled: number;
}

/** Counts what became of each deed, by kind. */
export function fates(deeds: readonly Deed[], trail: readonly TrailEntry[]): Readonly<Record<string, Fate>> {
  const all: Record<string, Fate> = {};
  for (const kind of DEED_KINDS) {
    const ofKind = deeds.filter((deed) => deed.kind === kind).map((deed) => fateOf(deed, trail));
    const count = (is: (fate: OneFate) => boolean) => ofKind.filter(is).length;
    all[kind] = {
      sent: ofKind.length,
      acknowledged: count(({ deed }) => deed.isAcknowledged()),
      notAcknowledged: count(({ deed }) => !deed.isAcknowledged()),
      refused: count(({ deed }) => deed.isRefused),
      answered: count(({ answers }) => answers > 0),
      toldByAnother: count(({ isToldByAnother }) => isToldByAnother),
      toldOtherwise: count(({ answers, isToldOtherwise }) => answers === 0 && isToldOtherwise),
      lostInSilence: count(isLost),
      doubled: count(({ answers }) => answers > 1),
    };
  }
  return all;
}

/** Deeds that were acknowledged and of which nobody has heard again. */
export function lostInSilence(deeds: readonly Deed[], trail: readonly TrailEntry[]): readonly object[] {
  return deeds
    .map((deed) => fateOf(deed, trail))
    .filter(isLost)
    .map(({ deed: { kind, userId, name, sentAtMs } }) => ({
      kind,
      userId,
      name,
      at: new Date(sentAtMs).toISOString(),
    }));
}

/** Names of what was answered more than once. */
export function doubled(deeds: readonly Deed[]): readonly string[] {
  return deeds.filter(({ answers }) => answers() > 1).map(({ kind, name }) => `${kind} ${name}`);
}

interface OneFate {
  readonly deed: Deed;
  readonly answers: number;
  readonly isToldByAnother: boolean;
  readonly isToldOtherwise: boolean;
}

function fateOf(deed: Deed, trail: readonly TrailEntry[]): OneFate {
  const isToldByAnother = trail.some((entry) => entry.isTold && isOf(entry, deed));
  return { deed, answers: deed.answers(), isToldByAnother, isToldOtherwise: deed.isToldOtherwise() };
}

function isLost({ deed, answers, isToldByAnother, isToldOtherwise }: OneFate): boolean {
  return deed.isAcknowledged() && !deed.isRefused && answers === 0 && !isToldByAnother && !isToldOtherwise;
}

/** Whether a record belongs to a deed: an event by its words, everything else by the moment: a person does one thing at a time. */
function isOf({ userId, asked, acceptedAtMs }: TrailEntry, deed: Deed): boolean {
  if (userId !== deed.userId || !ASKED_AS[deed.kind].test(asked)) return false;
  // Slack delivers an event again, and later.
  if (deed.kind === 'mention' || deed.kind === 'direct message') return asked.includes(deed.name);
  return acceptedAtMs >= deed.sentAtMs && acceptedAtMs <= deed.endedAtMs + 1;
}

const BUTTON = /^the button/;
const WRITTEN = /^what you wrote/;
const FORM = /^the form/;

/** How the record of a deed begins. */
const ASKED_AS: Readonly<Record<DeedKind, RegExp>> = {
  command: /^\/ftcost gpt/,
  'open form': /^\/ftcost$/,
  form: FORM,
  mention: WRITTEN,
  'direct message': WRITTEN,
  save: BUTTON,
  list: /^\/ftcost saved/,
  watch: BUTTON,
  'open rename': BUTTON,
  rename: FORM,
  delete: BUTTON,
};
