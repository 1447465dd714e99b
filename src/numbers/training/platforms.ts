import type { Shape } from './example.js';

/** What platforms take as training files. Facts with their sources; prices are in the price book, never here. */

/** Where a fact was read. */
export interface FactSource {
  readonly title: string;
  /** The day on which it was read. */
  readonly date: string;
}

/** What one platform takes. An absent limit is one that we did not read. */
export interface TrainingPlatform {
  /** As the price book calls it. */
  readonly platform: string;
  readonly name: string;
  /** For which tuning offers it holds: a part of their id, where it is not all of the platform. */
  readonly offers?: RegExp;
  readonly shapes: readonly Shape[];
  readonly minExamples?: number;
  readonly advisedExamples?: number;
  readonly maxExamples?: number;
  readonly maxValidationExamples?: number;
  readonly maxFileBytes?: number;
  /** Most tokens of one example, and what becomes of a longer one. */
  readonly maxExampleTokens?: number;
  readonly longerIs?: 'cut' | 'refused';
  /** Texts that make a job fail wherever they stand. */
  readonly reservedWords?: readonly string[];
  readonly takesTools?: false;
  readonly takesValidation?: false;
  /** Whether turns have to go user, assistant, user, assistant. */
  readonly alternates?: true;
  readonly maxEpochs?: number;
  readonly source: FactSource;
}

const READ_ON = '2026-11-30';

/** In the order in which they are shown. */
export const TRAINING_PLATFORMS: readonly TrainingPlatform[] = [
  {
    platform: 'openai',
    name: 'OpenAI',
    shapes: ['openai-chat', 'openai-preference'],
    minExamples: 10,
    advisedExamples: 50,
    maxFileBytes: 512e6,
    maxExampleTokens: 65_536,
    longerIs: 'cut',
    maxEpochs: 50,
    source: {
      title: 'OpenAI API description (openai-openapi f85dbe22) and supervised fine-tuning guide',
      date: READ_ON,
    },
  },
  {
    platform: 'together',
    name: 'Together',
    shapes: ['openai-chat', 'openai-preference', 'prompt-completion', 'plain-text'],
    minExamples: 1,
    maxFileBytes: 100e9,
    alternates: true,
    source: { title: 'docs.together.ai/docs/fine-tuning/data-preparation', date: READ_ON },
  },
  {
    platform: 'google-cloud',
    name: 'Google Cloud',
    shapes: ['google-contents'],
    advisedExamples: 100,
    maxExamples: 1_000_000,
    maxValidationExamples: 5_000,
    maxFileBytes: 1e9,
    maxExampleTokens: 131_072,
    longerIs: 'refused',
    source: { title: 'Google Cloud docs, supervised tuning of Gemini 2.5 and 3.5 Flash', date: READ_ON },
  },
  {
    platform: 'aws-bedrock',
    name: 'Bedrock, Nova',
    offers: /\/nova-(?:micro|lite|pro)/,
    shapes: ['bedrock-conversation'],
    advisedExamples: 100,
    maxEpochs: 5,
    reservedWords: ['User:', 'Bot:', 'Assistant:', 'System:', '<image>', '<video>', '[EOS]'],
    source: {
      title: 'docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding',
      date: READ_ON,
    },
  },
  {
    platform: 'aws-bedrock',
    name: 'Bedrock, Nova 2',
    offers: /\/nova-2/,
    shapes: ['bedrock-conversation'],
    advisedExamples: 100,
    maxEpochs: 5,
    takesTools: false,
    takesValidation: false,
    reservedWords: ['User:', 'Bot:', 'Assistant:', 'System:', '<image>', '<video>', '[EOS]'],
    source: { title: 'docs.aws.amazon.com, Bedrock, Nova 2.0 SFT data preparation', date: READ_ON },
  },
  {
    platform: 'aws-bedrock',
    name: 'Bedrock, other models',
    offers: /\/(?:llama|claude)/,
    shapes: ['prompt-completion'],
    source: { title: 'docs.aws.amazon.com, Bedrock, preparing text data', date: READ_ON },
  },
  {
    platform: 'mistral',
    name: 'Mistral',
    shapes: ['openai-chat'],
    maxFileBytes: 512e6,
    source: { title: 'docs.mistral.ai, fine-tuning (deprecated)', date: READ_ON },
  },
];

/** Every text that some platform reserves, with which examples are searched once. */
export const RESERVED_WORDS: readonly string[] = [
  ...new Set(TRAINING_PLATFORMS.flatMap(({ reservedWords = [] }) => reservedWords)),
];

/** What people call a shape. */
export const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  'openai-chat': 'chats as OpenAI writes them (messages)',
  'openai-preference': 'preferences as OpenAI writes them (DPO)',
  'google-contents': 'contents as Google writes them',
  'bedrock-conversation': 'conversations as Bedrock writes them',
  'prompt-completion': 'prompts with completions',
  'plain-text': 'plain texts',
};

/**
 * Passes that OpenAI chooses by itself (openai-cookbook, chat_finetuning_data_prep, read 2026-11-30): three; more where
 * three of a small file are fewer than 100 examples, at most 25; fewer where those of a large one are over 25,000.
 * 10 examples: 10. 20: 5. 30: 3. 10,000: 2.
 */
export function openAiAutoEpochs(examples: number): number {
  if (examples <= 0) return 3;
  if (examples * 3 < 100) return Math.min(25, Math.floor(100 / examples));
  if (examples * 3 > 25_000) return Math.max(1, Math.floor(25_000 / examples));
  return 3;
}
