import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { requestKind } from '../../src/slack/server/request-kind.js';

describe('the kind of a request', () => {
  it('is known for every word that /ftcost answers in a way of its own', () => {
    const code = readFileSync(new URL('../../src/slack/server/answer-request.ts', import.meta.url), 'utf8');
    const words = [...code.matchAll(/case '([^']*)':/g)].map(([, word]) => word ?? '');
    expect(words.length).toBeGreaterThan(8);
    for (const word of words.filter((one) => one !== 'private')) {
      expect(requestKind({ command: '/ftcost', text: ` ${word.toUpperCase()} ` }), word).not.toBe('workload');
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
