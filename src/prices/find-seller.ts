import { platformName } from './platform-name.js';

/** Other names by which people ask for a seller, in lower case and without spaces or hyphens. */
const ALSO: ReadonlyMap<string, string> = new Map([
  ['azure', 'azure-foundry'],
  ['azureopenai', 'azure-foundry'],
  ['microsoft', 'azure-foundry'],
  ['foundry', 'azure-foundry'],
  ['bedrock', 'aws-bedrock'],
  ['amazon', 'aws-bedrock'],
  ['vertex', 'google-cloud'],
  ['vertexai', 'google-cloud'],
  ['gcp', 'google-cloud'],
  ['agentplatform', 'google-cloud'],
  ['gemini', 'google-gemini-api'],
  ['aistudio', 'google-gemini-api'],
  ['togetherai', 'together'],
  ['together.ai', 'together'],
  ['fireworksai', 'fireworks'],
  ['fireworks.ai', 'fireworks'],
  ['claude', 'anthropic'],
  ['mistralai', 'mistral'],
  ['thinkingmachines', 'tinker'],
  ['grok', 'xai'],
]);

/**
 * Which of the sellers a name means: its id, the name that answers use for it (`Amazon Bedrock`), or one that people
 * say (`bedrock`, `vertex`). Capitals, spaces and hyphens do not count. `undefined` for none of them.
 *
 * @param sellers makers and platforms as the price book writes them
 */
export function findSeller(sellers: readonly string[], typed: string): string | undefined {
  const name = plain(typed);
  if (name === '') return undefined;
  return (
    sellers.find((seller) => plain(seller) === name) ??
    sellers.find((seller) => plain(platformName(seller)) === name) ??
    sellers.find((seller) => seller === ALSO.get(name))
  );
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
