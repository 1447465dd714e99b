import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { FEATURES, lineOf, WORDS } from '../../src/slack/features/index.js';
import * as ids from '../../src/slack/kit/action-ids.js';
import { requestKind } from '../../src/slack/server/layers.js';

/** Everything that features answer to, one entry for each time it is named. */
const ANSWERED = FEATURES.flatMap(
  ({ presses = {}, forms = {}, options = {}, shortcuts = {}, messageShortcuts = {} }) =>
    [presses, forms, options, shortcuts, messageShortcuts].flatMap((table) => Object.keys(table)),
);

describe('the features', () => {
  it('answer every button, menu, form, search field and shortcut that messages have', () => {
    // The windows with the ledgers and with the reasons are closed, and never submitted.
    const { WORKING_VIEW, WHY_VIEW, ...answerable } = ids;
    expect(Object.values(answerable).filter((id) => !ANSWERED.includes(id))).toEqual([]);
    expect(ANSWERED).not.toContain(WORKING_VIEW);
    expect(ANSWERED).not.toContain(WHY_VIEW);
  });

  it('answer nothing twice, but for a field that also searches', () => {
    const twice = ANSWERED.filter((id, index) => ANSWERED.indexOf(id) !== index);
    expect(twice).toEqual([ids.MODEL]);
  });

  it('have each word once, and one answer for all other lines', () => {
    const typed = WORDS.flatMap((word) => word.typed);
    expect(new Set(typed).size).toBe(typed.length);
    expect(WORDS.filter((word) => word.typed.length === 0)).toHaveLength(1);
  });

  test('README lists the same commands as the help, each word of it', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const table = readme.split('\n').filter((line) => line.startsWith('| `/ftcost'));
    const inReadme = commandsIn(table.join('\n'), /`\/ftcost ?([^`]*)`/g);
    const inHelp = commandsIn(
      WORDS.flatMap((word) => word.help('gpt-4o').map(([typed]) => `${typed}\n`)).join(''),
      /\/ftcost ?(.*)\n/g,
    );
    expect(inReadme).toEqual(inHelp);
  });
});

/** The names of the words that commands begin with. */
function commandsIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, line = '']) => lineOf(line).word.name))].sort();
}

describe('a line', () => {
  it.each([
    ['', 'form', ''],
    [' private ', 'form', ''],
    ['private gpt-4o 5/day', 'workload', 'private gpt-4o 5/day'],
    ['/ftcost PRICES  gpt-4o', 'prices', 'gpt-4o'],
    ['price gpt-4o', 'prices', 'gpt-4o'],
    ['?', 'help', ''],
    ['constructor', 'workload', 'constructor'],
  ])('%j asks for %s', (line, name, after) => {
    const understood = lineOf(line);
    expect(understood.word.name).toBe(name);
    expect(understood.after).toBe(after);
  });
});

describe('the kind of a request', () => {
  it('is the name of the word that begins its line, whatever its case', () => {
    for (const { typed, name } of WORDS) {
      for (const word of typed) {
        expect(requestKind({ command: '/ftcost', text: ` ${word.toUpperCase()} ` }), word).toBe(name);
      }
    }
  });

  it.each([
    [{ command: '/ftcost', text: 'gpt-4o 500k/day' }, 'workload'],
    [{ command: '/ftcost', text: 'constructor' }, 'workload'],
    [{ type: 'block_actions' }, 'action'],
    [{ type: 'event_callback' }, 'event'],
    [{ type: 'toString' }, 'other'],
    [{}, 'other'],
    [undefined, 'other'],
  ])('%j is %s', (body, kind) => {
    expect(requestKind(body)).toBe(kind);
  });
});
