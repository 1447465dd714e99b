import { compareModels, formatUsd, type Workload } from '../../../engine/index.js';
import type { Model } from '../../../prices/price-book.js';
import type { WorkspaceBasis } from '../../../workspace/advise-for.js';
import { applySettings } from '../../../workspace/apply-settings.js';
import { type FlatWorkload, toWorkload } from '../../grammar/flat-workload.js';

/**
 * Today's bill and the cheapest other model at the prices of the workspace, while the form is being filled in: one
 * sentence as soon as volume, model and tokens are there, nothing before. The bill alone: neither people nor mistakes
 * are in it. Pure.
 */
export function billSoFar(
  flat: FlatWorkload,
  { book, settings }: WorkspaceBasis,
  today: string,
): string | undefined {
  const read = toWorkload(flat);
  if (!read.ok || book.findModel(read.workload.current.model) === undefined) return undefined;
  const { workload } = applySettings(read.workload, settings);
  const others = book.models.filter((model) => mayAnswer(model, workload)).map(({ id }) => id);
  const { models } = compareModels(workload, book, [workload.current.model, ...others], today);
  const [present, ...compared] = models;
  if (present?.firstMonthUsd === undefined || present.firstMonthUsd === null) return undefined;
  const period = workload.volume.oneOffQueries === undefined ? 'a month' : 'in all';
  const hasOwn = workload.current.price !== undefined || (settings?.settings.negotiated ?? []).length > 0;
  const prices = hasOwn ? 'at your own prices where there are any' : 'at list prices';
  const bill = `About ${formatUsd(present.firstMonthUsd)} ${period} today, ${prices}.`;
  const [cheapest] = compared
    .flatMap(({ model, firstMonthUsd, blockers }) =>
      firstMonthUsd === null || blockers.length > 0 ? [] : [{ name: model.name, usd: firstMonthUsd }],
    )
    .sort((a, b) => a.usd - b.usd);
  if (cheapest === undefined || cheapest.usd >= present.firstMonthUsd) return bill;
  return `${bill} The cheapest other model: ${cheapest.name}, ${formatUsd(cheapest.usd)}. Whether it is good enough is worked out next.`;
}

/** Whether a model is one to weigh, at a seller that the conditions allow. */
function mayAnswer({ candidate, provider, platform }: Model, { constraints = {} }: Workload): boolean {
  const { providers, dataStaysInHouse } = constraints;
  if (!candidate || dataStaysInHouse === true) return false;
  return providers === undefined || providers.includes(provider) || providers.includes(platform);
}
