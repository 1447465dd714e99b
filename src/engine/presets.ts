import type { Workload } from './workload.js';

/**
 * Ready-made workloads that people can start from. Volumes follow a public break-even calculator for fine-tuning;
 * token counts, accuracies, losses and people's time are this product's own assumptions, meant to
 * be changed. Each preset is complete in itself, and says nothing of its answer: that depends on the prices of the day.
 */
export interface Preset {
  /** What is typed: `ticket-triage`. */
  readonly id: string;
  readonly title: string;
  /** One line on what it stands for. */
  readonly summary: string;
  readonly workload: Workload;
}

/** The presets, in the order in which they are listed. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'team-small',
    title: 'Small team',
    summary: '500 questions a day on GPT-4o: is any change worth the work?',
    workload: {
      name: 'Small team',
      task: 'generation',
      volume: { queriesPerDay: 500, growthPerMonth: 0.02 },
      tokens: { staticPrompt: 520, user: 680, output: 300 },
      tuned: { staticPrompt: 65, output: 290 },
      current: { model: 'gpt-4o' },
      knowledge: { kind: 'static', failureShare: 0.4 },
      quality: {
        current: 0.904,
        target: 0.895,
        fineTuned: 0.913,
        smallerModel: 0.873,
        lossPerErrorUsd: 0.18,
      },
      data: { examples: 260, tokensPerExample: 1035, labelCostUsd: 1, epochs: 3, runs: 4 },
      stability: { requirementsChangeEveryMonths: 6 },
      constraints: { maxLatencyMs: 5000 },
      people: { setupDays: 7, evaluationDays: 2, upkeepFte: 0 },
    },
  },
  {
    id: 'team-legal',
    title: 'Contract clauses',
    summary: '5,000 clauses a day where accuracy is 20 points short and a mistake costs $1.85.',
    workload: {
      name: 'Contract clauses',
      task: 'extraction',
      volume: { queriesPerDay: 5000, growthPerMonth: 0.03 },
      tokens: { staticPrompt: 560, user: 880, output: 118 },
      tuned: { staticPrompt: 95, output: 116 },
      current: { model: 'gpt-4o' },
      knowledge: { kind: 'static', failureShare: 0.3 },
      quality: {
        current: 0.724,
        target: 0.845,
        fineTuned: 0.872,
        smallerModel: 0.693,
        lossPerErrorUsd: 1.85,
      },
      // 2,150 of the 50,000 examples still have to be labelled, at $1 each.
      data: { examples: 50_000, tokensPerExample: 5000, labelCostUsd: 0.043, epochs: 3, runs: 3 },
      stability: { requirementsChangeEveryMonths: 9 },
      constraints: { maxLatencyMs: 8000, batchable: true },
      people: { setupDays: 16, evaluationDays: 6, upkeepFte: 0.25 },
    },
  },
  {
    id: 'team-enterprise',
    title: 'Enterprise assistant',
    summary: '100,000 answers a day on GPT-4o with a long fixed prompt.',
    workload: {
      name: 'Enterprise assistant',
      task: 'generation',
      volume: { queriesPerDay: 100_000, growthPerMonth: 0.035 },
      tokens: { staticPrompt: 1480, user: 1320, output: 455 },
      tuned: { staticPrompt: 155, output: 405 },
      current: { model: 'gpt-4o' },
      knowledge: { kind: 'static', failureShare: 0.3 },
      quality: {
        current: 0.931,
        target: 0.921,
        fineTuned: 0.929,
        smallerModel: 0.902,
        lossPerErrorUsd: 0.045,
      },
      data: { examples: 6200, tokensPerExample: 1880, labelCostUsd: 1, epochs: 3, runs: 5 },
      stability: { requirementsChangeEveryMonths: 9 },
      constraints: { maxLatencyMs: 3000 },
      people: { setupDays: 26, evaluationDays: 9, upkeepFte: 0.5 },
    },
  },
  {
    id: 'code-completion',
    title: 'Code completion',
    summary: '400,000 easy completions a day (80% of 500,000): does a tuned model earn back its upkeep?',
    workload: {
      name: 'Code completion',
      task: 'code',
      volume: { queriesPerDay: 400_000, growthPerMonth: 0.05 },
      tokens: { staticPrompt: 610, user: 2780, output: 115 },
      tuned: { staticPrompt: 45, output: 104 },
      current: { model: 'gpt-4o' },
      knowledge: { kind: 'none' },
      quality: {
        current: 0.343,
        target: 0.335,
        fineTuned: 0.352,
        smallerModel: 0.314,
        lossPerErrorUsd: 0.0021,
      },
      data: { examples: 41_000, tokensPerExample: 2930, labelCostUsd: 0, epochs: 2, runs: 4 },
      stability: { requirementsChangeEveryMonths: 12 },
      constraints: { maxLatencyMs: 450 },
      people: { setupDays: 38, evaluationDays: 13, upkeepFte: 1 },
    },
  },
  {
    id: 'domain-coding',
    title: 'Coding in one domain',
    summary: '1,950 generations a day in an in-house language; a mistake costs $2.70.',
    workload: {
      name: 'Coding in one domain',
      task: 'code',
      volume: { queriesPerDay: 1950, growthPerMonth: 0.01 },
      tokens: { staticPrompt: 2560, user: 1840, output: 355 },
      tuned: { staticPrompt: 310, output: 245 },
      current: { model: 'gpt-4o' },
      knowledge: { kind: 'static', failureShare: 0.35 },
      quality: { current: 0.716, target: 0.875, fineTuned: 0.896, smallerModel: 0.684, lossPerErrorUsd: 2.7 },
      data: { examples: 4300, tokensPerExample: 2395, labelCostUsd: 2, epochs: 3, runs: 4 },
      stability: { requirementsChangeEveryMonths: 12 },
      constraints: { maxLatencyMs: 10_000, batchable: true },
      people: { setupDays: 17, evaluationDays: 7, upkeepFte: 0.25 },
    },
  },
  {
    id: 'voice-intent',
    title: 'Voice intents',
    summary: '245,000 short utterances a day, answers within 300 ms.',
    workload: {
      name: 'Voice intents',
      task: 'classification',
      volume: { queriesPerDay: 245_000, growthPerMonth: 0.02 },
      tokens: { staticPrompt: 930, user: 55, output: 14 },
      tuned: { staticPrompt: 85, output: 7 },
      current: { model: 'gpt-4o' },
      knowledge: { kind: 'none' },
      quality: {
        current: 0.947,
        target: 0.938,
        fineTuned: 0.951,
        smallerModel: 0.933,
        lossPerErrorUsd: 0.035,
      },
      data: { examples: 3400, tokensPerExample: 147, labelCostUsd: 0.08, epochs: 4, runs: 4 },
      stability: { requirementsChangeEveryMonths: 6 },
      constraints: { maxLatencyMs: 300 },
      people: { setupDays: 19, evaluationDays: 7, upkeepFte: 0.25 },
    },
  },
  {
    id: 'ticket-triage',
    title: 'Ticket triage',
    summary: '30,000 support tickets a day into 5 classes; an answer may take a while.',
    workload: {
      name: 'Ticket triage',
      task: 'classification',
      volume: { queriesPerDay: 30_000, growthPerMonth: 0.02 },
      tokens: { staticPrompt: 430, user: 310, output: 26 },
      tuned: { staticPrompt: 55, output: 7 },
      current: { model: 'gpt-4o' },
      knowledge: { kind: 'none' },
      quality: {
        current: 0.941,
        target: 0.932,
        fineTuned: 0.943,
        smallerModel: 0.926,
        lossPerErrorUsd: 0.14,
      },
      data: { examples: 2300, tokensPerExample: 372, labelCostUsd: 0.08, epochs: 3, runs: 4 },
      stability: { requirementsChangeEveryMonths: 9 },
      constraints: { maxLatencyMs: 45_000, batchable: true },
      people: { setupDays: 6, evaluationDays: 2, upkeepFte: 0.1 },
    },
  },
];

/** The preset of exactly this id (case-insensitive), or `undefined`. */
export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id.trim().toLowerCase());
}
