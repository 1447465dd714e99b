import { describe, expect, it } from 'vitest';
import {
  candidatesFor,
  requireModel,
  splitEffort,
  UnknownModelError,
} from '../../../src/engine/choose/candidates.js';
import { completeWorkload } from '../../../src/engine/defaults.js';
import { NO_EVIDENCE } from '../../../src/engine/quality/no-evidence.js';
import { TASKS, type Workload } from '../../../src/engine/workload.js';
import type { EvidenceBook } from '../../../src/evidence/evidence-book.js';
import { PLAIN_WORKLOAD } from '../ask.js';
import { AS_OF, announced, TEST_DATA, testBook, testModel } from '../test-book.js';

const BOOK = testBook({
  models: [
    ...TEST_DATA.models,
    testModel('medium', { tier: 'medium', candidate: true }),
    testModel('gone', { candidate: true, endsOn: announced(AS_OF) }),
    testModel('coming', { candidate: true, releasedOn: '2026-11-23' }),
    testModel('fresh', { candidate: true, releasedOn: AS_OF }),
  ],
});
const { candidates: _, ...UNNAMED } = PLAIN_WORKLOAD;

/** Evidence of which only the efforts of one model are known. */
function testedAt(modelId: string, ...efforts: ReturnType<EvidenceBook['effortsOf']>): EvidenceBook {
  return { ...NO_EVIDENCE, effortsOf: (id) => (id === modelId ? efforts : []) };
}

function idsFor(workload: Workload, evidence = NO_EVIDENCE): string[] {
  const { complete } = completeWorkload(workload);
  const current = requireModel(BOOK, workload.current.model);
  return candidatesFor(complete, BOOK, evidence, current, AS_OF).map(({ id }) => id);
}

describe('candidates', () => {
  it.each(TASKS)('for %s are the current generation that is on sale, of every class', (task) => {
    expect(idsFor({ ...UNNAMED, task })).toEqual(['small', 'frontier', 'medium', 'fresh']);
  });

  it('are the same whatever accuracy is given', () => {
    const ids = idsFor(UNNAMED);
    expect(ids).toContain('small');
    expect(idsFor({ ...UNNAMED, quality: { smallerModel: 0.1, current: 0.99 } })).toEqual(ids);
  });

  it('leave the present model out, also under its alias', () => {
    expect(idsFor({ ...UNNAMED, current: { model: 'frontier' } })).toEqual(['small', 'medium', 'fresh']);
    const named = { ...UNNAMED, current: { model: 'gpt-4o' }, candidates: ['4o', 'small'] };
    expect(idsFor(named)).toEqual(['small']);
  });

  it('that are named are taken as they are: smaller, old, by any spelling, each once', () => {
    const candidates = ['GPT-4o-mini', 'gone', 'gpt-4o-mini'];
    expect(idsFor({ ...UNNAMED, candidates })).toEqual(['gpt-4o-mini', 'gone']);
  });

  it('that nobody knows are an error with the name', () => {
    expect(() => idsFor({ ...UNNAMED, candidates: ['gpt-4'] })).toThrow(UnknownModelError);
    expect(() => idsFor({ ...UNNAMED, candidates: ['gpt-4@low'] })).toThrow(UnknownModelError);
    expect(() => requireModel(BOOK, 'nonsense')).toThrow('The price book holds no model "nonsense".');
  });
});

describe('the effort of a candidate', () => {
  const tested = testedAt('small', 'low', 'medium', 'max');

  it('is any that somebody has put to a test; the longest only where steps of reasoning are the work', () => {
    expect(idsFor({ ...UNNAMED, candidates: ['small'] }, tested)).toEqual(['small@low', 'small@medium']);
    expect(idsFor({ ...UNNAMED, task: 'agent', candidates: ['small'] }, tested)).toEqual([
      'small@low',
      'small@medium',
      'small@max',
    ]);
  });

  it('is none where nobody has tested one', () => {
    expect(idsFor({ ...UNNAMED, candidates: ['frontier'] }, tested)).toEqual(['frontier']);
  });

  it('is the one that is named', () => {
    expect(idsFor({ ...UNNAMED, candidates: ['small@high', 'SMALL@high'] }, tested)).toEqual(['small@high']);
  });

  it('of the present model is another than its own, where that is stated', () => {
    const atLow = { ...UNNAMED, current: { model: 'small', effort: 'low' as const }, candidates: ['small'] };
    expect(idsFor(atLow, tested)).toEqual(['small@medium']);
    expect(idsFor({ ...atLow, current: { model: 'small' } }, tested)).toEqual([]);
  });

  it('is read after the last @, and only where it is one', () => {
    expect(splitEffort('gpt-6-luna@low')).toEqual({ modelId: 'gpt-6-luna', effort: 'low' });
    expect(splitEffort('gpt-6-luna@LOW')).toEqual({ modelId: 'gpt-6-luna', effort: 'low' });
    expect(splitEffort('maker@model')).toEqual({ modelId: 'maker@model' });
    expect(splitEffort('@low')).toEqual({ modelId: '@low' });
  });
});
