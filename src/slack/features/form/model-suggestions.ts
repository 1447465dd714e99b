import type { SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Model, PriceBook } from '../../../prices/price-book.js';
import { suggestModels } from '../../../prices/suggest-model.js';
import { type Services, today } from '../../entry/services.js';
import { type PlainOption, type PlainText, plain } from '../../kit/blocks.js';
import { cut } from '../../kit/safe-text.js';
import { modelOption } from './model-option.js';

type Args = Pick<SlackOptionsMiddlewareArgs<'block_suggestion'>, 'ack' | 'options'>;

/** Most options of one answer: Slack's limit for one group, kept over all. */
const MOST_OPTIONS = 100;

/** Models for what was typed so far, in the form. */
export async function handleModelSuggestions(services: Services, { ack, options }: Args): Promise<void> {
  const groups = suggestionGroups(services.priceBook(), options.value, today(services));
  await ack(groups.length === 0 ? { options: [] } : { option_groups: [...groups] });
}

/** A group of options. */
export interface SuggestionGroup {
  readonly label: PlainText;
  readonly options: PlainOption[];
}

/**
 * The models that match all typed words in id, name, provider or alias, grouped by provider: current ones first,
 * ended ones last and marked. With no match, the nearest by spelling.
 */
export function suggestionGroups(book: PriceBook, typed: string, day: string): SuggestionGroup[] {
  const wanted = typed
    .toLowerCase()
    .slice(0, 120)
    .split(/\s+/)
    .filter((word) => word !== '');
  const matching = book.models.filter((model) => {
    const text = [model.id, model.name, model.provider, model.platform, ...model.aliases]
      .join(' ')
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const found = matching.length > 0 ? matching : nearest(book, typed.slice(0, 120));
  const ranked = [...found].sort((a, b) => rankOf(a, day) - rankOf(b, day)).slice(0, MOST_OPTIONS);
  const groups = new Map<string, PlainOption[]>();
  for (const model of ranked) {
    const options = groups.get(model.provider) ?? [];
    options.push(modelOption(model, day));
    groups.set(model.provider, options);
  }
  return [...groups].map(([provider, options]) => ({ label: plain(cut(provider, 75)), options }));
}

function nearest(book: PriceBook, typed: string): Model[] {
  return suggestModels(book, typed, 10).flatMap((id) => book.findModel(id) ?? []);
}

function rankOf(model: Model, day: string): number {
  if (model.endsOn !== undefined && model.endsOn.date <= day) return 2;
  return model.candidate ? 0 : 1;
}
