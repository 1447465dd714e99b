import type { Approach } from '../../../engine/advice.js';

/** What a team would do, for the middle of a sentence. */
export const APPROACHES: Readonly<Record<Approach, string>> = {
  prompting: 'prompting',
  rag: 'retrieval',
  'fine-tuning': 'fine-tuning',
  'rag+fine-tuning': 'retrieval and fine-tuning',
  'self-host': 'self-hosting',
};
