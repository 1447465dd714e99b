import type { PlaygroundFeed } from './protocol.js';

/** The price registries that the playground brings along, so that nothing is fetched from outside. */

/** A registry in a file. */
export interface Feed extends PlaygroundFeed {
  /** Address of the file. */
  readonly url: string;
}

function feed(id: string, label: string): Feed {
  return { id, label, url: new URL(`./feeds/${id}.json`, import.meta.url).href };
}

/** The feed that holds at first: the catalogue's own prices. */
export const FIRST_FEED = feed('today', 'Prices of today');

/** All of them. The later ones are made up: a cut, a rise, a new model, and a slip that is held back. */
export const FEEDS: readonly Feed[] = [FIRST_FEED, feed('after-a-price-cut', 'After a price cut (made up)')];
