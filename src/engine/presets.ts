import type { Workload } from './workload.js';

/**
 * Ready-made workloads that people can start from, each for another kind of decision. Token counts, volumes,
 * accuracies, losses and people's time are this product's own assumptions, meant to be changed. A preset is complete in
 * itself. What it ends in depends on the prices of the day; why it is a decision of its kind does not.
 */
export interface Preset {
  /** What is typed: `ticket-triage`. */
  readonly id: string;
  readonly title: string;
  /** One line on what it stands for. */
  readonly summary: string;
  /** Why the decision is of its kind: one sentence that stays true whatever prices do. */
  readonly reason: string;
  readonly workload: Workload;
}

/** The presets, in the order in which they are listed. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'ticket-triage',
    title: 'Ticket triage',
    summary: '30,000 support tickets a day into 5 classes, on a model that its maker is retiring.',
    reason: 'The maker has announced the last day of the model in use, so to stay is not among the choices.',
    workload: {
      name: 'Ticket triage',
      task: 'classification',
      volume: { queriesPerDay: 30_000, growthPerMonth: 0.02 },
      tokens: { staticPrompt: 430, user: 310, output: 26 },
      tuned: { staticPrompt: 55, output: 7 },
      current: { model: 'gpt-4o' },
      knowledge: { kind: 'none' },
      quality: { current: { right: 941, items: 1000 }, lossPerErrorUsd: 0.14 },
      data: { examples: 2300, tokensPerExample: 372, labelCostUsd: 0.08, epochs: 3, runs: 4 },
      judging: 'labels',
      stability: { requirementsChangeEveryMonths: 9 },
      constraints: { maxLatencyMs: 45_000, batchable: true },
      people: { setupDays: 6, evaluationDays: 2, upkeepFte: 0.1 },
    },
  },
  {
    id: 'help-centre',
    title: 'Help centre',
    summary: '4,000 questions a day about your own product, whose manuals change every week.',
    reason:
      'Right answers need facts that no model has and that change every week: passages bring them, a prompt or a tune cannot hold them.',
    workload: {
      name: 'Help centre',
      task: 'knowledge-qa',
      volume: { queriesPerDay: 4000, growthPerMonth: 0.03 },
      tokens: { staticPrompt: 600, user: 120, output: 260 },
      current: { model: 'gpt-6-luna', effort: 'low' },
      knowledge: {
        kind: 'changing',
        corpusTokens: 6_000_000,
        changesEveryDays: 7,
        mustCite: true,
        failureShare: 0.8,
      },
      quality: { current: { right: 124, items: 200 }, target: 0.85, lossPerErrorUsd: 0.4 },
      judging: 'rubric',
    },
  },
  {
    id: 'contract-clauses',
    title: 'Contract clauses',
    summary:
      '50,000 clauses a day into fields. Other models did no better; 8,000 labelled examples are at hand.',
    reason:
      'No facts are missing: what is left to learn is form, thousands of examples show it, and only a pilot tells whether a tune learns it.',
    workload: {
      name: 'Contract clauses',
      task: 'extraction',
      volume: { queriesPerDay: 50_000, growthPerMonth: 0.02 },
      tokens: { staticPrompt: 900, fewShot: 1600, user: 880, output: 118 },
      tuned: { staticPrompt: 95, fewShot: 0, output: 116 },
      current: { model: 'gpt-6.2-sol' },
      // Untuned models are no longer the question.
      candidates: [],
      quality: { current: { right: 176, items: 200 }, lossPerErrorUsd: 0.25 },
      data: { examples: 8000, tokensPerExample: 1100, labelCostUsd: 0 },
      judging: 'labels',
      stability: { requirementsChangeEveryMonths: 12 },
      people: { setupDays: 10, evaluationDays: 3, upkeepFte: 0.1 },
    },
  },
  {
    id: 'team-chat',
    title: 'Team chat',
    summary: '3,000 questions a day of a small team, and two small models that were tried side by side.',
    reason:
      'Two small models were judged on the same 500 answers and got as many right: whichever is taken, answers are as good.',
    workload: {
      name: 'Team chat',
      task: 'chat',
      volume: { queriesPerDay: 3000, growthPerMonth: 0.02 },
      tokens: { staticPrompt: 520, user: 680, output: 300 },
      current: { model: 'gpt-6.2-sol' },
      candidates: ['gpt-6-luna@none', 'claude-haiku-5.5'],
      quality: {
        current: { right: 450, items: 500 },
        tolerance: 0.03,
        models: {
          'gpt-6-luna@none': { right: 452, items: 500 },
          'claude-haiku-5.5': { right: 452, items: 500 },
        },
      },
      judging: 'rubric',
    },
  },
  {
    id: 'voice-intent',
    title: 'Voice intents',
    summary: '245,000 short utterances a day, and a smaller model that was judged on 1,000 of them.',
    reason:
      'The smaller model got no fewer of the 1,000 utterances right than the one in use: nothing is left to find out.',
    workload: {
      name: 'Voice intents',
      task: 'classification',
      volume: { queriesPerDay: 245_000, growthPerMonth: 0.02 },
      tokens: { staticPrompt: 930, user: 55, output: 14 },
      current: { model: 'gpt-6.1-terra' },
      candidates: ['gpt-6-luna@none'],
      quality: {
        current: { right: 947, items: 1000 },
        models: { 'gpt-6-luna@none': { right: 951, items: 1000 } },
        lossPerErrorUsd: 0.002,
      },
      judging: 'labels',
      people: { evaluationDays: 2 },
    },
  },
  {
    id: 'enterprise-assistant',
    title: 'Enterprise assistant',
    summary: '100,000 answers a day on a large model with a long fixed prompt, and nothing else tried yet.',
    reason:
      'A cache reads the fixed prompt without touching an answer; of other models nobody knows yet how good they are at this.',
    workload: {
      name: 'Enterprise assistant',
      task: 'generation',
      volume: { queriesPerDay: 100_000, growthPerMonth: 0.035 },
      tokens: { staticPrompt: 1480, user: 1320, output: 455 },
      current: { model: 'gpt-6.2-sol' },
      quality: { current: { right: 465, items: 500 }, lossPerErrorUsd: 0.045 },
      judging: 'rubric',
      people: { evaluationDays: 9 },
    },
  },
  {
    id: 'coding-agent',
    title: 'Coding agent',
    summary: '5,000 steps a day that all begin with the same 20,000 tokens; a wrong one costs $30.',
    reason:
      'Every step sends the same long prompt again: reading it from a cache leaves the answers as they are.',
    workload: {
      name: 'Coding agent',
      task: 'agent',
      volume: { queriesPerDay: 5000, growthPerMonth: 0.03 },
      tokens: { staticPrompt: 20_000, user: 500, output: 300 },
      current: { model: 'claude-opus-5.5' },
      quality: { current: { right: 180, items: 200 }, lossPerErrorUsd: 30 },
      judging: 'rubric',
    },
  },
];

/** The preset of exactly this id (case-insensitive), or `undefined`. */
export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id.trim().toLowerCase());
}
