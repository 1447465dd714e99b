import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Approach } from '../../../src/engine/advice.js';
import { areOneDecision, PLAN_KINDS, planKind } from '../../../src/engine/plans/index.js';

const SOURCES = new URL('../../../src/', import.meta.url).pathname;
const PLANS = path.join('engine', 'plans');

/** Words that mean an approach, too: only beside `kind` or `planId` do they name a kind of plan. */
const APPROACHES: ReadonlySet<string> = new Set<Approach>([
  'prompting',
  'rag',
  'fine-tuning',
  'rag+fine-tuning',
  'self-host',
]);

function escaped(words: string): string {
  return words.replace(/[+.]/g, '\\$&');
}

/** Literals in a line of code that name a kind of plan, or the id of one of its plans. */
function kindsNamedIn(line: string): string[] {
  const code = line
    .replace(/onDelete: 'cascade'|onDelete\('cascade'\)/g, '')
    .replace(/^\s*(\*|\/\/|\/\*\*).*/, '');
  return PLAN_KINDS.map(({ kind }) => kind).filter((kind) => {
    if (new RegExp(`['"\`]${escaped(kind)}:`).test(code)) return true;
    if (!new RegExp(`['"\`]${escaped(kind)}['"\`]`).test(code)) return false;
    return !APPROACHES.has(kind) || /\bkind\b|planId/i.test(code);
  });
}

describe('a kind of plan', () => {
  it('is named nowhere outside its folder', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file) && !file.startsWith(PLANS),
    );
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) =>
      readFileSync(path.join(SOURCES, file), 'utf8')
        .split('\n')
        .flatMap((line, n) => kindsNamedIn(line).map((kind) => `${file}:${n + 1} ${kind}`)),
    );
    expect(found).toEqual([]);
  });

  it('is found where it is named', () => {
    expect(kindsNamedIn("if (plan.kind === 'rag') return;")).toEqual(['rag']);
    expect(kindsNamedIn('const id = `distil:lab/mini`;')).toEqual(['distil']);
    expect(kindsNamedIn("rag: 'Retrieve', 'self-host': 'Host it yourself',")).toEqual([]);
  });

  it('has a name and a measure of change of its own', () => {
    expect(new Set(PLAN_KINDS.map(({ kind }) => kind)).size).toBe(PLAN_KINDS.length);
    expect(new Set(PLAN_KINDS.map(({ change }) => change)).size).toBe(PLAN_KINDS.length);
    expect(Math.min(...PLAN_KINDS.map(({ change }) => change))).toBe(planKind('keep').change);
  });

  it('tells whether its plans are one decision', () => {
    expect(areOneDecision('optimise:shorter-prompt', 'optimise')).toBe(true);
    expect(areOneDecision('switch-model:a', 'switch-model:b')).toBe(false);
    expect(areOneDecision('a former kind:x', 'a former kind:x')).toBe(true);
    expect(areOneDecision('a former kind:x', 'a former kind:y')).toBe(false);
  });
});
