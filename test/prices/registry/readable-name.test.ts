import { expect, it } from 'vitest';
import { readableName } from '../../../src/prices/registry/readable-name.js';

it.each([
  ['fireworks_ai/accounts/fireworks/models/glm-5p2', 'fireworks', 'GLM 5.2 on Fireworks'],
  [
    'fireworks_ai/accounts/fireworks/models/llama-v3p1-8b-instruct',
    'fireworks',
    'Llama 3.1 8B Instruct on Fireworks',
  ],
  ['claude-3-5-haiku-20241022', 'anthropic', 'Claude 3.5 Haiku (2024-10-22)'],
  ['claude-opus-4-5', 'anthropic', 'Claude Opus 4.5'],
  ['gpt-5.6-luna', 'openai', 'GPT-5.6 Luna'],
  ['groq/openai/gpt-oss-120b', 'groq', 'gpt-oss 120B on Groq'],
  ['meta.llama3-3-70b-instruct-v1:0', 'aws-bedrock', 'Llama 3.3 70B Instruct on Amazon Bedrock'],
  ['us.amazon.nova-micro-v1:0', 'aws-bedrock', 'Nova Micro (us) on Amazon Bedrock'],
  ['bedrock/ap-northeast-1/deepseek.v3.2', 'aws-bedrock', 'Deepseek.v3.2 (ap-northeast-1) on Amazon Bedrock'],
  ['vertex_ai/openai/gpt-oss-20b-maas', 'google-cloud', 'gpt-oss 20B on Google Cloud'],
  ['together_ai/Qwen/Qwen2.5-7B-Instruct-Turbo', 'together', 'Qwen 2.5 7B Instruct Turbo on Together'],
  ['some_host/thing', 'some_host', 'Thing on Some Host'],
])('the key %s on %s reads %s', (key, platform, name) => {
  expect(readableName(key, platform)).toBe(name);
});
