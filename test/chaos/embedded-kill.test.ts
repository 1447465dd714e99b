import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

const CHILD = fileURLToPath(new URL('./writing-child.js', import.meta.url));
/** How often it is killed; each time takes some seconds. */
const KILLS = Number(process.env.CHAOS_KILLS ?? 6);
/** It is killed at a random moment of so many milliseconds after it has begun to write. */
const WITHIN_MS = 400;

interface Lived {
  /** Names that it found when it started. */
  readonly kept: readonly string[];
  /** What it had confirmed, in order. */
  readonly confirmed: readonly string[];
}

/** Lets the process write until it is killed. */
async function live(directory: string, round: number): Promise<Lived> {
  const child = spawn(process.execPath, [CHILD, directory, String(round)]);
  let errors = '';
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_, signal) => resolve(signal));
  });
  let kept: readonly string[] | undefined;
  const confirmed: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('kept ')) {
      kept = z.array(z.string()).parse(JSON.parse(line.slice(5)));
      setTimeout(() => child.kill('SIGKILL'), Math.random() * WITHIN_MS);
    } else confirmed.push(line);
  }
  if ((await ended) !== 'SIGKILL' || kept === undefined) throw new Error(`The process failed:\n${errors}`);
  // Waiting until the lock of the killed process is stale would only cost time.
  rmSync(`${directory}.lock`, { recursive: true, force: true });
  return { kept, confirmed };
}

it('the embedded database keeps every confirmed write through SIGKILL at any moment of a write', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ftcost-kill-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const names = new Map<string, string>();
  let mayBe: string[] = [];
  let writes = 0;
  for (let round = 0; round <= KILLS; round += 1) {
    const { kept, confirmed } = await live(directory, round);
    // One write may have been done and not confirmed: a save, or a new name.
    const found = new Set(kept);
    for (const name of names.values()) {
      const isThere = found.delete(name) || (found.has(`${name}b`) && mayBe.includes(`${name}b`));
      expect(isThere, `${name} after ${round} kills`).toBe(true);
      found.delete(`${name}b`);
    }
    expect([...found].filter((name) => !mayBe.includes(name))).toEqual([]);
    names.clear();
    for (const name of kept) names.set(name.replace('b', ''), name);
    for (const line of confirmed) {
      const name = line.slice(line.indexOf(' ') + 1);
      names.set(name.replace('b', ''), name);
    }
    writes += confirmed.length;
    const last = Math.max(-1, ...confirmed.map((line) => Number(/\.(\d+)/.exec(line)?.[1])));
    mayBe = [`${round}.${last + 1}`, `${round}.${last}b`];
  }
  console.log('killed while writing into the embedded database', { kills: KILLS, writes, kept: names.size });
  expect(writes).toBeGreaterThan(KILLS);
}, 300_000);
