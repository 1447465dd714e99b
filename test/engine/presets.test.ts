import { describe, expect, it } from 'vitest';
import { findPreset, PRESETS } from '../../src/engine/presets.js';
import { redecide } from '../../src/engine/redecide.js';
import { WorkloadSchema } from '../../src/engine/workload.js';
import { loadEvidence } from '../../src/evidence/index.js';
import { loadCatalogue } from '../../src/prices/catalogue.js';
import { ask, outcomeOf } from './ask.js';

const CATALOGUE = loadCatalogue();

describe.each(PRESETS)('the preset $id', ({ id, workload }) => {
  it('is a valid workload', () => {
    expect(WorkloadSchema.parse(workload)).toEqual(workload);
  });

  it('is answered from the shipped catalogue', () => {
    const { plans, verdict } = ask(workload, CATALOGUE);
    expect(plans.find((plan) => plan.id === 'keep')?.horizonCostUsd).toBeGreaterThan(0);
    expect(plans.map((plan) => plan.id)).toContain(verdict.planId);
    expect(verdict.reasons.length).toBeGreaterThan(0);
  });

  it('is found by its id in any case', () => {
    expect(findPreset(` ${id.toUpperCase()} `)?.id).toBe(id);
  });
});

describe('the verdict on a preset', () => {
  const evidence = loadEvidence();

  it.each(PRESETS)('$id is a course of action that leaves a model that ends', ({ workload }) => {
    const { verdict, plans } = redecide(workload, CATALOGUE, { asOf: '2026-11-30', evidence });
    expect(verdict.unresolved).toBe(false);
    const keep = plans.find(({ id }) => id === 'keep');
    if (keep?.blockers.some(({ code }) => code === 'model-ends')) {
      expect(verdict).toMatchObject({ grade: 'must-move', forcedMove: { by: keep.lifetime.until } });
      expect(verdict.planId).not.toBe('keep');
    }
  });
});

describe('presets', () => {
  it('say what is asked and nothing of the answer, which depends on the prices of the day', () => {
    for (const { summary, workload } of PRESETS) {
      expect(summary).toMatch(/^[A-Z0-9].{30,110}[.?]$/);
      const given = JSON.stringify(workload);
      for (const [, usd] of summary.matchAll(/\$([\d.,]+)/g))
        expect(given).toContain(String(Number.parseFloat(usd ?? '')));
    }
  });

  it('have ids of their own', () => {
    expect(new Set(PRESETS.map((preset) => preset.id)).size).toBe(PRESETS.length);
  });

  it('are not guessed', () => {
    expect(findPreset('team')).toBeUndefined();
  });

  /** Bill of the first month on GPT-4o without the loss from wrong answers, at 2.50 and 10 USD per 1M tokens. */
  it.each([
    ['team-small', 90],
    ['team-legal', 717],
    ['team-enterprise', 34_650],
    ['code-completion', 115_500],
    ['voice-intent', 19_128.375],
    ['ticket-triage', 1899],
  ])('%s costs $%f a month today', (id, usd) => {
    const workload = findPreset(id)?.workload;
    if (workload === undefined) throw new Error(`No preset ${id}.`);
    const { lossPerErrorUsd: _, ...quality } = workload.quality ?? {};
    const keep = outcomeOf({ ...workload, quality }, CATALOGUE).plans.find((plan) => plan.id === 'keep');
    expect(keep?.firstMonthUsd).toBeCloseTo(usd, 4);
  });
});
