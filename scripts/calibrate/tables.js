import { readFileSync } from 'node:fs';
import { logitOf } from '../../dist/evidence/index.js';

/** The boards' whole tables as logits: models of the catalogue and all others. */

const DATA = new URL('../../src/evidence/data/', import.meta.url);

function readData(name) {
  return JSON.parse(readFileSync(new URL(`${name}.json`, DATA), 'utf8'));
}

/** @returns by board: benchmarks, and by row name (with its setting) the logit on each benchmark. */
export function readBoards() {
  const benchmarks = new Map(readData('benchmarks').benchmarks.map((one) => [one.id, one]));
  return ['livebench', 'bfcl', 'tau2'].map((board) => {
    const { columns, rows } = readData(board);
    const tested = columns.map((id) => benchmarks.get(id)).filter((one) => one?.speaksFor.length > 0);
    const models = new Map();
    for (const row of rows) {
      const setting = row[columns.indexOf('setting') + 1];
      // Banking has a row of its own for each retrieval setting: the text board of one submission is one agent.
      const name = board === 'bfcl' ? `${row[0]} ${setting}` : row[0];
      const scores = models.get(name) ?? new Map();
      for (const benchmark of tested) {
        const value = row[columns.indexOf(benchmark.id) + 1];
        if (typeof value === 'number') scores.set(benchmark.id, logitOf(value, benchmark));
      }
      models.set(name, scores);
    }
    return { board, tested, models };
  });
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function streamOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function rms(values) {
  return Math.sqrt(mean(values.map((value) => value ** 2)));
}
