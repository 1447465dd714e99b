import { describe, expect, it } from 'vitest';
import { findPreset, PRESETS } from '../../src/engine/presets.js';
import { WorkloadSchema } from '../../src/engine/workload.js';
import { CATALOGUE } from '../catalogue.js';
import { ask } from './ask.js';

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

describe('the verdict expected of a preset', () => {
  it.each([
    ['team-small', 'switch-model:mistral-large-3'],
    ['team-legal', 'fine-tune:google-cloud/gemini-3.1-flash-lite'],
    ['team-enterprise', 'switch-model:mistral-large-3'],
    ['code-completion', 'switch-model:mistral-large-3'],
    ['domain-coding', 'fine-tune:google-cloud/gemini-3.1-flash-lite'],
    ['voice-intent', 'switch-model:mistral-large-3'],
    ['ticket-triage', 'switch-model:mistral-large-3'],
  ])('%s is the one given: %s', (id, planId) => {
    const preset = findPreset(id);
    if (preset === undefined) throw new Error(`No preset ${id}.`);
    const { verdict } = ask(preset.workload, CATALOGUE, '2026-11-22');
    expect(verdict).toMatchObject({ planId, unresolved: false });
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
    const keep = ask({ ...workload, quality }, CATALOGUE).plans.find((plan) => plan.id === 'keep');
    expect(keep?.firstMonthUsd).toBeCloseTo(usd, 4);
  });
});
