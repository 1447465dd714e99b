/** What people call a platform, by its id in the price book. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    anthropic: 'Anthropic',
    aws: 'AWS',
    'aws-bedrock': 'Amazon Bedrock',
    azure: 'Azure',
    'azure-foundry': 'Azure AI Foundry',
    cohere: 'Cohere',
    deepinfra: 'DeepInfra',
    deepseek: 'DeepSeek',
    fireworks: 'Fireworks',
    'google-cloud': 'Google Cloud',
    'google-gemini-api': 'Gemini API',
    groq: 'Groq',
    'hugging-face': 'Hugging Face',
    lambda: 'Lambda',
    mistral: 'Mistral',
    nebius: 'Nebius',
    openai: 'OpenAI',
    pinecone: 'Pinecone',
    qdrant: 'Qdrant',
    replicate: 'Replicate',
    runpod: 'RunPod',
    'self-hosted': 'machines of your own',
    tinker: 'Tinker',
    together: 'Together',
    vast: 'Vast.ai',
    verda: 'Verda',
    voyage: 'Voyage AI',
  }),
);

/** What people call a platform: `openai` is `OpenAI`. One that has no name here is called by its id. */
export function platformName(platform: string): string {
  return NAMES.get(platform) ?? platform;
}
