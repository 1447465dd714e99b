import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/engine/advice.js';
import { PRESETS } from '../../../src/engine/presets.js';
import { CATALOGUE } from '../../catalogue.js';
import { runs } from '../../runs.js';
import { anyWorkload } from '../../slack/arbitraries.js';
import { always } from '../arbitrary-advice.js';
import { ask } from '../ask.js';

/** How a verdict reads, whatever was asked. */

const LONGEST = 240;

/** Everything that a verdict says, by the place where it stands. */
function told(verdict: Verdict): string[] {
  const { headline, reasons, conditions, cautions, nextStep, evidence } = verdict;
  return [
    headline,
    ...reasons,
    ...conditions,
    ...cautions,
    nextStep,
    ...evidence.map(({ finding }) => finding),
  ];
}

/** What is wrong with the way a text reads. */
function faults(text: string): string[] {
  const sentences = text.split(/(?<=[.!?]) (?=[A-Z0-9"])/);
  return [
    ...(/\.$/.test(text) ? [] : [`does not end with a full stop: ${text}`]),
    ...(/\b(undefined|NaN|null|Infinity)\b|\[object/.test(text) ? [`shows a bare value: ${text}`] : []),
    ...(/ {2}|\.\.| [,.:;]/.test(text) ? [`has stray marks: ${text}`] : []),
    ...sentences.filter((one) => one.length > LONGEST).map((one) => `is too long (${one.length}): ${one}`),
  ];
}

describe('every sentence of a verdict', () => {
  it.each(PRESETS)('on the preset $id is short, ended and without bare values', ({ workload }) => {
    expect(told(ask(workload, CATALOGUE).verdict).flatMap(faults)).toEqual([]);
  });

  it('on random workloads over the test book is short, ended and without bare values', () => {
    always(({ verdict }) => expect(told(verdict).flatMap(faults)).toEqual([]), 200);
  });

  it('on random workloads over the shipped catalogue is short, ended and without bare values', () => {
    const property = fc.property(anyWorkload, (workload) => {
      expect(told(ask(workload, CATALOGUE).verdict).flatMap(faults)).toEqual([]);
    });
    fc.assert(property, { numRuns: runs(60) });
  });

  it('is said once', () => {
    always(({ verdict }) => {
      for (const list of [verdict.reasons, verdict.conditions, verdict.cautions])
        expect(new Set(list).size).toBe(list.length);
    }, 200);
  });

  it.each(['No full stop', 'A value of undefined.', 'Two  spaces.', `${'Too long '.repeat(30)}.`])(
    'would be caught: %s',
    (text) => expect(faults(text)).not.toEqual([]),
  );
});
