import type { IsoDate } from './price-book.js';

/**
 * What sellers publish about prompts and training files, in our own words. Only what stands on the seller's own page is
 * said; what it leaves open, such as training on what is sent, is left open here. Terms of a contract go before all of it.
 */
export interface DataHandling {
  /** Sentences. */
  readonly says: string;
  readonly address: string;
  /** The date on the page; absent where it carries none. */
  readonly pageDate?: IsoDate;
  /** When a stored copy of the page was read. */
  readonly readOn: IsoDate;
}

const READ_ON = '2026-11-30';

const KNOWN: ReadonlyMap<string, DataHandling> = new Map<string, DataHandling>([
  [
    'openai',
    {
      says: 'What is sent to the API trains no model unless you opt in. Logs for abuse, prompts and answers included, are kept up to 30 days, or longer where law or protection needs it; keeping none takes approval.',
      address: 'https://developers.openai.com/api/docs/guides/your-data',
      readOn: READ_ON,
    },
  ],
  [
    'anthropic',
    {
      says: 'What is kept trains no model without your express permission. Prompts and answers are not kept by default, except with models that require it and features that store by their nature.',
      address: 'https://platform.claude.com/docs/en/manage-claude/api-and-data-retention',
      readOn: READ_ON,
    },
  ],
  [
    'google-cloud',
    {
      says: 'Your data trains or tunes no model without your permission or instruction. Prompts may be logged against abuse and are kept for limited times elsewhere; keeping none takes steps of yours.',
      address: 'https://docs.cloud.google.com/gemini-enterprise-agent-platform/resources/zero-data-retention',
      readOn: READ_ON,
    },
  ],
  [
    'google-gemini-api',
    {
      says: 'Without pay, prompts and answers are used to improve products and may be read by people. For paid use the page was not read.',
      address: 'https://ai.google.dev/terms',
      pageDate: '2025-05-20',
      readOn: READ_ON,
    },
  ],
  [
    'aws-bedrock',
    {
      says: "How long prompts are kept is a setting of yours: by default the model's own policy holds, AWS may keep data against abuse, and the maker of the model does not get it; with the mode none nothing is kept. The page says nothing of training.",
      address: 'https://docs.aws.amazon.com/bedrock/latest/userguide/data-retention.html',
      readOn: READ_ON,
    },
  ],
  [
    'together',
    {
      says: 'Training on your data is off unless you opt in. Whether prompts are stored by default its pages tell in two ways: set it yourself.',
      address: 'https://docs.together.ai/docs/zero-data-retention',
      readOn: READ_ON,
    },
  ],
  [
    'fireworks',
    {
      says: 'Prompts and answers of open models are not logged without opting in. Stored responses are deleted after 30 days; batch jobs and training keep what they need.',
      address: 'https://docs.fireworks.ai/guides/security_compliance/data_handling',
      readOn: READ_ON,
    },
  ],
  [
    'groq',
    {
      says: 'Prompts and answers are not kept by default, except against failures and abuse. Files of a batch are kept 30 days, training files and tuned weights until you delete them. The page says nothing of training on them.',
      address: 'https://console.groq.com/docs/your-data',
      readOn: READ_ON,
    },
  ],
  [
    'deepinfra',
    {
      says: 'Prompts and answers stay in memory and are not stored; your data trains nothing. Bulk calls may be kept longer, and models of Google and Anthropic follow their makers.',
      address: 'https://docs.deepinfra.com/account/data-privacy',
      readOn: READ_ON,
    },
  ],
  [
    'mistral',
    {
      says: 'Keeping no prompts and answers has to be asked for, on paid plans and for calls that store nothing by their nature. The page says nothing of training.',
      address: 'https://docs.mistral.ai/admin/monitor-comply/zero-data-retention',
      readOn: READ_ON,
    },
  ],
]);

/** What a seller publishes about data, by the id of its platform; `undefined` where no page of its own was read. */
export function dataHandlingAt(platform: string): DataHandling | undefined {
  return KNOWN.get(platform);
}

/** The platforms of which something is known. */
export const PLATFORMS_READ: readonly string[] = [...KNOWN.keys()];
