import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { TASKS } from '../../src/engine/workload.js';
import { buildEvidenceBook, EvidenceError, joinEvidence, loadEvidence } from '../../src/evidence/index.js';
import { CATALOGUE } from '../catalogue.js';

const book = loadEvidence();
const folders: string[] = [];

/** A copy of the shipped files in which one text stands for another. */
function changedFolder(file: string, from: string, to: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  folders.push(folder);
  cpSync('src/evidence/data', folder, { recursive: true });
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
  return pathToFileURL(`${folder}/`);
}

function mistakesOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof EvidenceError) return error.message;
    throw error;
  }
  return '';
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('the shipped evidence', () => {
  it('speaks of models of the catalogue only, by their exact ids or by those of the open weights that its sellers serve or tune', () => {
    const sold = [...CATALOGUE.models, ...CATALOGUE.tuningOffers].flatMap(({ id }) => [id, id.split('/')[1]]);
    const models = new Set(sold);
    const unknown = [...new Set(book.results.map(({ modelId }) => modelId))].filter((id) => !models.has(id));
    expect(unknown).toEqual([]);
  });

  it('holds nothing whose redistribution is not established', () => {
    const printed = JSON.stringify([book.sources, book.benchmarks]);
    expect(printed).not.toMatch(/Artificial Analysis|GDPval-AA|AA-/);
    for (const { source } of book.results) expect(source.licence).not.toBe('');
  });

  it('speaks for the tasks of a workload by the same names', () => {
    const tasks = new Set(book.benchmarks.flatMap(({ speaksFor }) => speaksFor.map(({ task }) => task)));
    for (const task of tasks) expect(TASKS).toContain(task);
    expect(tasks.size).toBe(TASKS.length);
  });

  it('has no row for a model younger than every source', () => {
    expect(book.resultsOf('gpt-6.1-terra')).toEqual([]);
    expect(book.effortsOf('gpt-6.2-sol')).toEqual([]);
  });

  it('gives values as printed, and as log-odds where higher is better', () => {
    const [vectara] = book
      .resultsOf('nova-2-lite')
      .filter(({ benchmark }) => benchmark === 'vectara-consistency');
    expect(vectara?.value).toBe(94.9);
    expect(vectara?.logit).toBeCloseTo(Math.log(0.949 / 0.051), 9);
    const [deepSwe] = book
      .resultsOf('gpt-6-luna', 'low')
      .filter(({ benchmark }) => benchmark === 'deepswe-v1-1');
    expect(deepSwe?.value).toBe(2.43);
  });

  it('keeps conflicting figures side by side', () => {
    const figures = book.resultsOf('gpt-5.6-sol').filter(({ benchmark }) => benchmark === 'automationbench');
    expect(new Set(figures.map(({ value }) => value)).size).toBeGreaterThan(2);
  });

  it('shares the rows of an open model among those who sell it', () => {
    const rows = (id: string) => book.resultsOf(id).map(({ benchmark, value }) => `${benchmark} ${value}`);
    expect(rows('groq/llama-3.3-70b')).toEqual(rows('together/llama-3.3-70b'));
    expect(rows('groq/llama-3.3-70b')).toContain('vectara-consistency 95.9');
    expect(rows('groq/gpt-oss-120b')).toEqual(rows('gpt-oss-120b'));
    expect(book.speedOf('groq/llama-3.3-70b')).toEqual([]);
  });

  it('knows latencies, tunes and a version that changes with any figure', () => {
    expect(book.speedOf('gpt-4.1-nano')[0]?.callSeconds?.mean).toBeGreaterThan(0);
    expect(book.tunes).toHaveLength(310);
    const changed = { ...book, results: book.results.slice(1) };
    expect(buildEvidenceBook(changed).version).not.toBe(book.version);
  });

  it('keeps the first of two figures with the same id when books are joined', () => {
    expect(joinEvidence(book, book).results).toEqual(book.results);
  });
});

describe('a mistake in the evidence', () => {
  it.each([
    [
      'printed.json',
      '"benchmark": "hle"',
      '"benchmark": "hel"',
      /printed\.json: .*names the benchmark "hel".*Add it/,
    ],
    [
      'printed.json',
      '"effort": "max"',
      '"effort": "most"',
      /printed\.json: claude-fable-5\.1, automationbench .*effort.*Invalid option/,
    ],
    [
      'vectara.json',
      '["antgroup/finix_s1_32b", 98.2]',
      '["antgroup/finix_s1_32b", 98.2, 1]',
      /vectara\.json: antgroup\/finix_s1_32b: has 2 values for 1 columns/,
    ],
    [
      'model-map.json',
      '"gpt-5 (low)"',
      '"gpt-5 (lowest)"',
      /model-map\.json: aider: gpt-5 \(lowest\): is no row of aider\.json/,
    ],
    [
      'sources.json',
      '"date": "2026-07-01"',
      '"date": "July"',
      /sources\.json: livebench-2026-01-08 .*is not a date/,
    ],
    [
      'benchmarks.json',
      '"unit": "percent"',
      '"unit": "percent", "weight": 2',
      /benchmarks\.json: .*has no field "weight"/,
    ],
    ['bfcl.json', '"columns"', '"cols"', /bfcl\.json: .*"cols"/],
    ['tunes.json', '{', '', /tunes\.json: is not valid JSON/],
  ])('in %s is named with its file, its row and its mend (%s)', (file, from, to, expected) => {
    expect(mistakesOf(() => loadEvidence({ directory: changedFolder(file, from, to) }))).toMatch(expected);
  });
});

describe("an operator's own results", () => {
  function ownFile(content: unknown): URL {
    const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
    folders.push(folder);
    writeFileSync(join(folder, 'own.json'), JSON.stringify(content));
    return pathToFileURL(join(folder, 'own.json'));
  }
  const source = {
    id: 'our-evaluation',
    publisher: 'Us',
    title: 'Tickets of October',
    address: 'https://example.com/evaluation',
    date: '2026-11-01',
    licence: 'our own',
    checkedOn: '2026-11-02',
    confidence: 'A',
  };
  const row = {
    model: 'gpt-6.1-terra',
    benchmark: 'tickets',
    value: 0.94,
    by: 'operator',
    source: 'our-evaluation',
  };

  it('stand beside the shipped ones', () => {
    const benchmark = {
      id: 'tickets',
      name: 'Our tickets',
      unit: 'share',
      better: 'higher',
      speaksFor: [{ task: 'classification', closeness: 'direct' }],
      group: 'tickets',
    };
    const operatorFile = ownFile({ sources: [source], benchmarks: [benchmark], results: [row] });
    const own = loadEvidence({ operatorFile });
    expect(own.resultsOf('gpt-6.1-terra')[0]?.by).toBe('operator');
    expect(own.results.length).toBe(book.results.length + 1);
    expect(own.version).not.toBe(book.version);
  });

  it('are refused with the reason where they lean on something unknown', () => {
    const operatorFile = ownFile({ sources: [source], results: [row] });
    expect(mistakesOf(() => loadEvidence({ operatorFile }))).toMatch(
      /own\.json: gpt-6\.1-terra, tickets: names the benchmark/,
    );
    const missing = pathToFileURL(join(tmpdir(), 'no-such-evidence.json'));
    expect(mistakesOf(() => loadEvidence({ operatorFile: missing }))).toMatch(/cannot be read/);
  });
});
