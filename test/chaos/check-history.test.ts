import { describe, expect, it } from 'vitest';
import { faultsOf } from './check-history.js';
import type { CutShort, DigestRecord, EstimateDeed, EstimateRecord, RequestRecord } from './history.js';

const ANSWERED: RequestRecord = {
  kind: 'command',
  userId: 'ada',
  name: 'one',
  startMs: 0,
  endMs: 1,
  isAcknowledged: true,
  isRefused: false,
  answers: 1,
  isToldCutShort: false,
  isToldOtherwise: false,
};

function faults(part: {
  readonly requests?: readonly RequestRecord[];
  readonly cutShort?: readonly CutShort[];
  readonly estimates?: readonly EstimateRecord[];
  readonly digests?: readonly DigestRecord[];
}): readonly string[] {
  return faultsOf({ requests: [], cutShort: [], estimates: [], digests: [], ...part });
}

describe('a history of requests', () => {
  const SILENT = { ...ANSWERED, answers: 0 };

  it.each<[string, RequestRecord]>([
    ['an answer', ANSWERED],
    ['a word of another process', { ...SILENT, isToldCutShort: true }],
    ['an answer, and a word of a process that cannot know of it', { ...ANSWERED, isToldCutShort: true }],
    ['another word', { ...SILENT, isToldOtherwise: true }],
    ['a refusal', { ...SILENT, isRefused: true }],
    ['no acknowledgement: Slack said so', { ...SILENT, isAcknowledged: false }],
  ])('may end with %s', (_, request) => expect(faults({ requests: [request] })).toEqual([]));

  it.each<[string, RequestRecord, string]>([
    ['silence', SILENT, 'lost in silence'],
    ['two answers', { ...ANSWERED, answers: 2 }, 'answered 2 times'],
    ['an answer to what was refused', { ...ANSWERED, isRefused: true }, 'though nothing was started'],
  ])('may not end with %s', (_, request, fault) =>
    expect(faults({ requests: [ANSWERED, request] })).toEqual([expect.stringContaining(fault)]),
  );

  const CUT = { userId: 'ada', asked: '/ftcost', promised: 2, takenOver: 3 };

  it('tells of everything that was taken over, and of nothing more often than that', () => {
    for (const told of [2, 3]) expect(faults({ cutShort: [{ ...CUT, told }] })).toEqual([]);
    expect(faults({ cutShort: [{ ...CUT, told: 1 }] })).toEqual([expect.stringContaining('told of 1 times')]);
    expect(faults({ cutShort: [{ ...CUT, told: 4 }] })).toEqual([expect.stringContaining('told of 4 times')]);
  });
});

describe('a history of digests', () => {
  const POSTED = { state: 'posted', isTold: false };

  it.each<[string, Omit<DigestRecord, 'subscription'>]>([
    ['posted once', { runs: [POSTED], messages: 1 }],
    ['quiet', { runs: [{ state: 'quiet', isTold: false }], messages: 0 }],
    ['missing, and told of', { runs: [{ state: 'failed', isTold: true }], messages: 0 }],
    ['perhaps missing, told of, and there', { runs: [{ state: 'unknown', isTold: true }], messages: 1 }],
  ])('may be %s', (_, digest) =>
    expect(faults({ digests: [{ subscription: 'T1', ...digest }] })).toEqual([]),
  );

  it.each<[string, Omit<DigestRecord, 'subscription'>, string]>([
    ['posted twice', { runs: [POSTED], messages: 2 }, 'in the channel 2 times'],
    ['never begun', { runs: [], messages: 0 }, 'never begun'],
    ['begun twice', { runs: [POSTED, { state: 'quiet', isTold: false }], messages: 0 }, 'begun 2 times'],
    ['posted by its record alone', { runs: [POSTED], messages: 0 }, 'not in the channel'],
    ['quiet and posted', { runs: [{ state: 'quiet', isTold: false }], messages: 1 }, 'quiet by its record'],
    ['missing in silence', { runs: [{ state: 'failed', isTold: false }], messages: 0 }, 'nobody was told'],
    ['never ended', { runs: [{ state: 'posting', isTold: false }], messages: 1 }, 'nobody was told'],
  ])('may not be %s', (_, digest, fault) => {
    const found = faults({ digests: [{ subscription: 'T1', ...digest }] });
    expect(found).toContainEqual(expect.stringContaining(fault));
  });
});

describe('a history of an estimate', () => {
  const SAVE = { kind: 'save', name: 'a' } as const;
  const UNWATCH = { kind: 'watch', watched: false } as const;
  const WATCH = { kind: 'watch', watched: true } as const;
  const RENAME = { kind: 'rename', name: 'b' } as const;
  const DELETE = { kind: 'delete' } as const;

  function did(
    deed: EstimateDeed['deed'],
    startMs: number,
    endMs: number,
    outcome: EstimateDeed['outcome'] = 'confirmed',
  ): EstimateDeed {
    return { userId: 'ada', deed, startMs, endMs, outcome };
  }
  const unknown = (deed: EstimateDeed['deed'], startMs: number) =>
    did(deed, startMs, Number.POSITIVE_INFINITY, 'unknown');
  const seen = (name: string, watched: boolean, startMs: number, endMs: number) =>
    did({ kind: 'see', state: { name, watched } }, startMs, endMs);
  const row = (name: string, watched = true) => [{ name, watched, isWhole: true }];

  type Case = [string, readonly EstimateDeed[], EstimateRecord['rows']];

  it.each<Case>([
    ['a save', [did(SAVE, 0, 1)], row('a')],
    ['two saves of the same', [did(SAVE, 0, 1), did(SAVE, 2, 3)], row('a')],
    ['a save of which nobody knows, done', [unknown(SAVE, 0)], row('a')],
    ['a save of which nobody knows, not done', [unknown(SAVE, 0)], []],
    ['a refused save', [did(SAVE, 0, 1, 'refused')], []],
    ['the newest of two changes', [did(SAVE, 0, 1), did(UNWATCH, 2, 3), did(WATCH, 4, 5)], row('a')],
    ['the one of two at once', [did(SAVE, 0, 1), did(UNWATCH, 2, 5), did(WATCH, 3, 4)], row('a', true)],
    ['the other of two at once', [did(SAVE, 0, 1), did(UNWATCH, 2, 5), did(WATCH, 3, 4)], row('a', false)],
    ['a deletion', [did(SAVE, 0, 1), did(DELETE, 2, 3)], []],
    ['a save after a deletion', [did(SAVE, 0, 1), did(DELETE, 2, 3), did(SAVE, 4, 5)], row('a')],
    ['a change confirmed too late to say when', [did(SAVE, 0, 1), did(RENAME, 2, Infinity)], row('b')],
    [
      'a change of which nobody knows, done long after',
      [did(SAVE, 0, 1), unknown(UNWATCH, 2), seen('a', true, 3, 4), seen('a', false, 5, 6)],
      row('a', false),
    ],
    ['what is seen while it changes', [did(SAVE, 0, 1), did(RENAME, 2, 5), seen('a', true, 3, 4)], row('b')],
  ])('may be %s', (_, deeds, rows) =>
    expect(faults({ estimates: [{ name: 'a', deeds, rows }] })).toEqual([]),
  );

  it.each<Case>([
    ['a confirmed save that is gone', [did(SAVE, 0, 1)], []],
    ['a refused save that is there', [did(SAVE, 0, 1, 'refused')], row('a')],
    ['a row that nobody saved', [], row('a')],
    ['a confirmed save that is there twice', [did(SAVE, 0, 1)], [...row('a'), ...row('a')]],
    ['a row with another workload', [did(SAVE, 0, 1)], [{ name: 'a', watched: true, isWhole: false }]],
    ['a deletion that came back', [did(SAVE, 0, 1), did(DELETE, 2, 3)], row('a')],
    ['a deletion undone by an older save', [did(SAVE, 0, 5), did(DELETE, 6, 7), did(SAVE, 1, 4)], row('a')],
    ['an older change that won', [did(SAVE, 0, 1), did(UNWATCH, 2, 3), did(WATCH, 4, 5)], row('a', false)],
    [
      'a change that undid another',
      [did(SAVE, 0, 1), did(RENAME, 2, 3), did(UNWATCH, 4, 5)],
      row('a', false),
    ],
    ['a refused change that was made', [did(SAVE, 0, 1), did(UNWATCH, 2, 3, 'refused')], row('a', false)],
    ['a late confirmation of nothing', [did(SAVE, 0, 1), did(RENAME, 2, Infinity)], row('a')],
    ['two deletions of one save', [did(SAVE, 0, 1), did(DELETE, 2, 5), did(DELETE, 3, 4)], []],
    [
      'a change of which nobody knows, done twice',
      [did(SAVE, 0, 1), unknown(UNWATCH, 2), seen('a', false, 3, 4), did(WATCH, 5, 6)],
      row('a', false),
    ],
    [
      'a change that was seen before it was asked for',
      [did(SAVE, 0, 1), seen('b', true, 2, 3), did(RENAME, 4, 5)],
      row('b'),
    ],
    [
      'what was seen after it had changed',
      [did(SAVE, 0, 1), did(RENAME, 2, 3), seen('a', true, 4, 5)],
      row('b'),
    ],
  ])('may not be %s', (_, deeds, rows) =>
    expect(faults({ estimates: [{ name: 'a', deeds, rows }] })).toHaveLength(1),
  );
});
