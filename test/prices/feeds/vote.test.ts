import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VOICES, type Voice } from '../../../src/prices/feeds/voices.js';
import { vote } from '../../../src/prices/feeds/vote.js';

function said(words: Partial<Record<Voice, string>>) {
  return VOICES.flatMap((voice) => {
    const amount = words[voice];
    return amount === undefined ? [] : [{ voice, amount, since: '2026-11-01' }];
  });
}

describe('the vote of the feeds on one price', () => {
  it.each<[string, Partial<Record<Voice, string>>, string | undefined, string, string | undefined]>([
    ['a single voice is believed', { litellm: '2' }, '1', 'only-voice', '2'],
    ['two of three decide', { litellm: '2', portkey: '1', 'models.dev': '1' }, '2', 'agreed', '1'],
    ['one against two keeps the old', { litellm: '2', portkey: '1', 'models.dev': '1' }, '1', 'agreed', '1'],
    ['two that differ keep the old', { litellm: '2', portkey: '1' }, '3', 'no-majority', '3'],
    [
      'three that differ keep the old',
      { litellm: '2', portkey: '1', 'models.dev': '4' },
      '3',
      'no-majority',
      '3',
    ],
    [
      'without anything old nothing stands',
      { litellm: '2', portkey: '1' },
      undefined,
      'no-majority',
      undefined,
    ],
    ['within 0.5 % is one amount', { litellm: '0.2', portkey: '0.201' }, '0.3', 'agreed', '0.2'],
    ['0.6 % apart is two', { litellm: '0.2', portkey: '0.2013' }, '0.3', 'no-majority', '0.3'],
    [
      'a rounding does not move what stands',
      { litellm: '0.2', portkey: '0.201' },
      '0.2005',
      'agreed',
      '0.2005',
    ],
    [
      'a seller outvotes registries',
      { litellm: '2', portkey: '2', 'models.dev': '2', aws: '1' },
      '2',
      'seller',
      '1',
    ],
    [
      'tenfold away, even a seller has slipped',
      { litellm: '2', portkey: '2', aws: '0.1' },
      '2',
      'agreed',
      '2',
    ],
    ['elsewhere a seller is a voice like any', { litellm: '2', azure: '1' }, '2', 'no-majority', '2'],
  ])('%s', (_what, words, standing, how, amount) => {
    expect(vote(said(words), 'aws-bedrock', standing)).toMatchObject({ how, amount });
  });

  it('names who reads otherwise', () => {
    const outcome = vote(said({ litellm: '2', portkey: '1', 'models.dev': '1' }), 'openai', '2');
    expect(outcome.by).toEqual(['portkey', 'models.dev']);
    expect(outcome.against.map(({ voice }) => voice)).toEqual(['litellm']);
  });

  it('never invents an amount: what stands was said now or stood before', () => {
    const amount = fc.integer({ min: 1, max: 40 }).map((value) => String(value / 10));
    const words = fc.record(
      { litellm: amount, portkey: amount, 'models.dev': amount, aws: amount },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(words, amount, fc.constantFrom('openai', 'aws-bedrock'), (spoken, standing, platform) => {
        const { amount: stands } = vote(said(spoken), platform, standing);
        return stands === standing || Object.values(spoken).includes(stands ?? '');
      }),
    );
  });
});
