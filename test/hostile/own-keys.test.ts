import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { platformName } from '../../src/prices/platform-name.js';
import { readComparisonText } from '../../src/slack/features/compare/comparison-text.js';
import { FIELDS } from '../../src/slack/grammar/fields.js';
import { readField } from '../../src/slack/grammar/read-field.js';
import { vocabularyOf } from '../../src/slack/grammar/vocabulary.js';
import { readWorkloadText } from '../../src/slack/grammar/workload-text.js';
import { refusedPage } from '../../src/slack/install/pages.js';
import { requestKind } from '../../src/slack/server/layers.js';
import { readSlackRequest } from '../../src/slack/server/slack-request.js';
import { CATALOGUE } from '../catalogue.js';

/** Words that every object of JavaScript knows: a table asked for one of them has to say that it does not. */
const WORDS = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length', 'name'];

/** A name that is an id as words has the letters of the id. */
function lettersOf(name: string): string {
  return name.replace(/[ _]/g, '').toLowerCase();
}

const book = CATALOGUE;
const vocabulary = vocabularyOf(book, '2026-11-22');

describe('a word that every object knows', () => {
  test.each(WORDS)('%s is no unit, no span, no choice and no name', (word) => {
    for (const field of FIELDS) {
      for (const text of [word, `5${word}`, `5 ${word}`, `5/${word}`, `5 per ${word}`]) {
        const read = readField(field, text, vocabulary);
        if (read.ok) expect(field.kind).toBe('text');
        else expect(read.problem).not.toMatch(/NaN|undefined|function|\[object/);
      }
    }
  });

  test.each(WORDS)('%s in a line is answered with a problem', (word) => {
    const base = 'gpt-4o 500k/day 200in 100out';
    for (const said of [
      `latency=5${word}`,
      `5/${word}`,
      `changes=5${word}`,
      `task=${word}`,
      `horizon=5${word}`,
    ]) {
      const read = readWorkloadText(`${base} ${said}`, vocabulary);
      expect(read.ok).toBe(false);
      expect(JSON.stringify(read)).not.toMatch(/NaN|native code/);
    }
    expect(readComparisonText(`gpt-4o gpt-4o-mini preset=${word}`, vocabulary).ok).toBe(false);
  });

  test.each(WORDS)('%s as the reason why Slack did not install gets a page', (word) => {
    expect(refusedPage(word).lines.at(-1)).toBe('Begin again, or ask an admin of the workspace.');
  });

  test.each(WORDS)('%s is no kind of request and no platform', (word) => {
    expect(requestKind({ command: '/ftcost', text: word })).toBe('workload');
    expect(requestKind({ type: word })).toBe('other');
    expect(readSlackRequest({ type: word })).toEqual({ kind: 'unknown-type' });
    expect(lettersOf(platformName(word))).toBe(lettersOf(word));
  });
});

const SOURCE = join(import.meta.dirname, '../../src');
/** Runs in the browser of the person who started it. */
const LEFT_OUT = 'playground/page/';

/** Where a table of words is asked as an object, which answers for words that are not in it, too. */
function askedAsObjects(file: string): readonly string[] {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  const { program } = parseSync(file, text);
  const tables = new Set<string>();
  const asked: { readonly name: string; readonly line: number }[] = [];
  new Visitor({
    VariableDeclarator({ id, init }) {
      if (id.type !== 'Identifier' || !id.typeAnnotation || init?.type !== 'ObjectExpression') return;
      const { start, end } = id.typeAnnotation;
      if (init.properties.length > 0 && text.slice(start, end).includes('Readonly<Record<string,'))
        tables.add(id.name);
    },
    MemberExpression({ computed, object, property, start }) {
      if (!computed || object.type !== 'Identifier' || property.type === 'Literal') return;
      asked.push({ name: object.name, line: text.slice(0, start).split('\n').length });
    },
  }).visit(program);
  return asked.filter(({ name }) => tables.has(name)).map(({ name, line }) => `${file}:${line} ${name}`);
}

test('tables of words are maps, which know their own words only', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith(LEFT_OUT),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap(askedAsObjects)).toEqual([]);
});
