import { DEED_KINDS, type DeedKind, type RequestRecord } from './history.js';
import type { TrailEntry } from './trail.js';

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
  /** Every acknowledgement itself says no. */
  readonly isRefused: boolean;
  /** How often its answer is there. */
  readonly answers: () => number;
  /** Whether its person was told something else instead. */
  readonly isToldOtherwise: () => boolean;
}

/** What became of the deeds of one kind. */
interface Fate {
  sent: number;
  acknowledged: number;
  /** Slack said so itself. */
  notAcknowledged: number;
  refused: number;
  answered: number;
  /** Told that the work was cut short. */
  toldCutShort: number;
  /** Told in another way: of a database that is away, of a failure. */
  toldOtherwise: number;
}

/** What came of a deed until now. */
export function recordOf(deed: Deed, trail: readonly TrailEntry[]): RequestRecord {
  return {
    kind: deed.kind,
    userId: deed.userId,
    name: deed.name,
    startMs: deed.sentAtMs,
    endMs: deed.endedAtMs,
    isAcknowledged: deed.isAcknowledged(),
    isRefused: deed.isRefused,
    answers: deed.answers(),
    isToldCutShort: trail.some((entry) => entry.isTold && isOf(entry, deed)),
    isToldOtherwise: deed.isToldOtherwise(),
  };
}

/** Counts what became of requests, by kind. */
export function fates(requests: readonly RequestRecord[]): Readonly<Record<string, Fate>> {
  const all: Record<string, Fate> = {};
  for (const kind of DEED_KINDS) {
    const ofKind = requests.filter((request) => request.kind === kind);
    const count = (is: (request: RequestRecord) => boolean) => ofKind.filter(is).length;
    all[kind] = {
      sent: ofKind.length,
      acknowledged: count(({ isAcknowledged }) => isAcknowledged),
      notAcknowledged: count(({ isAcknowledged }) => !isAcknowledged),
      refused: count(({ isRefused }) => isRefused),
      answered: count(({ answers }) => answers > 0),
      toldCutShort: count(({ isToldCutShort }) => isToldCutShort),
      toldOtherwise: count(({ answers, isToldOtherwise }) => answers === 0 && isToldOtherwise),
    };
  }
  return all;
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
