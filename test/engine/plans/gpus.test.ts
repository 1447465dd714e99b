import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeWorkload } from '../../../src/engine/defaults.js';
import {
  copyOf,
  crossoverUsdPerMonth,
  MODEL_SIZES,
  type ModelSize,
  sizeGpus,
} from '../../../src/engine/plans/gpus.js';
import type { Workload } from '../../../src/engine/workload.js';
import { EMPTY_CALL, PLAIN_WORKLOAD } from '../ask.js';

const SIZES: readonly ModelSize[] = Object.values(MODEL_SIZES);

function call(user: number, output: number) {
  return { ...EMPTY_CALL, user, output };
}

function gpusFor(
  perDay: number,
  user: number,
  output: number,
  size: ModelSize,
  change: Partial<Workload> = {},
) {
  const { complete } = completeWorkload({ ...PLAIN_WORKLOAD, volume: { queriesPerDay: perDay }, ...change });
  return sizeGpus(complete, size, call(user, output), { copies: 1, gpus: 1 });
}

describe('a call on a GPU', () => {
  it('reads its prompt by the arithmetic of the GPU', () => {
    // 2 x 8e9 x 1,000 + 2 x 32 x 4,096 x 1,000^2 = 1.6262144e13, of 0.4 x 989e12 a second.
    const copy = copyOf(MODEL_SIZES.small, 1, call(1_000, 0));
    expect(copy?.secondsPerCall).toBeCloseTo(1.6262144e13 / 3.956e14, 12);
    // 50,000 tokens look at one another: 8e14 + 6.5536e14.
    const long = copyOf(MODEL_SIZES.small, 1, call(50_000, 0));
    expect(long?.secondsPerCall).toBeCloseTo(3.679, 3);
  });

  it('writes its answer at the published rate where contexts are short', () => {
    // 256 contexts of 300 tokens are 10.07 GB beside 8 GB of weights: 256 / (18.07e9 / 2.01e12) is far above 2,500.
    const copy = copyOf(MODEL_SIZES.small, 1, call(200, 100));
    expect(copy?.atOnce).toBe(256);
    const reading = (2 * 8e9 * 200 + 2 * 32 * 4_096 * 200 ** 2) / 3.956e14;
    expect(copy?.secondsPerCall).toBeCloseTo(reading + 100 / 2_500, 12);
  });

  it('writes slower where long contexts leave room for few', () => {
    // 51,000 tokens take 6.685 GB; 64 GB hold 9 of them. A step moves 8 + 60.16 GB at 2.01 TB/s.
    const copy = copyOf(MODEL_SIZES.small, 1, call(50_000, 1_000));
    expect(copy?.atOnce).toBe(9);
    const step = (8e9 + 9 * 51_000 * 131_072) / 2.01e12;
    expect(copy?.secondsPerCall).toBeCloseTo(3.67898 + 1_000 / (9 / step), 3);
  });

  it('does not fit where its context and the weights exceed the memory', () => {
    // 70 GB of weights leave 2 GB: room for 6,103 tokens of 327,680 bytes.
    expect(copyOf(MODEL_SIZES.large, 1, call(6_000, 100))?.atOnce).toBe(1);
    expect(copyOf(MODEL_SIZES.large, 1, call(6_100, 100))).toBeNull();
    expect(copyOf(MODEL_SIZES.large, 2, call(6_100, 100))).not.toBeNull();
  });
});

describe('the GPUs of a workload', () => {
  it('are those of its busiest month at the share that is used', () => {
    // 115.74 calls a second that read for 3.679 s of a GPU keep 425.8 busy, at 30% 1,420, and writing comes on top.
    const sizing = gpusFor(1e7, 50_000, 100, MODEL_SIZES.small);
    const { copy } = sizing;
    expect(sizing.copies).toBe(Math.ceil((1e7 / 86_400) * (copy.secondsPerCall / 0.3)));
    expect(sizing.gpus).toBe(sizing.copies * copy.gpus);
    expect(sizing.gpus).toBeGreaterThan(1_420);
    expect(sizing.gpus).toBeLessThan(1_700);
    const used = gpusFor(1e7, 50_000, 100, MODEL_SIZES.small, { gpus: { utilisation: 0.6 } });
    expect(used.gpus).toBeLessThan(0.51 * sizing.gpus);
  });

  it('are never fewer for more prompt tokens, more answer tokens or more calls', () => {
    const tokens = fc.integer({ min: 1, max: 400_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...SIZES),
        fc.double({ min: 1, max: 1e8, noNaN: true }),
        tokens,
        tokens,
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (size, perDay, user, more, output, longer) => {
          const { gpus } = gpusFor(perDay, user, output, size);
          expect(gpusFor(perDay, user + more, output, size).gpus).toBeGreaterThanOrEqual(gpus);
          expect(gpusFor(perDay, user, output + longer, size).gpus).toBeGreaterThanOrEqual(gpus);
          expect(gpusFor(perDay * 2, user, output, size).gpus).toBeGreaterThanOrEqual(gpus);
        },
      ),
    );
  });

  it('are more for a larger model', () => {
    for (const [user, output] of [
      [200, 100],
      [8_000, 500],
      [50_000, 1_000],
    ] as const) {
      const needed = SIZES.map((size) => gpusFor(5e6, user, output, size).gpus);
      expect(needed).toEqual([...needed].sort((a, b) => a - b));
    }
  });
});

describe('the bill of today from which on running a model pays', () => {
  const sizing = {
    copy: { gpus: 1, atOnce: 1, secondsPerCall: 0.73 },
    utilisation: 0.5,
    fewestCopies: 2,
  };
  // A copy answers 730 x 3,600 x 0.5 / 0.73 = 1.8M calls a month.

  it('is the cost of the fewest copies where those carry it', () => {
    // At $0.01 a call two copies would bill $36,000 a month, and cost 2 x 3,000 + 7,500.
    expect(crossoverUsdPerMonth(sizing, 0.01, 3_000, 7_500)).toBe(13_500);
  });

  it('is that of more copies where few do not earn their people', () => {
    // At $0.002 a call a copy bills $3,600 and costs $3,000: 13 of them earn 7,500 more than they cost.
    expect(crossoverUsdPerMonth(sizing, 0.002, 3_000, 7_500)).toBe(13 * 3_000 + 7_500);
  });

  it('is nowhere where a call on GPUs costs as much as today', () => {
    // 1.8M calls at $0.0016 are $2,880.
    expect(crossoverUsdPerMonth(sizing, 0.0016, 3_000, 7_500)).toBeNull();
  });
});
