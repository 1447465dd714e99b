import { describe, expect, it } from 'vitest';
import type { Advice } from '../../src/engine/advice.js';
import { advise } from '../../src/engine/advise.js';
import { scaledBook } from '../../src/engine/cost/scaled-book.js';
import { findPreset, PRESETS } from '../../src/engine/presets.js';
import { type Workload, WorkloadSchema } from '../../src/engine/workload.js';
import { loadEvidence } from '../../src/evidence/index.js';
import { loadCatalogue } from '../../src/prices/catalogue.js';

const CATALOGUE = loadCatalogue();
const EVIDENCE = loadEvidence();
const AS_OF = '2026-11-30';
/** An advice takes a second alone, and many on a busy machine. */
const PATIENCE_MS = 120_000;

const answers = new Map<string, Advice>();

/** The answer of today, with the evidence that ships. */
function answerTo(id: string): Advice {
  const answer = answers.get(id) ?? advise(workloadOf(id), CATALOGUE, { asOf: AS_OF, evidence: EVIDENCE });
  answers.set(id, answer);
  return answer;
}

function workloadOf(id: string): Workload {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`No preset ${id}.`);
  return preset.workload;
}

describe.each(PRESETS)('the preset $id', ({ id, workload }) => {
  it('is a valid workload', () => {
    expect(WorkloadSchema.parse(workload)).toEqual(workload);
  });

  it(
    'is answered from the shipped catalogue',
    () => {
      const { plans, verdict } = answerTo(id);
      expect(plans.find((plan) => plan.id === 'keep')?.horizonCostUsd).toBeGreaterThan(0);
      expect(plans.map((plan) => plan.id)).toContain(verdict.planId);
      expect(verdict.unresolved).toBe(false);
      expect(verdict.reasons.length).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  it('is found by its id in any case', () => {
    expect(findPreset(` ${id.toUpperCase()} `)?.id).toBe(id);
  });
});

describe('a preset shows the kind of decision that its reason gives:', () => {
  it.each([
    ['ticket-triage', { grade: 'must-move', forcedMove: { by: '2027-01-14' } }],
    ['help-centre', { grade: 'test-first', approach: 'rag', meanwhilePlanId: 'keep' }],
    ['contract-clauses', { grade: 'test-first', approach: 'fine-tuning' }],
    ['team-chat', { grade: 'too-close', approach: 'prompting', test: null }],
    ['voice-intent', { grade: 'clear', planId: 'switch-model:gpt-6-luna@none', test: null }],
    ['enterprise-assistant', { grade: 'test-first', safeStep: { planId: 'optimise' } }],
    ['coding-agent', { safeStep: { planId: 'optimise' } }],
  ])(
    '%s',
    (id, verdict) => {
      expect(answerTo(id).verdict).toMatchObject(verdict);
    },
    PATIENCE_MS,
  );

  it(
    'the pilot of a tune is priced: training, labels and people',
    () => {
      const { test, planId } = answerTo('contract-clauses').verdict;
      expect(test?.planId).toBe(planId);
      expect(test?.trainingUsd).toBeGreaterThan(0);
      expect(test?.people.days).toBeGreaterThan(0);
      expect(test?.judging).toBe('labels');
    },
    PATIENCE_MS,
  );

  it(
    'what is too close to call names the plans that are as good',
    () => {
      expect([...answerTo('team-chat').verdict.tiedPlanIds].sort()).toEqual([
        'switch-model:claude-haiku-5.5',
        'switch-model:gpt-6-luna@none',
      ]);
    },
    PATIENCE_MS,
  );

  it.each([0.5, 2])(
    'retrieval stays the answer where facts are missing, at %f times the prices of the model in use',
    (factor) => {
      const workload = workloadOf('help-centre');
      const book = scaledBook(CATALOGUE, workload.current.model, factor);
      const { verdict } = advise(workload, book, { asOf: AS_OF, evidence: EVIDENCE });
      expect(verdict.approach).toBe('rag');
    },
    PATIENCE_MS,
  );
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

  it('give as reason one sentence without an amount of money, which a price could make untrue', () => {
    for (const { reason } of PRESETS) {
      expect(reason).toMatch(/^[A-Z][^.]{40,160}\.$/);
      expect(reason).not.toMatch(/\$|cheap|expensive|price|%/);
    }
  });

  it('have ids of their own', () => {
    expect(new Set(PRESETS.map((preset) => preset.id)).size).toBe(PRESETS.length);
  });

  it('are not guessed', () => {
    expect(findPreset('team')).toBeUndefined();
  });

  /** Bill of the first month of 30 days, by hand: queries times prompt and answer tokens at list prices a million. */
  it.each([
    ['ticket-triage', 0.9 * (740 * 2.5 + 26 * 10)],
    ['help-centre', 0.12 * (720 * 0.1 + 260 * 0.5)],
    ['contract-clauses', 1.5 * (3380 * 2 + 118 * 10)],
    ['team-chat', 0.09 * (1200 * 2 + 300 * 10)],
    ['voice-intent', 7.35 * (985 * 1 + 14 * 5)],
    ['enterprise-assistant', 3 * (2800 * 2 + 455 * 10)],
    ['coding-agent', 0.15 * (20_500 * 4 + 300 * 20)],
  ])(
    '%s costs $%f a month today',
    (id, usd) => {
      const keep = answerTo(id).plans.find((plan) => plan.id === 'keep');
      expect(keep?.firstMonth?.invoiceUsd).toBeCloseTo(usd, 4);
    },
    PATIENCE_MS,
  );
});
