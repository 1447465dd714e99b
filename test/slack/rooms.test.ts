import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const SLACK = new URL('../../src/slack/', import.meta.url);

/** The rooms of src/slack as CONTRIBUTING draws them, from the way in to what all stand on. */
function drawnRooms(): readonly string[] {
  const text = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8');
  const [, drawn = ''] = /Inside `src\/slack`: `([^`]+)`/.exec(text) ?? [];
  return drawn.split(' -> ');
}

/** Every import of one file of src/slack by another, as paths below that folder. */
function importsInside(): readonly (readonly [from: string, to: string])[] {
  const files = readdirSync(SLACK, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((file) => {
    const code = readFileSync(new URL(file, SLACK), 'utf8');
    return [...code.matchAll(/\bfrom '(\.[^']+)'/g)]
      .map(([, path = '']) => [file, posix.join(posix.dirname(file), path)] as const)
      .filter(([, target]) => !target.startsWith('..'));
  });
}

function roomOf(file: string): string {
  return file.split('/')[0] ?? '';
}

describe('the rooms of src/slack', () => {
  const rooms = drawnRooms();
  const imports = importsInside();

  it('are all drawn in CONTRIBUTING', () => {
    expect([...new Set(imports.flat().map(roomOf))].sort()).toEqual([...rooms].sort());
  });

  it('import one another in the drawn direction only', () => {
    const against = imports.filter(([from, to]) => rooms.indexOf(roomOf(to)) < rooms.indexOf(roomOf(from)));
    expect(against).toEqual([]);
  });
});
