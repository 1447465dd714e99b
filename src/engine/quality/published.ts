import type { EvidenceSource } from '../../evidence/evidence-book.js';

/** Publications behind priors that are not rows of the evidence book. */

const FIGURES_ONLY = 'figures of the publisher';
const CHECKED = { checkedOn: '2026-11-30', confidence: 'B' } as const;

function paper(id: string, publisher: string, title: string, date: string): EvidenceSource {
  return {
    id,
    publisher,
    title,
    address: `https://arxiv.org/abs/${id}`,
    date,
    licence: FIGURES_ONLY,
    ...CHECKED,
  };
}

/** Tunes of small open models on 31 tasks. */
export const LORA_LAND = paper('2405.00732', 'Zhao et al.', 'LoRA Land', '2024-04-29');
/** Small tuned encoders against prompted models. */
export const BUCHER_MARTINI = paper(
  '2406.08660',
  'Bucher and Martini',
  'Fine-tuned small models in text classification',
  '2024-06-12',
);
/** Evolution of prompts. */
export const GEPA = paper('2507.19457', 'Agrawal et al.', 'GEPA', '2025-07-25');
/** Routing between a cheap and a strong model. */
export const ROUTE_LLM = paper('2406.18665', 'Ong et al.', 'RouteLLM', '2024-06-26');
/** A student of a strong model's answers. */
export const OPENAI_DISTILLATION: EvidenceSource = {
  id: 'openai-cookbook-distillation',
  publisher: 'OpenAI',
  title: 'Cookbook: leveraging model distillation to fine-tune a model',
  address:
    'https://github.com/openai/openai-cookbook/blob/main/examples/Leveraging_model_distillation_to_fine-tune_a_model.ipynb',
  date: '2024-10-16',
  licence: 'MIT',
  ...CHECKED,
};
/** What teams gained by reinforcement at a seller, as it tells. */
export const OPENAI_REINFORCEMENT: EvidenceSource = {
  id: 'openai-rft-use-cases',
  publisher: 'OpenAI',
  title: 'Reinforcement fine-tuning use cases',
  address: 'https://developers.openai.com/api/docs/guides/rft-use-cases',
  date: '2025-05-08',
  licence: FIGURES_ONLY,
  ...CHECKED,
};
/** How often retrieval finds the passage. */
export const CONTEXTUAL_RETRIEVAL: EvidenceSource = {
  id: 'anthropic-contextual-retrieval',
  publisher: 'Anthropic',
  title: 'Introducing contextual retrieval',
  address: 'https://www.anthropic.com/engineering/contextual-retrieval',
  date: '2024-09-19',
  licence: FIGURES_ONLY,
  ...CHECKED,
};
