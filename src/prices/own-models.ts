import type { Model } from './price-book.js';

/** Models that a team runs or buys on terms of its own: `own/llama`. No list has their prices: the team says them. */

/** The platform of a team's own models. */
export const OWN_PLATFORM = 'own';

/** How their names begin. */
export const OWN_PREFIX = `${OWN_PLATFORM}/`;

/** The model of a team's own under this name, or `undefined` where it is no such name. */
export function ownModel(name: string): Model | undefined {
  const id = name.trim().toLowerCase();
  if (!/^own\/[a-z0-9][a-z0-9._-]{0,60}$/.test(id)) return undefined;
  return {
    id,
    name: `your own ${id.slice(OWN_PREFIX.length)}`,
    provider: 'your own',
    platform: OWN_PLATFORM,
    tier: 'small',
    tierIsGuess: true,
    candidate: false,
    aliases: [],
  };
}
