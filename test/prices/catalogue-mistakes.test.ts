import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/prices/catalogue.js';
import { CatalogueError } from '../../src/prices/catalogue-error.js';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Loads a folder that holds these files. */
function load(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return loadCatalogue(pathToFileURL(`${folder}/`));
}

function problemsOf(files: Record<string, string>): readonly string[] {
  try {
    load(files);
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return error.message.split('\n').slice(1);
  }
  return [];
}

const SOURCES = `checkedOn: 2026-11-22
sources:
  - { id: page, title: A price page, date: 2026-11-01 }
`;

/** A file with one model whose price block holds these lines. */
function modelFile(prices: string, extra = ''): string {
  return `checkedOn: 2026-11-22
platform: acme
provider: Acme
models:
  - id: acme-1
    name: Acme 1
    tier: small
${extra}    prices:
      - from: 2026-01-01
        source: page
        confidence: A
${prices
  .split('\n')
  .map((line) => `        ${line}`)
  .join('\n')}
`;
}

const GOOD = 'input: "0.10"\noutput: "0.50"';

describe('a catalogue file with a mistake', () => {
  test('is fine without one', () => {
    const book = load({ 'sources.yml': SOURCES, 'acme.yml': modelFile(GOOD) });
    expect(book.ratesOf('acme-1', '2026-01-01').input).toMatchObject({
      id: 'acme/acme-1/input@2026-01-01',
      amount: '0.10',
      usd: 0.1,
      unit: 'usdPerMTok',
      marks: ['published'],
      checkedOn: '2026-11-22',
      source: { id: 'page', title: 'A price page' },
    });
  });

  test.each([
    [
      'a comma',
      'input: "0,10"',
      'acme.yml: acme-1: prices[0].input: "0,10" is not a decimal amount. Write it as "0.10".',
    ],
    [
      'a bare number',
      'input: 0.1',
      'acme.yml: acme-1: prices[0].input: 0.1 is a bare number, which loses digits. Put it in quotes: "0.1".',
    ],
    [
      'a dollar sign',
      'input: "$3"',
      'acme.yml: acme-1: prices[0].input: "$3" is not a decimal amount. Write it as "3".',
    ],
    [
      'a sentinel',
      'input: "-1"',
      'acme.yml: acme-1: prices[0].input: "-1" is not a decimal amount. Leave the field out where the price is not known.',
    ],
    [
      'a zero',
      'input: "0"',
      'acme.yml: acme-1: prices[0].input: is zero. Leave it out if it is not known; add "free: true" if the source says that it is free.',
    ],
    [
      'a slip of units',
      'input: "71000"',
      'acme.yml: acme-1: prices[0].input: is 71000 USD per 1M tokens, above 200. Check the unit: prices are per 1M tokens.',
    ],
    [
      'swapped columns',
      'input: "0.50"\noutput: "0.10"',
      'acme.yml: acme-1: prices[0].output: 0.10 is below input 0.50. Swap them, or add "allowOutputBelowInput: true" to the entry if the seller really charges so.',
    ],
    [
      'a misspelt field',
      'inptu: "1"',
      'acme.yml: acme-1: prices[0]: has no field "inptu". Check the spelling against catalogue-schema.ts, or remove it.',
    ],
    [
      'an end before the start',
      `until: 2025-12-31\n${GOOD}`,
      'acme.yml: acme-1: prices[0].until: 2025-12-31 is not after "from: 2026-01-01". Write the first day on which the price no longer holds.',
    ],
    [
      'a day that does not exist',
      `until: 2026-02-30\n${GOOD}`,
      'acme.yml: acme-1: prices[0].until: "2026-02-30" is not a day. Write it as YYYY-MM-DD.',
    ],
    [
      'a unit that does not fit',
      'input: { amount: "1", unit: usdPerHour }',
      'acme.yml: acme-1: prices[0].input: is not sold in usdPerHour. Use usdPerMTok.',
    ],
    [
      'an unknown source',
      'input: { amount: "1", source: hearsay }',
      'acme.yml: acme-1: prices[0].input.source: source "hearsay" is not in the catalogue. Add it under "sources" with its title, address and date.',
    ],
    [
      'no price at all',
      'note: To be filled in.',
      'acme.yml: acme-1: prices[0]: holds no price. Add one, or remove the block.',
    ],
  ])('names the file, the model, the field and the remedy: %s', (_mistake, prices, message) => {
    expect(problemsOf({ 'sources.yml': SOURCES, 'acme.yml': modelFile(prices) })).toEqual([message]);
  });

  test('output below input is accepted where the file says that the seller charges so', () => {
    const file = modelFile('input: "0.50"\noutput: "0.10"', '    allowOutputBelowInput: true\n');
    expect(problemsOf({ 'sources.yml': SOURCES, 'acme.yml': file })).toEqual([]);
  });

  test('zero is accepted where the file says that it is free', () => {
    const file = modelFile('input: { amount: "0", free: true }\noutput: "0.10"');
    expect(problemsOf({ 'sources.yml': SOURCES, 'acme.yml': file })).toEqual([]);
  });

  test('prices that overlap or stand in the wrong order are refused', () => {
    const block = (from: string) => `      - { from: ${from}, source: page, confidence: A, input: "1" }\n`;
    const overlapping = modelFile(GOOD) + block('2026-03-01');
    expect(problemsOf({ 'sources.yml': SOURCES, 'acme.yml': overlapping })).toEqual([
      'acme.yml: acme-1: prices[1].input: starts 2026-03-01 while prices[0].input has no end. Give the older one "until: 2026-03-01".',
    ]);
    const reversed = modelFile(GOOD) + block('2025-03-01');
    expect(problemsOf({ 'sources.yml': SOURCES, 'acme.yml': reversed })).toEqual([
      'acme.yml: acme-1: prices[1].input: starts 2025-03-01, not after prices[0].input (2026-01-01). List prices from the oldest to the newest.',
    ]);
  });

  test('a name that is used twice is refused, whatever its case', () => {
    const twin = modelFile(GOOD, '    aliases: [ACME-1]\n');
    expect(problemsOf({ 'sources.yml': SOURCES, 'acme.yml': twin })).toEqual([
      'acme.yml: acme-1: aliases: alias "ACME-1" is already used (acme.yml, acme-1). Give each its own.',
    ]);
    const both = problemsOf({ 'a.yml': modelFile(GOOD), 'b.yml': modelFile(GOOD), 'sources.yml': SOURCES });
    expect(both).toContain('b.yml: acme-1: id "acme-1" is already used (a.yml, acme-1). Give each its own.');
  });

  test('a name that moves from model to model is refused', () => {
    const file = modelFile(GOOD, '    aliases: [acme-latest]\n');
    expect(problemsOf({ 'sources.yml': SOURCES, 'acme.yml': file })).toEqual([
      'acme.yml: acme-1: aliases: "acme-latest" is a name that moves from model to model. Use a dated or numbered one.',
    ]);
  });

  test('a tuning offer on a base that is not in the catalogue is refused', () => {
    const offer = `checkedOn: 2026-11-22
platform: acme
tuning:
  - id: acme/acme-9
    name: Acme 9
    baseModel: acme-9
    tier: small
    method: supervised
    eligibility: { who: anyone, source: page, confidence: A }
    serving: tokens
    gpus: 2
    prices: []
`;
    expect(problemsOf({ 'sources.yml': SOURCES, 'tuning.yml': offer })).toEqual([
      'tuning.yml: acme/acme-9: gpus: is only for "serving: dedicated". Remove it, or change serving.',
      'tuning.yml: acme/acme-9: baseModel: model "acme-9" is not in the catalogue. Use the id of a model in the catalogue, not an alias.',
    ]);
  });

  test('all mistakes of all files come at once', () => {
    const problems = problemsOf({
      'a.yml': 'checkedOn: [2026',
      'b.yml': modelFile('input: "0,10"\noutput: "x"').replace('    tier: small\n', ''),
      'sources.yml': SOURCES,
    });
    const places = problems.map((line) => line.split(': ').slice(0, 3).join(': '));
    expect(places.sort()).toEqual([
      expect.stringMatching(/^a\.yml: is not valid YAML/),
      'b.yml: acme-1: prices[0].input',
      'b.yml: acme-1: prices[0].output',
      'b.yml: acme-1: tier',
    ]);
  });

  test('a missing field says that it is missing', () => {
    const file = modelFile(GOOD).replace('    tier: small\n', '').replace('        confidence: A\n', '');
    expect(problemsOf({ 'sources.yml': SOURCES, 'acme.yml': file })).toEqual([
      'acme.yml: acme-1: prices[0].confidence: is missing. Add it.',
      'acme.yml: acme-1: tier: is missing. Add it.',
    ]);
  });

  test('an empty folder is a mistake, not an empty price book', () => {
    expect(() => load({})).toThrow('There is no catalogue file in the folder.');
  });
});
