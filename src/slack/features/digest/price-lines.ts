import type { Digest, PriceGroup } from '../../../digest/digest.js';
import { formatCount, formatDay, lowerFirst } from '../../../engine/index.js';
import { counted } from '../../kit/safe-text.js';
import { kindWords, unitWords } from '../prices/price-words.js';
import { fromTo, type Line, namesWords, nameWords, sharesWords, usdWords } from './words.js';

/** Names of models in one line. */
const MAX_NAMES = 3;

/** What moved about the prices of one seller, for one cause. */
export function priceLine(group: PriceGroup): Line {
  return {
    lead: sellerAndProducts(group),
    rest: `${whenWords(group)}${exampleWords(group)}${shareWords(group)}.`,
  };
}

/** How many models' prices moved of which the reader hears no more; nothing where there are none. */
export function elsewhereLines({ elsewhere }: Digest['prices']): readonly string[] {
  if (elsewhere === 0) return [];
  return [
    `Prices moved on ${counted(elsewhere, 'other model')}, neither in use here nor near it: /ftcost prices changes.`,
  ];
}

/** `OpenAI, GPT-6.1 Terra`; a name that begins with the seller's says it once: `Mistral Medium 3.5`. */
function sellerAndProducts({ provider, products, productCount }: PriceGroup): string {
  const names = namesWords(products, productCount, MAX_NAMES);
  return products[0]?.startsWith(`${provider} `) === true ? names : `${nameWords(provider, 40)}, ${names}`;
}

function whenWords({ kind, from }: PriceGroup): string {
  if (from === undefined) return kind === 'came-due' ? 'as announced: ' : '';
  if (kind === 'announced') return `from ${formatDay(from)} on: `;
  return kind === 'came-due' ? `as announced for ${formatDay(from)}: ` : '';
}

/** The prices of the first product; of several, as an example. */
function exampleWords({ kind, examples, priceCount, products, productCount }: PriceGroup): string {
  const [first] = products;
  const whose = productCount > 1 && first !== undefined ? `for example ${nameWords(first, 60)} ` : '';
  const news =
    kind === 'first-priced'
      ? 'now has a known price, '
      : kind === 'withdrawn'
        ? 'no longer has a known price for '
        : '';
  const units = new Set(examples.map(({ unit }) => unit));
  const prices = examples.map((example) => {
    const per = units.size > 1 ? ` ${unitWords(example.unit)}` : '';
    return `${priceWords(kind, example)}${per}`;
  });
  const [unit] = units;
  const per = units.size === 1 && unit !== undefined ? ` ${unitWords(unit)}` : '';
  const more = priceCount - examples.length;
  return `${whose}${news}${prices.join(', ')}${per}${more > 0 ? ` and ${counted(more, 'more price')}` : ''}`;
}

function priceWords(kind: PriceGroup['kind'], example: PriceGroup['examples'][number]): string {
  const { priceKind, aboveTokens, oldUsd, newUsd } = example;
  const long = aboveTokens === undefined ? '' : ` above ${formatCount(aboveTokens)} tokens`;
  const what = `${lowerFirst(kindWords(priceKind))}${long}`;
  if (kind === 'first-priced') return `${what} ${usdWords(newUsd)}`;
  return kind === 'withdrawn' ? `${what} (was ${usdWords(oldUsd)})` : `${what} ${fromTo(oldUsd, newUsd)}`;
}

function shareWords({ kind, shares }: PriceGroup): string {
  if (shares === null || kind === 'first-priced' || kind === 'withdrawn') return '';
  return ` (${sharesWords(shares.least, shares.most)})`;
}
