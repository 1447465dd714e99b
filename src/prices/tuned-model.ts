import { findSeller } from './find-seller.js';
import type { Model, PriceBook, TuningOffer } from './price-book.js';

/**
 * A tuned model that a team has in use, found by the name that its seller gave it. Its prices, its last day and its
 * platform are those of the offer that it was tuned on.
 */

/** What a name says: the base, and the seller where it tells. */
interface TunedName {
  readonly base: string;
  readonly platform?: string;
}

/** Makes the look-up from names of tuned models to models; what is no such name, or of an unknown base, is `undefined`. */
export function tunedModelsIn(
  data: Pick<PriceBook, 'models' | 'tuningOffers'>,
  findModel: (name: string) => Model | undefined,
): (name: string) => Model | undefined {
  const platforms = [...new Set(data.tuningOffers.map(({ platform }) => platform))];

  function offerOf({ base, platform }: TunedName): TuningOffer | undefined {
    const model = findModel(base);
    const said = base.toLowerCase();
    const ofBase = data.tuningOffers.filter(({ id, baseModel, platform: seller }) => {
      const named = id.slice(seller.length + 1).toLowerCase();
      return (
        (model !== undefined && baseModel === model.id) || named === said || named.split('/', 1)[0] === said
      );
    });
    const named = platform === undefined ? undefined : findSeller(platforms, platform);
    if (platform !== undefined && named === undefined) return undefined;
    const sold = ofBase.filter(({ platform: seller }) => seller === (named ?? model?.platform ?? seller));
    // A name does not tell how the model was trained: most are trained on examples.
    return sold.find(({ method }) => method !== 'preference' && method !== 'reinforcement') ?? sold[0];
  }

  return (name) => {
    for (const read of tunedNames(name.trim())) {
      const offer = offerOf(read);
      if (offer === undefined) continue;
      const base = offer.baseModel === undefined ? undefined : findModel(offer.baseModel);
      return modelOf(name.trim(), offer, base);
    }
    return undefined;
  };
}

/**
 * What a name may stand for, the likeliest first.
 *
 * - `ft:gpt-4.1-mini-2025-04-14:acme::8xk2`, as OpenAI and Mistral name tuned models.
 * - `gpt-4.1-mini-2025-04-14.ft-0e208cf3`, as Azure does.
 * - `arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/8xk2`, as Amazon Bedrock does.
 * - `ft:together/qwen3.5-9b/lora`, `ft:azure/gpt-4.1-mini:triage`: for sellers whose names do not tell the base.
 */
function tunedNames(name: string): readonly TunedName[] {
  if (/\s/.test(name)) return [];
  const lower = name.toLowerCase();
  if (lower.startsWith('ft:')) {
    const [said = ''] = name.slice('ft:'.length).split(':', 1);
    const slash = said.indexOf('/');
    if (slash <= 0) return [{ base: said }];
    return [{ platform: said.slice(0, slash), base: said.slice(slash + 1) }];
  }
  const azure = lower.indexOf('.ft-');
  if (azure > 0) return [{ platform: 'azure-foundry', base: name.slice(0, azure) }];
  const custom = lower.indexOf(':custom-model/');
  if (lower.startsWith('arn:aws') && custom > 0) {
    const [said = ''] = name.slice(custom + ':custom-model/'.length).split('/', 1);
    // The window stands behind the version, and a model's own name may be without either.
    const parts = said.split(':');
    return [said, parts.slice(0, 2).join(':')].map((base) => ({ platform: 'aws-bedrock', base }));
  }
  return [];
}

function modelOf(id: string, offer: TuningOffer, base: Model | undefined): Model {
  const { provider, platform, tier, endsOn, cacheFloorTokens } = offer;
  const replacement = offer.replacement ?? base?.replacement;
  return {
    id,
    name: `Tuned ${offer.name.replace(/^an? /, '')}`,
    provider,
    platform,
    tier,
    tunedOn: offer.id,
    ...(base?.maxInputTokens !== undefined && { maxInputTokens: base.maxInputTokens }),
    ...(cacheFloorTokens !== undefined && { cacheFloorTokens }),
    ...(base?.cacheLifeMinutes !== undefined && { cacheLifeMinutes: base.cacheLifeMinutes }),
    ...(endsOn !== undefined && { endsOn }),
    ...(replacement !== undefined && { replacement }),
    candidate: false,
    aliases: [],
  };
}
