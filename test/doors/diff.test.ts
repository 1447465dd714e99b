import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BillDiff, diffBills } from '../../src/doors/diff/bills.js';
import { isWithin, readLimit } from '../../src/doors/diff/limit.js';
import { diffMarkdown } from '../../src/doors/diff/markdown.js';
import { redecide, WorkloadSchema } from '../../src/engine/index.js';
import { CATALOGUE } from '../catalogue.js';

const CLI = join(import.meta.dirname, '../../dist/cli.js');
const EXAMPLE = join(import.meta.dirname, '../../examples/pull-request/ftcost.yml');

/** Runs `ftcost diff` as built, in a folder with these files. */
function run(
  files: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'ftcost-diff-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'diff', ...args], { cwd: folder }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

function fileOf(fields: string): string {
  return `workloads:\n  triage:\n    model: gpt-4o\n    volume: 10k/day\n    tokens: { user: 200, output: 100 }\n${fields}`;
}

const BOTH = ['--base', 'base.yml', '--head', 'head.yml'];

describe('ftcost diff', () => {
  test('prints one line and a table of what moved, by hand computed, and keeps within a limit', async () => {
    // 10,000 a day x 30 x (200 x $2.50 + 100 x $10) / 1M = $450; with 1,000 output tokens $3,150.
    const files = { 'base.yml': fileOf(''), 'head.yml': fileOf('').replace('output: 100', 'output: 1000') };
    const within = await run(files, ...BOTH, '--max-increase', '$2700');
    expect(within).toMatchObject({ code: 0, stderr: '' });
    expect(within.stdout).toMatch(/^\*\*LLM cost: \+\$2,700 a month \(\$450 → \$3,150, \+600%\)\*\*\n/);
    expect(within.stdout).toContain('| triage | $450 | $3,150 | +$2,700 | output 100 → 1,000 |');
    expect(within.stdout).toMatch(/\n- triage: .+ GPT-4o/);
    const beyond = await run(files, ...BOTH, '--max-increase', '10%');
    expect(beyond.code).toBe(1);
    expect(beyond.stdout).toContain('That is beyond the 10% that is allowed.');
  });

  test('counts prompts beside the file, whatever folder it is started in', async () => {
    const files = {
      'base.yml': fileOf(''),
      'head.yml': fileOf('    prompts: [triage.md]\n'),
      'triage.md': 'Answer with one label.',
    };
    const { code, stdout } = await run(files, ...BOTH);
    expect(code).toBe(0);
    expect(stdout).toContain('fixed prompt 0 → 5');
    expect(await run({}, '--base', EXAMPLE, '--head', EXAMPLE)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\*\*LLM cost: no change\*\*\n\n2 workloads cost the same\./),
    });
  });

  test('takes an empty file for one without workloads: all of the other are new, or removed', async () => {
    const files = { 'base.yml': '', 'head.yml': fileOf('') };
    const added = await run(files, ...BOTH, '--max-increase', '10%');
    expect(added.code).toBe(1);
    expect(added.stdout).toContain('| triage | – | $450 | +$450 | new |');
    const removed = await run(files, '--base', 'head.yml', '--head', 'base.yml', '--max-increase', '0%');
    expect(removed.code).toBe(0);
    expect(removed.stdout).toContain('| triage | $450 | – | -$450 | removed |');
  });

  test.each<[string, string, RegExp]>([
    ['no YAML', 'workloads: [', /head\.yml: this is no YAML/],
    ['a slip', fileOf('    promts: []\n'), /head\.yml: workloads\.triage\.promts: .*Did you mean prompts\?/],
    [
      'an unknown model',
      fileOf('').replace('gpt-4o', 'gpt-4oo'),
      /workloads\.triage\.model: .*Did you mean gpt-4o/,
    ],
    [
      'a volume of nothing',
      fileOf('').replace('10k/day', 'lots'),
      /workloads\.triage\.volume: .*Write it like 500k\/day/,
    ],
    [
      'a total',
      fileOf('').replace('10k/day', '2M once'),
      /workloads\.triage\.volume: .*rate such as 500k\/day/,
    ],
    ['a prompt that is not there', fileOf('    prompts: [none.md]\n'), /none\.md cannot be read/],
    [
      'a prompt of the whole machine',
      fileOf('    prompts: [/etc/passwd]\n'),
      /prompts\.0: write the path .* from this file/,
    ],
    ['a name with markup', fileOf('').replace('triage', '"<!-- @all"'), /a name has letters/],
    [
      'no tokens',
      'workloads:\n  a: { model: gpt-4o, volume: 1k/day }\n',
      /workloads\.a\.tokens: this is missing/,
    ],
  ])('exits with 2 for %s, and names the field', async (_, head, words) => {
    const { code, stdout, stderr } = await run({ 'base.yml': fileOf(''), 'head.yml': head }, ...BOTH);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(words);
  });

  test.each([
    [['--base', 'base.yml'], /--base and --head name the two files/],
    [[...BOTH, '--max-increase', 'much'], /--max-increase: write a share/],
    [[...BOTH, '--colour', 'red'], /colour/],
    [['--base', 'none.yml', '--head', 'head.yml'], /none\.yml cannot be read/],
  ])('exits with 2 for %j', async (args, words) => {
    const { code, stderr } = await run({ 'base.yml': fileOf(''), 'head.yml': fileOf('') }, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });
});

describe('a comparison of bills', () => {
  const workload = WorkloadSchema.parse({
    volume: { queriesPerDay: 1_000 },
    tokens: { user: 100, output: 10 },
    current: { model: 'gpt-4o' },
  });
  const decide = async (asked: typeof workload) => redecide(asked, CATALOGUE, { asOf: '2026-11-22' });

  test('bills a workload as the advice bills the present plan, and decides each once', async () => {
    let asked = 0;
    const same = { name: 'same', workload, isExact: true };
    const diff = await diffBills([same], [same, { ...same, name: 'copy' }], async (one) => {
      asked += 1;
      return decide(one);
    });
    expect(asked).toBe(1);
    // 1,000 x 30 x (100 x $2.50 + 10 x $10) / 1M
    expect(diff.rows.find(({ name }) => name === 'copy')?.after?.monthUsd).toBeCloseTo(10.5, 9);
    expect(diff).toMatchObject({ beforeUsd: expect.closeTo(10.5, 9), afterUsd: expect.closeTo(21, 9) });
  });

  test('that is not known is said to be unknown, and is within no limit', () => {
    const bill = { workload, isExact: true, headline: 'Keep it', monthUsd: null };
    const diff: BillDiff = {
      rows: [{ name: 'a', after: bill, changes: ['new'] }],
      beforeUsd: 0,
      afterUsd: null,
    };
    expect(diffMarkdown({ diff, asOf: '2026-11-22', bookVersion: 'v' })).toMatch(
      /not known, as a price is not known/,
    );
    expect(isWithin(diff, { kind: 'usd', usd: 1e9 })).toBe(false);
  });

  test('lets nothing out of a cell', () => {
    const bill = { workload, isExact: false, headline: 'a | b <img> @team', monthUsd: 1 };
    const diff: BillDiff = {
      rows: [{ name: 'a', after: bill, changes: ['new'] }],
      beforeUsd: 0,
      afterUsd: 1,
    };
    const shown = diffMarkdown({ diff, asOf: '2026-11-22', bookVersion: 'v' });
    expect(shown).toContain('a \\| b &lt;img> @\u200bteam');
    expect(shown).toContain('~$1');
  });
});

describe('a limit', () => {
  test.each([
    ['10%', { kind: 'share', share: 0.1 }],
    ['$1,500', { kind: 'usd', usd: 1_500 }],
    ['0%', { kind: 'share', share: 0 }],
    ['500', undefined],
    ['$10%', undefined],
    ['-5%', undefined],
    ['', undefined],
  ])('reads %s', (text, limit) => {
    expect(readLimit(text)).toEqual(limit);
  });

  test('is kept by every fall, and by a rise up to it and no further', () => {
    const usd = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(usd, usd, usd, (beforeUsd, afterUsd, most) => {
        const diff = { rows: [], beforeUsd, afterUsd };
        expect(isWithin(diff, { kind: 'usd', usd: most })).toBe(afterUsd - beforeUsd <= Math.max(0, most));
        if (afterUsd <= beforeUsd) expect(isWithin(diff, { kind: 'share', share: 0 })).toBe(true);
      }),
    );
  });
});
