import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

const CHILD = fileURLToPath(new URL('./taking-child.js', import.meta.url));
const KILLS = Number(process.env.CHAOS_KILLS ?? 10);
/** It is killed at a random moment of so many milliseconds after it has begun to write. */
const WITHIN_MS = 150;

const Ids = z.array(z.string());

it('the journal of acknowledged requests has after SIGKILL at any moment what was taken and not ended, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftcost-journal-kill-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let open = new Set<string>();
  /** Of the write that the process was at: they may be there or not. */
  let mayBe: readonly string[] = [];
  let writes = 0;
  for (let round = 0; round <= KILLS; round += 1) {
    const child = spawn(process.execPath, [CHILD, join(folder, 'accepted.journal')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(child.stdout)) {
      const space = line.indexOf(' ');
      const word = line.slice(0, space);
      const ids = Ids.parse(JSON.parse(line.slice(space)));
      if (word === 'left') {
        const certain = [...open].filter((id) => !mayBe.includes(id));
        expect(ids).toEqual(expect.arrayContaining(certain));
        expect(ids.filter((id) => !open.has(id) && !mayBe.includes(id))).toEqual([]);
        open = new Set(ids);
        setTimeout(() => child.kill('SIGKILL'), Math.random() * WITHIN_MS);
      }
      mayBe = word === 'taking' || word === 'ending' ? ids : [];
      if (word === 'taken') for (const id of ids) open.add(id);
      if (word === 'ended') for (const id of ids) open.delete(id);
      writes += 1;
    }
    expect(child.signalCode ?? 'SIGKILL').toBe('SIGKILL');
  }
  console.log('killed while writing into the journal', { kills: KILLS, writes });
  expect(writes).toBeGreaterThan(2 * KILLS);
}, 120_000);
