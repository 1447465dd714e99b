import { describe, expect, it } from 'vitest';
import { completionAt, withMentions } from '../../src/playground/page/composer/completion.js';
import { workspace } from './page-fixture.js';

/** The labels offered at the `|` of a text. */
function offered(marked: string): string[] {
  const completion = completionAt(marked.replace('|', ''), marked.indexOf('|'), workspace);
  return completion?.offers.map(({ label }) => label) ?? [];
}

describe('completion', () => {
  it.each([
    ['/|', ['/ftcost', '/other']],
    ['/f|', ['/ftcost']],
    ['/ftcost |', []],
    ['/f| more', []],
    ['say /f|', []],
  ])('offers commands at the beginning of a line alone: %s', (text, labels) => {
    expect(offered(text)).toEqual(labels);
  });

  it.each([
    ['@|', ['ftcost', 'Ada Lovelace', 'Grace']],
    ['hello @lov|', ['Ada Lovelace']],
    ['hello (@ADA LO|', ['Ada Lovelace']],
    ['@f| how much?', ['ftcost']],
    ['@ftcost|', []],
    ['me@f|', []],
    ['/ftcost @f|', []],
  ])('offers the app first, then people, after an @ that begins a word: %s', (text, labels) => {
    expect(offered(text)).toEqual(labels);
  });

  it('replaces the word from its @', () => {
    expect(completionAt('hi @lo', 6, workspace)).toMatchObject({
      from: 3,
      offers: [{ insert: '@Ada Lovelace ' }],
    });
  });
});

describe('mentions', () => {
  it.each([
    ['@ftcost gpt-4o', '<@UB> gpt-4o'],
    ['ask @Ada Lovelace, or @grace.', 'ask <@U1>, or <@U2>.'],
    ['me@ftcost.example', 'me@ftcost.example'],
    ['@ftcosts', '@ftcosts'],
  ])('travel as ids, and nothing else does: %s', (typed, sent) => {
    expect(withMentions(typed, workspace.users)).toBe(sent);
  });
});
