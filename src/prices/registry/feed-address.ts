import { createHash } from 'node:crypto';

/** The community's price registry, which everybody may read. */
export const PUBLIC_REGISTRY =
  'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json';

/**
 * What may be shown of a feed's address: scheme and host. Path, query and user may hold a token, and a path of this
 * machine is nobody's business; only the public registry is told whole.
 */
export function shownAddress(url: string): string {
  if (url === PUBLIC_REGISTRY) return url;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** What is kept of it: a checksum behind that tells feeds of one host apart, too short to find a token by. */
export function keptAddress(url: string): string {
  if (url === PUBLIC_REGISTRY) return url;
  return `${shownAddress(url)}#${createHash('sha256').update(url).digest('hex').slice(0, 8)}`;
}
