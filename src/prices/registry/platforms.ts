/** The registry's names for sellers and ours, where they differ. A name that is not here is kept as it is. */
const PLATFORM_OF_PROVIDER: ReadonlyMap<string, string> = new Map([
  ['text-completion-openai', 'openai'],
  ['azure', 'azure-foundry'],
  ['azure_ai', 'azure-foundry'],
  ['azure_text', 'azure-foundry'],
  ['amazon_nova', 'amazon-nova-api'],
  ['bedrock', 'aws-bedrock'],
  ['bedrock_converse', 'aws-bedrock'],
  ['bedrock_mantle', 'aws-bedrock'],
  ['gemini', 'google-gemini-api'],
  ['together_ai', 'together'],
  ['fireworks_ai', 'fireworks'],
  ['fireworks_ai-embedding-models', 'fireworks'],
  ['cohere_chat', 'cohere'],
]);

/** Our name for a seller of the registry: `bedrock_converse` is `aws-bedrock`. */
export function platformOfProvider(provider: string): string {
  if (provider === 'vertex_ai' || provider.startsWith('vertex_ai-')) return 'google-cloud';
  return PLATFORM_OF_PROVIDER.get(provider) ?? provider;
}
