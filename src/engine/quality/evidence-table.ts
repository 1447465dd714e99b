/** Published work that a verdict can lean on. Findings are in our own words; what they compare is of their time. */

/** What a finding supports. */
export type Topic =
  | 'facts'
  | 'facts-in-prompt'
  | 'facts-and-form'
  | 'narrow-tune'
  | 'shorter-prompt-by-tune'
  | 'few-labels'
  | 'distilled-tune'
  | 'prompt-first'
  | 'many-examples'
  | 'cascades'
  | 'form'
  | 'prices-fall'
  | 'general-tune';

/** One published finding. */
export interface Finding {
  /** Who published it, as people name it. */
  readonly source: string;
  readonly year: number;
  /** Under 120 characters. */
  readonly finding: string;
  readonly address: string;
  /** True when read on the publication's own page, false when known from others. */
  readonly verified: boolean;
  /** Strongest support first. */
  readonly supports: readonly Topic[];
}

function paper(
  source: string,
  year: number,
  id: string,
  supports: readonly Topic[],
  finding: string,
  verified = true,
): Finding {
  return { source, year, finding, address: `https://arxiv.org/abs/${id}`, verified, supports };
}

/** The evidence, strongest first where several findings support one thing. */
export const FINDINGS: readonly Finding[] = [
  paper(
    'Ovadia et al.',
    2024,
    '2312.05934',
    ['facts'],
    'Retrieval beat unsupervised tuning for facts that the model knew and for facts that it did not.',
  ),
  paper(
    'Gekhman et al.',
    2024,
    '2405.05904',
    ['facts'],
    'Models take up new facts slowly in a tune, and make up more the more of them they have taken up.',
  ),
  {
    source: 'Anthropic, contextual retrieval',
    year: 2024,
    finding: 'Below 200,000 tokens, all the facts in a cached prompt can replace retrieval.',
    address: 'https://www.anthropic.com/engineering/contextual-retrieval',
    verified: false,
    supports: ['facts-in-prompt'],
  },
  paper(
    'Balaguer et al.',
    2024,
    '2401.08406',
    ['facts-and-form'],
    'In agriculture a tune added over 6 points of accuracy, and retrieval 5 more on top of it.',
  ),
  paper(
    'RAFT',
    2024,
    '2403.10131',
    ['facts-and-form'],
    'Tuning on passages, some of them beside the point, beat plain retrieval on several question sets.',
  ),
  paper(
    'Bucher and Martini',
    2024,
    '2406.08660',
    ['narrow-tune'],
    'Small tuned models beat GPT-4 and Claude Opus without examples in every classification tried.',
  ),
  paper(
    'LoRA Land',
    2024,
    '2405.00732',
    ['narrow-tune', 'general-tune'],
    'Over 31 tasks, tuned small models came out 10 points above GPT-4 and 34 above their own base.',
  ),
  paper(
    'T-Few',
    2022,
    '2205.05638',
    ['shorter-prompt-by-tune'],
    'Tuning did better than examples in the prompt and took far less computing for each answer.',
  ),
  paper(
    'LIMA',
    2023,
    '2305.11206',
    ['few-labels'],
    '1,000 chosen examples were enough for a style that matched or beat GPT-4 in 43% of comparisons.',
  ),
  paper(
    'Biderman et al.',
    2024,
    '2405.09673',
    ['general-tune'],
    'Adapters learn less than a full tune, and forget less of what the model could do before.',
  ),
  {
    source: 'Gilardi et al.',
    year: 2023,
    finding: 'A model labelled texts for under $0.003 each, about 30 times cheaper than crowd workers.',
    address: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC10372638',
    verified: true,
    supports: ['distilled-tune'],
  },
  paper(
    'GEPA',
    2025,
    '2507.19457',
    ['prompt-first'],
    'Evolving the prompt beat reinforcement tuning by 6% on average with up to 35 times fewer trials.',
  ),
  paper(
    'BetterTogether',
    2024,
    '2407.10930',
    ['prompt-first'],
    'Tuning on top of an optimised prompt added 6% at most, on average over the models tried.',
  ),
  paper(
    'Many-shot',
    2024,
    '2404.11018',
    ['many-examples'],
    'Hundreds of examples in the prompt can match a tune, at a cost that grows with each of them.',
  ),
  paper(
    'FrugalGPT',
    2023,
    '2305.05176',
    ['cascades'],
    'Asking cheap models first matched GPT-4 at up to 98% less cost.',
  ),
  paper(
    'RouteLLM',
    2024,
    '2406.18665',
    ['cascades'],
    'Sending only hard queries to the strong model more than halved the cost at the same quality.',
  ),
  {
    source: 'OpenAI, structured outputs',
    year: 2024,
    finding: "Enforced schemas were followed in 100% of the seller's test, against under 40% by asking.",
    address: 'https://openai.com/index/introducing-structured-outputs-in-the-api/',
    verified: false,
    supports: ['form'],
  },
  {
    source: 'Epoch AI',
    year: 2025,
    finding: 'The price of equal quality fell 9 to 900 times a year, depending on the task.',
    address: 'https://epoch.ai/data-insights/llm-inference-price-trends',
    verified: true,
    supports: ['prices-fall'],
  },
  {
    source: 'a16z',
    year: 2024,
    finding: 'The price of equal quality fell about tenfold a year.',
    address: 'https://a16z.com/llmflation-llm-inference-cost',
    verified: true,
    supports: ['prices-fall'],
  },
];
