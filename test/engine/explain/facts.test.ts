import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockerWords } from '../../../src/engine/explain/blocker-words.js';
import { neverWords } from '../../../src/engine/explain/blockers.js';
import { cautionWords } from '../../../src/engine/explain/caution-words.js';
import { conditionWords } from '../../../src/engine/explain/condition-words.js';
import { flipWords } from '../../../src/engine/explain/flip-words.js';
import { reasonWords } from '../../../src/engine/explain/reason-words.js';
import { stepWords } from '../../../src/engine/explain/step-words.js';
import { PLAN_KINDS } from '../../../src/engine/plans/index.js';
import { PRESETS } from '../../../src/engine/presets.js';
import { CATALOGUE } from '../../catalogue.js';
import { always } from '../arbitrary-advice.js';
import { ask, askAll } from '../ask.js';

/** What is found is data, and every sentence is made of nothing else. */

/** The same as it is on the other side of a wire. */
function sent<Fact>(facts: readonly Fact[]): Fact[] {
  return JSON.parse(JSON.stringify(facts));
}

function expectWordsOf({ verdict, plans }: Pick<ReturnType<typeof ask>, 'verdict' | 'plans'>): void {
  const { facts } = verdict;
  expect(verdict.reasons).toEqual(sent(facts.reasons).map(reasonWords));
  expect(verdict.conditions).toEqual(sent(facts.conditions).map(conditionWords));
  expect(verdict.cautions).toEqual(sent(facts.cautions).map(cautionWords));
  expect(verdict.nextStep).toBe(sent(facts.nextSteps).map(stepWords).join(' '));
  for (const { blockers, breakeven } of plans) {
    expect(blockers.map(({ message }) => message)).toEqual(sent(blockers).map(blockerWords));
    const { againstKeep } = breakeven;
    if (againstKeep.kind === 'never') expect(againstKeep.why).toBe(neverWords(againstKeep.because));
  }
}

describe('every sentence is made of a fact that can be sent', () => {
  it.each(PRESETS)('on the preset $id', ({ workload }) => expectWordsOf(ask(workload, CATALOGUE)));

  it('on random workloads', () => always(expectWordsOf, 15));

  it('on where a verdict changes', () => {
    const [preset] = PRESETS;
    if (preset === undefined) throw new Error('no preset');
    const { flipPoints } = askAll(preset.workload, CATALOGUE);
    expect(flipPoints.length).toBeGreaterThan(3);
    expect(flipPoints.map(({ statement }) => statement)).toEqual(
      sent(flipPoints).map(({ fact }) => flipWords(fact)),
    );
  });
});

it('a code that only one kind of plan has is said by it alone', () => {
  const said = new Map<string, unknown>();
  for (const { says } of PLAN_KINDS)
    for (const [code, words] of Object.entries(says)) {
      expect(said.get(code) ?? words, code).toBe(words);
      said.set(code, words);
    }
  expect(said.size).toBeGreaterThan(5);
});

describe('nobody takes a sentence apart', () => {
  const SOURCES = new URL('../../../src/', import.meta.url).pathname;
  const ROOMS = [
    'advisor',
    'ask',
    'charts',
    'digest',
    'doors',
    'engine',
    'jobs',
    'numbers',
    'slack',
    'workspace',
  ];
  /** A method that looks into a text, on what holds a sentence. What is thrown is told apart by others' words at times. */
  const TAKEN_APART =
    /(?<!error\.|Error\.)\b(?:message|statement|sentence|headline|outcome|action|nextStep|reasons?|cautions?|conditions?|because|note|why|title)\??\.(?:startsWith|endsWith|includes|indexOf|match|matchAll|search|split|replace|replaceAll)\(/;
  /** A pattern that is tried on one. */
  const TRIED =
    /\.(?:test|exec)\((?:\w+\.)*(?:message|statement|sentence|headline|outcome|nextStep|reason|caution|condition|because|why|title)\)/;

  function isTakenApart(line: string): boolean {
    return TAKEN_APART.test(line) || TRIED.test(line);
  }

  it.each(ROOMS)('in %s', (room) => {
    const folder = path.join(SOURCES, room);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.tsx?$/.test(file),
    );
    expect(files.length).toBeGreaterThan(0);
    const found = files.flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, n) => (isTakenApart(line) ? [`${file}:${n + 1} ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('is found where it is done', () => {
    expect(isTakenApart("if (message.startsWith(model.name)) return '';")).toBe(true);
    expect(isTakenApart('const [first] = verdict.nextStep.split(/(?<=[.!?]) /);')).toBe(true);
    expect(isTakenApart('if (/ends on/.test(blocker.message)) return;')).toBe(true);
    expect(isTakenApart("verdict.cautions.includes('x')")).toBe(true);
    expect(isTakenApart('model.name.split(" ")')).toBe(false);
  });
});
