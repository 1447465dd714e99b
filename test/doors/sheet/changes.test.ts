import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeWords } from '../../../src/doors/sheet/change-words.js';
import { applyChanges, ChangesSchema } from '../../../src/doors/sheet/changes.js';
import { WorkloadSchema } from '../../../src/engine/index.js';

const WORKLOAD = WorkloadSchema.parse({
  name: 'Triage',
  volume: { queriesPerDay: 500 },
  tokens: { user: 200, output: 100 },
  current: { model: 'gpt-4o' },
  people: { setupDays: 5 },
});
const LIST = { inputUsdPerMTok: 2.5, outputUsdPerMTok: 10 };

describe('changes of the live sheet', () => {
  it('put values where they belong, and leave the rest', () => {
    const changes = { 'volume.queriesPerDay': 900, 'constraints.batchable': true, 'quality.current': 0.9 };
    expect(applyChanges(WORKLOAD, changes, LIST)).toEqual({
      ok: true,
      workload: {
        ...WORKLOAD,
        volume: { queriesPerDay: 900 },
        constraints: { batchable: true },
        quality: { current: 0.9 },
      },
    });
  });

  it('take values away, with what is empty then', () => {
    const { people: _, ...rest } = WORKLOAD;
    expect(applyChanges(WORKLOAD, { 'people.setupDays': null }, LIST)).toEqual({ ok: true, workload: rest });
  });

  it('complete half of an own price from the list', () => {
    const changed = applyChanges(WORKLOAD, { 'current.price.outputUsdPerMTok': 8 }, LIST);
    expect(changed.ok && changed.workload.current.price).toEqual({
      inputUsdPerMTok: 2.5,
      outputUsdPerMTok: 8,
    });
    expect(applyChanges(WORKLOAD, { 'current.price.outputUsdPerMTok': 8 }, {}).ok).toBe(false);
  });

  it('say what is wrong where they make no workload', () => {
    expect(applyChanges(WORKLOAD, { 'volume.queriesPerDay': -1 }, LIST)).toMatchObject({
      ok: false,
      path: 'volume.queriesPerDay',
    });
    expect(applyChanges(WORKLOAD, { 'volume.queriesPerDay': null }, LIST)).toMatchObject({ ok: false });
  });

  it('are said in words', () => {
    const changes = {
      'volume.queriesPerDay': 1_000_000,
      'quality.current': 0.925,
      'constraints.dataStaysInHouse': true,
      'people.setupDays': null,
      'constraints.providers': ['OpenAI', 'Groq'],
    };
    expect(changeWords(changes)).toBe(
      'queries a day 1M; right answers today 92.5%; data stays in house: own GPUs only yes; ' +
        'days to build a tuned model 10 days; allowed sellers OpenAI, Groq',
    );
  });

  it('of any kind make a workload or a reason', () => {
    const paths = ChangesSchema.keyType.options;
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...paths), fc.jsonValue()), (drawn) => {
        const parsed = ChangesSchema.safeParse(drawn);
        if (!parsed.success) return;
        const changed = applyChanges(WORKLOAD, parsed.data, LIST);
        if (changed.ok) expect(WorkloadSchema.parse(changed.workload)).toEqual(changed.workload);
        else expect(changed.problem).not.toBe('');
      }),
    );
  });
});
