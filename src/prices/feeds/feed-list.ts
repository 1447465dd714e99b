import { PUBLIC_REGISTRY } from '../registry/feed-address.js';
import { VOICES, type Voice } from './voices.js';

/** A feed that is heard beside the registry. */
export interface FurtherFeed {
  readonly voice: Exclude<Voice, 'litellm'>;
  /** Where it is: http, https or file; `{provider}` or `{region}` stand for each of those that are read. */
  readonly address: string;
}

/** Where the public feeds are. */
const PUBLIC_ADDRESSES: Readonly<Record<FurtherFeed['voice'], string>> = {
  portkey: 'https://configs.portkey.ai/pricing/{provider}.json',
  'models.dev': 'https://models.dev/api.json',
  aws: 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonBedrock/current/{region}/index.json',
  azure:
    "https://prices.azure.com/api/retail/prices?$filter=serviceName eq 'Foundry Models' and armRegionName eq 'eastus2'",
};

/** The feeds that a setting names. */
export interface FeedList {
  /** Address of the registry: LiteLLM's, or a copy in its format, which is the same voice. */
  readonly registryUrl: string;
  readonly further: readonly FurtherFeed[];
}

/** A setting that does not name feeds; the message says how it should read. */
export class FeedListError extends Error {
  readonly code = 'feed_list';

  constructor(message: string) {
    super(message);
    this.name = 'FeedListError';
  }
}

/**
 * Reads `PRICE_FEEDS`: names with commas, each with an address of its own behind `=` where it is not the public one.
 * Without it every public feed is heard, or the registry of `PRICE_FEED_URL` alone.
 *
 * @throws FeedListError saying what to write instead
 */
export function readFeedList(list: string | undefined, registryUrl: string | undefined): FeedList {
  if (list === undefined) {
    const further = registryUrl === undefined ? Object.entries(PUBLIC_ADDRESSES) : [];
    return {
      registryUrl: registryUrl ?? PUBLIC_REGISTRY,
      further: further.flatMap(([name, address]) => furtherOf(name, address)),
    };
  }
  const named = new Map<string, string>();
  for (const entry of list.split(',').filter((one) => one.trim() !== '')) {
    const [name = '', ...rest] = entry.split('=');
    const voice = name.trim().toLowerCase();
    if (!VOICES.some((known) => known === voice)) {
      throw new FeedListError(
        `PRICE_FEEDS names "${voice.slice(0, 40)}", which is no feed. Name some of ${VOICES.join(', ')}.`,
      );
    }
    if (named.has(voice)) {
      throw new FeedListError(
        `PRICE_FEEDS names ${voice} twice. A copy of a feed is no voice of its own: name it once.`,
      );
    }
    named.set(voice, checkedAddress(voice, rest.join('=').trim()));
  }
  if (!named.has('litellm')) {
    throw new FeedListError(
      'PRICE_FEEDS does not name litellm, whose list of models the other feeds speak about. Add it.',
    );
  }
  const own = named.get('litellm');
  if (own !== '' && registryUrl !== undefined) {
    throw new FeedListError('PRICE_FEEDS and PRICE_FEED_URL both say where litellm is. Leave one out.');
  }
  return {
    registryUrl: own || (registryUrl ?? PUBLIC_REGISTRY),
    further: [...named].flatMap(([name, address]) => furtherOf(name, address)),
  };
}

function checkedAddress(voice: string, address: string): string {
  if (address === '' || (URL.canParse(address) && /^(https?|file):/.test(address))) return address;
  throw new FeedListError(
    `PRICE_FEEDS gives ${voice} an address that does not begin with https://, http:// or file://.`,
  );
}

function furtherOf(name: string, address: string): readonly FurtherFeed[] {
  const voice = VOICES.find((known) => known === name);
  if (voice === undefined || voice === 'litellm') return [];
  return [{ voice, address: address === '' ? PUBLIC_ADDRESSES[voice] : address }];
}
