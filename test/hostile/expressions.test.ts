import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { check } from 'recheck';
import { describe, expect, test } from 'vitest';

/**
 * A lint for regular expressions, which Biome does not have. JavaScript's engine tries every way in which an expression
 * can match, so that one ambiguous repetition lets a short text stop the process for seconds.
 */

const SOURCE = join(import.meta.dirname, '../../src');

/** The local Slack never meets anybody but the person who started it. */
const LEFT_OUT = 'playground/';

interface Expression {
  readonly source: string;
  readonly flags: string;
}

interface Found {
  readonly literals: readonly Expression[];
  /** Where an expression is made of text: nobody can judge it before it runs. */
  readonly made: readonly string[];
}

function expressionsIn(file: string): Found {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  const literals: Expression[] = [];
  const made: string[] = [];
  function isMade(node: { readonly callee: object; readonly start: number }): void {
    if (!('name' in node.callee) || node.callee.name !== 'RegExp') return;
    made.push(`${file}:${text.slice(0, node.start).split('\n').length}`);
  }
  new Visitor({
    Literal(node) {
      if ('regex' in node) literals.push({ source: node.regex.pattern, flags: node.regex.flags });
    },
    NewExpression: isMade,
    CallExpression: isMade,
  }).visit(parseSync(file, text).program);
  return { literals, made };
}

/** By steps and never by the clock: on a busy machine a harmless expression would look slow. The same each time. */
const JUDGING = { timeout: null, attackTimeout: null, incubationTimeout: null, randomSeed: 1 } as const;

/** A text on which the expression takes more than linear time, or nothing. */
async function weaknessOf({ source, flags }: Expression): Promise<string | undefined> {
  const found = await check(source, flags, JUDGING);
  if (found.status === 'safe') return undefined;
  return found.status === 'vulnerable'
    ? `${found.complexity.summary}: ${found.attack.pattern}`
    : `not judged: ${found.error.kind}`;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.startsWith(LEFT_OUT),
);
const found = files.map((file) => ({ file, ...expressionsIn(file) }));

describe('regular expressions of the program', () => {
  test('are literals, so that they can be judged before they run', () => {
    expect(found.flatMap(({ made }) => made)).toEqual([]);
  });

  test('take time in proportion to the text', async () => {
    const weak: string[] = [];
    const all = found.flatMap(({ file, literals }) => literals.map((one) => ({ file, ...one })));
    expect(all.length).toBeGreaterThan(100);
    for (const one of all) {
      const weakness = await weaknessOf(one);
      if (weakness !== undefined) weak.push(`${one.file}: /${one.source}/${one.flags} is ${weakness}`);
    }
    expect(weak).toEqual([]);
  }, 300_000);
});

test('the lint notices an expression of quadratic and one of exponential time', async () => {
  expect(await weaknessOf({ source: '^(\\d*\\d*)$', flags: '' })).toContain('polynomial');
  expect(await weaknessOf({ source: '^(a|a)*$', flags: '' })).toContain('exponential');
  expect(await weaknessOf({ source: '<http:[^|>]*\\|', flags: 'g' })).toContain('polynomial');
});
