import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  DIFFERENCE,
  EFFORT_LEVEL,
  EFFORT_STEP_SD,
  EFFORT_TOKENS,
  HARNESS_SD,
  SAME_MODEL_PART,
  TUNE_LIFT,
  TUNE_LIFT_LOG_SD,
  WEAK_BASE_LIFT,
} from '../../../src/engine/quality/index.js';

const figures = z.record(z.string(), z.number());
const score = z.object({ brier: z.number(), log: z.number() });
const Calibration = z.object({
  figures: z.looseObject({ errorSd: figures, level: figures, tokens: figures, lifts: figures }),
  comparisons: score.extend({ held: z.number(), signRight: z.number() }),
  tunesHeld: z.number(),
  cases: z.object({ ours: score, half: score, same: score }),
});

/** What `npm run calibrate` finds, over the built program. */
const found = Calibration.parse(
  JSON.parse(execFileSync(process.execPath, ['scripts/calibrate.js', '--json'], { encoding: 'utf8' })),
);

/** @param part of the fitted figure that the one in use may be off: figures are rounded. */
function expectNear(used: number, fitted: unknown, part = 0.05): void {
  expect(Math.abs(used - Number(fitted))).toBeLessThan(Math.max(0.03, part * Math.abs(Number(fitted))));
}

describe('the figures in use are those that the evidence gives', () => {
  it('for differences between models', () => {
    expectNear(DIFFERENCE.abilitySd, found.figures.abilitySd);
    expectNear(DIFFERENCE.workSd, found.figures.workSd);
    for (const [closeness, sd] of Object.entries(DIFFERENCE.errorSd))
      expectNear(sd, found.figures.errorSd[closeness]);
    expectNear(HARNESS_SD, found.figures.harnessSd, 0.15);
    expectNear(SAME_MODEL_PART, found.figures.sameModelPart);
  });

  it('for efforts', () => {
    const efforts = ['low', 'medium', 'high', 'xhigh', 'max'] as const;
    for (const effort of efforts) {
      expectNear(EFFORT_LEVEL[effort], found.figures.level[effort]);
      expectNear(EFFORT_TOKENS[effort], found.figures.tokens[effort]);
    }
    expectNear(EFFORT_STEP_SD, found.figures.stepSd);
  });

  it('for tunes', () => {
    for (const [kind, lift] of Object.entries(TUNE_LIFT)) expectNear(lift, found.figures.lifts[kind]);
    expectNear(WEAK_BASE_LIFT, found.figures.weakBase);
    expectNear(TUNE_LIFT_LOG_SD, found.figures.liftLogSd);
  });
});

describe('what would have been said of published outcomes', () => {
  it('holds in about 80% of the cases in which it should', () => {
    expect(Math.abs(found.comparisons.held - 0.8)).toBeLessThanOrEqual(0.07);
    expect(Math.abs(found.tunesHeld - 0.8)).toBeLessThanOrEqual(0.07);
  });

  it('beats a coin, and "same class, same quality"', () => {
    const { ours, half, same } = found.cases;
    expect(ours.brier).toBeLessThan(half.brier - 0.05);
    expect(ours.log).toBeLessThan(Math.min(half.log, same.log));
    expect(found.comparisons.brier).toBeLessThan(0.2);
    expect(found.comparisons.signRight).toBeGreaterThan(0.7);
  });
});
