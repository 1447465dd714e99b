import { formatDay } from '../../../engine/index.js';
import { platformName } from '../../../prices/platform-name.js';
import type { Model, PriceBook } from '../../../prices/price-book.js';
import { suggestModels } from '../../../prices/suggest-model.js';
import type { Suggestions } from '../../entry/feature.js';
import { type Services, today } from '../../entry/services.js';
import { type PlainOption, type PlainText, plain } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';

/** Most options of one answer: Slack's limit for one group, kept over all. */
const MAX_OPTIONS = 100;

/** Models for what was typed so far, in the form. */
export function suggestedModels(services: Services, typed: string): Suggestions {
  const groups = suggestionGroups(services.priceBook(), typed, today(services));
  return groups.length === 0 ? { options: [] } : { option_groups: [...groups] };
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
  // A tuned model of the team's own is in no list: it is there once its name is typed.
  const tuned = book.findModel(typed.slice(0, 120));
  const found =
    tuned?.tunedOn !== undefined
      ? [tuned]
      : matching.length > 0
        ? matching
        : nearest(book, typed.slice(0, 120));
  const ranked = [...found].sort((a, b) => rankOf(a, day) - rankOf(b, day)).slice(0, MAX_OPTIONS);
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

/** A model as an option of the form: name, the day on which it ends or ended, and its id below. */
export function modelOption(model: Model, today: string): PlainOption {
  const end = model.endsOn;
  const seller = platformName(model.platform);
  const ending =
    end === undefined
      ? ''
      : ` (${end.date <= today ? 'ended' : 'ends'} ${formatDay(end.date)}${end.orLater ? ' or later' : ''})`;
  return {
    text: plain(`${cut(asOneLine(model.name), 75 - ending.length)}${ending}`),
    description: plain(
      cut(asOneLine(seller === model.provider ? model.id : `${model.id}, on ${seller}`), 75),
    ),
    value: model.id.slice(0, 150),
  };
}
