import { describe, expect, it } from 'vitest';
import { candidatesFor, requireModel, UnknownModelError } from '../../../src/engine/choose/candidates.js';
import { completeWorkload } from '../../../src/engine/defaults.js';
import type { Workload } from '../../../src/engine/workload.js';
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

function idsFor(workload: Workload): string[] {
  const { complete } = completeWorkload(workload);
  const current = requireModel(BOOK, workload.current.model);
  return candidatesFor(complete, BOOK, current, AS_OF).map((model) => model.id);
}

describe('candidates', () => {
  it('are the current generation that is on sale, of the same class or larger', () => {
    expect(idsFor(UNNAMED)).toEqual(['frontier', 'fresh']);
  });

  it.each(['classification', 'extraction', 'structured-output'] as const)(
    'include smaller classes for %s',
    (task) => {
      expect(idsFor({ ...UNNAMED, task })).toEqual(['small', 'frontier', 'medium', 'fresh']);
    },
  );

  it('include smaller classes when the accuracy of one is given', () => {
    expect(idsFor({ ...UNNAMED, quality: { smallerModel: 0.8 } })).toContain('small');
  });

  it('of a small model are models of every class', () => {
    expect(idsFor({ ...UNNAMED, current: { model: 'gpt-4o-mini' } })).toEqual([
      'small',
      'frontier',
      'medium',
      'fresh',
    ]);
  });

  it('leave the present model out, also under its alias', () => {
    expect(idsFor({ ...UNNAMED, current: { model: 'frontier' } })).toEqual(['fresh']);
    const named = { ...UNNAMED, current: { model: 'gpt-4o' }, candidates: ['4o', 'small'] };
    expect(idsFor(named)).toEqual(['small']);
  });

  it('that are named are taken as they are: smaller, old, by any spelling, each once', () => {
    const candidates = ['GPT-4o-mini', 'gone', 'gpt-4o-mini'];
    expect(idsFor({ ...UNNAMED, candidates })).toEqual(['gpt-4o-mini', 'gone']);
  });

  it('that nobody knows are an error with the name', () => {
    expect(() => idsFor({ ...UNNAMED, candidates: ['gpt-4'] })).toThrow(UnknownModelError);
    expect(() => requireModel(BOOK, 'nonsense')).toThrow('The price book holds no model "nonsense".');
  });
});
