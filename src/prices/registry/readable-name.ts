import { platformName } from '../platform-name.js';
import { bareKey } from './catalogue-key.js';

/** Platforms that sell models of their own, under names that say so. */
const OWN_MODELS: ReadonlySet<string> = new Set([
  'openai',
  'anthropic',
  'mistral',
  'deepseek',
  'cohere',
  'xai',
  'moonshot',
  'zai',
  'google-gemini-api',
]);

/** Words that are not written with one capital at the front. */
const WORDS: ReadonlyMap<string, string> = new Map(
  [
    'DeepSeek',
    'GLM',
    'GPT',
    'OSS',
    'VL',
    'QwQ',
    'MiniMax',
    'CodeLlama',
    'WizardLM',
    'OpenChat',
    'MoE',
    'FP8',
    'BF16',
    'TTS',
    'AI',
    'HF',
    'IT',
  ].map((word) => [word.toLowerCase(), word]),
);

/** Scopes and makers in front of names at Amazon and others: `us.anthropic.`, `moonshotai.`. */
const FRONT = /^(?:(us-gov|us|eu|apac|ap|jp|au|ca|sa|global)\.)?(?:[a-z0-9]+\.)?(?=[a-z]{2})/;

/** Platforms whose names may begin with a region, or a way of being routed, and a slash. */
const REGIONAL: ReadonlySet<string> = new Set(['aws-bedrock', 'azure-foundry']);

const SELLERS_VERSION = /(-v\d+)?:\d+$/;
const LONG_DATE = /[-@](\d{4})-?(\d{2})-?(\d{2})$/;

/**
 * A name of the registry as people write it: `fireworks_ai/accounts/fireworks/models/glm-5p2` is `GLM 5.2 on
 * Fireworks`, `claude-3-5-haiku-20241022` is `Claude 3.5 Haiku (2024-10-22)`. For reading only: prices are found by ids.
 */
export function readableName(key: string, platform: string): string {
  const bare = bareKey(key, platform);
  const path = bare.split('/');
  const last = path.at(-1) ?? bare;
  const scope = platform === 'aws-bedrock' ? FRONT.exec(last)?.[1] : undefined;
  const regions = [...(REGIONAL.has(platform) ? path.slice(0, -1) : []), ...(scope ? [scope] : [])];
  const region = regions.length === 0 ? '' : ` (${regions.join(', ')})`;
  const unscoped = platform === 'aws-bedrock' ? last.replace(FRONT, '') : last;
  const named = unscoped.replace(SELLERS_VERSION, '');
  const dated = LONG_DATE.exec(named);
  const date = dated ? ` (${dated[1]}-${dated[2]}-${dated[3]})` : '';
  const plain = named.replace(LONG_DATE, '').replace(/(?:\bv)?(\d)p(\d)/g, '$1.$2');
  const words = joined(plain.split(/[-_\s@]+/).filter((word) => word !== '' && word !== 'maas')).map(spelled);
  const name = words
    .join(' ')
    .replace(/^GPT OSS/, 'gpt-oss')
    .replace(/^GPT (?=\d)/, 'GPT-');
  if (name === '') return key;
  return `${name}${date}${region}${OWN_MODELS.has(platform) ? '' : ` on ${platformName(platform)}`}`;
}

/** Two figures in a row are a version: `3-5` is `3.5`, `llama3-3` is `llama3.3`. */
function joined(words: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (const word of words) {
    const last = out.at(-1);
    if (last !== undefined && /^\d$/.test(word) && /(^|[a-z])\d$/i.test(last)) {
      out[out.length - 1] = `${last}.${word}`;
    } else out.push(word);
  }
  return out;
}

function spelled(word: string): string {
  const known = WORDS.get(word.toLowerCase());
  if (known !== undefined) return known;
  const parted = /^([a-z]{3,})(\d+(?:\.\d+)?)$/i.exec(word);
  if (parted?.[1] !== undefined && parted[2] !== undefined) return `${spelled(parted[1])} ${parted[2]}`;
  if (/^\d+(\.\d+)?[bmk]$/i.test(word) || /^a\d+b$/i.test(word) || /^[rvk]\d/i.test(word))
    return word.toUpperCase();
  if (/^o\d/.test(word)) return word;
  return word.charAt(0).toUpperCase() + word.slice(1);
}
