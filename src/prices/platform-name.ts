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
    'amazon-nova-api': 'Amazon Nova API',
    cerebras: 'Cerebras',
    chatgpt: 'ChatGPT',
    dashscope: 'Alibaba Cloud',
    databricks: 'Databricks',
    friendliai: 'FriendliAI',
    github_copilot: 'GitHub Copilot',
    lambda_ai: 'Lambda',
    minimax: 'MiniMax',
    moonshot: 'Moonshot AI',
    novita: 'Novita AI',
    oci: 'Oracle Cloud',
    openrouter: 'OpenRouter',
    ovhcloud: 'OVHcloud',
    perplexity: 'Perplexity',
    sambanova: 'SambaNova',
    snowflake: 'Snowflake',
    vercel_ai_gateway: 'Vercel AI Gateway',
    wandb: 'Weights & Biases',
    watsonx: 'IBM watsonx',
    xai: 'xAI',
    zai: 'Z.ai',
  }),
);

/** What people call a platform: `openai` is `OpenAI`. One that has no name here is called by its id, as words. */
export function platformName(platform: string): string {
  return NAMES.get(platform) ?? platform.split(/[_-]/).map(capitalised).join(' ');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
