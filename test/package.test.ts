import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');

/** What `npm pack` would put into the package. */
const Packed = z.tuple([
  z.object({ files: z.array(z.object({ path: z.string() })), unpackedSize: z.number() }),
]);

const Package = z.object({
  bin: z.record(z.string(), z.string()),
  exports: z.record(z.string(), z.object({ types: z.string(), default: z.string() })),
  imports: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});

describe('the package', () => {
  const dryRun = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [packed] = Packed.parse(JSON.parse(execFileSync('npm', dryRun, { cwd: ROOT, encoding: 'utf8' })));
  const paths = packed.files.map(({ path }) => path);
  const stated = Package.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

  test('holds what is built, and neither sources, tests, pages of the playground nor images of databases', () => {
    const allowed =
      /^(?:dist\/doors\/sheet\/page\/.+|dist\/.+\.(?:js|d\.ts|json|sql|csv|yml)|manifest\.yml|package\.json|README\.md|LICENSE)$/;
    expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
    expect(paths.filter((path) => /playground\/page\/|store\/images\//.test(path))).toEqual([]);
    expect(packed.unpackedSize).toBeLessThan(15_000_000);
  });

  test('has everything that it names: its command, what it exports with types, and its threads', () => {
    const named = [
      ...Object.values(stated.bin),
      ...Object.values(stated.exports).flatMap((one) => Object.values(one)),
      ...Object.values(stated.imports),
    ].map((path) => path.replace('./', ''));
    expect(named.filter((path) => !paths.includes(path))).toEqual([]);
    expect(readFileSync(join(ROOT, 'dist/cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('asks for no canvas that has to be built: what draws the charts is in it', () => {
    expect(stated.dependencies).not.toHaveProperty('chartjs-node-canvas');
    expect(stated.dependencies).not.toHaveProperty('canvas');
    const renderer = readFileSync(join(ROOT, 'dist/charts/render-worker.js'), 'utf8');
    expect(renderer).not.toMatch(/from ['"]chartjs-node-canvas['"]|\(['"]canvas['"]\)/);
  });
});
