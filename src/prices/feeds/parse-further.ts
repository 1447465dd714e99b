import { parseAwsPriceList } from './aws-price-list.js';
import { parseAzureRetailPrices } from './azure-retail-prices.js';
import type { FetchedFurther } from './fetch-further.js';
import { parseModelsDev } from './models-dev.js';
import { PORTKEY_PROVIDERS, parsePortkey } from './portkey.js';
import type { StatedRow } from './stated-row.js';

/**
 * Reads the files of a feed.
 *
 * @throws FeedError when one of them is not what it should be
 */
export function parseFurther({
  voice,
  files,
}: Extract<FetchedFurther, { outcome: 'fetched' }>): readonly StatedRow[] {
  switch (voice) {
    case 'portkey':
      return files.flatMap(({ name, text }) => parsePortkey(text, PORTKEY_PROVIDERS.get(name) ?? name));
    case 'models.dev':
      return files.flatMap(({ text }) => parseModelsDev(text));
    case 'aws':
      return files.flatMap(({ text }) => parseAwsPriceList(text));
    case 'azure':
      return parseAzureRetailPrices(files.map(({ text }) => text));
  }
}
