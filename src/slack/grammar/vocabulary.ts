import type { Model, PriceBook } from '../../prices/price-book.js';
import { suggestModels } from '../../prices/suggest-model.js';

/** The names that the price book knows, for reading what people type. */
export interface Vocabulary {
  /** The model of exactly this id or alias. */
  findModel(typed: string): Model | undefined;
  /** Ids of the models that were probably meant, the nearest first. */
  suggestModels(typed: string, limit: number): readonly string[];
  /** Ids of the models that have this word in their names, such as `haiku`, those of today's generation first. */
  modelsNamed(word: string): readonly string[];
  /** Every provider and platform, as the book writes them. */
  readonly providers: readonly string[];
  /** Fewest examples on which anybody who is still in business tunes; absent where nobody says. */
  readonly fewestExamples?: number;
  /** A model id for examples: one that people know and can still call. */
  readonly exampleModel: string;
  /** What one of another currency is in US dollars, by its code: the rates that the workspace has set. */
  readonly usdPer?: ReadonlyMap<string, number>;
}

/** Longest text that is compared with the catalogue; nothing longer is a model's name. */
const MAX_NAME_LENGTH = 120;

/** The last one made of each book. */
const known = new WeakMap<PriceBook, { readonly day: string; readonly vocabulary: Vocabulary }>();

/** The vocabulary of a price book on a day: the same one all day long. */
export function vocabularyOf(book: PriceBook, today: string): Vocabulary {
  const last = known.get(book);
  if (last?.day === today) return last.vocabulary;
  const vocabulary = makeVocabulary(book, today);
  known.set(book, { day: today, vocabulary });
  return vocabulary;
}

function makeVocabulary(book: PriceBook, today: string): Vocabulary {
  const providers = new Set<string>();
  for (const model of book.models) providers.add(model.provider).add(model.platform);
  for (const offer of book.tuningOffers) providers.add(offer.provider).add(offer.platform);
  const fewest = book.tuningOffers
    .filter(
      ({ eligibility, endsOn }) => eligibility !== 'nobody' && (endsOn === undefined || endsOn.date > today),
    )
    .flatMap(({ minimumExamples }) => minimumExamples ?? []);
  const living = book.models.filter((model) => model.endsOn === undefined || model.endsOn.date > today);
  const example =
    living.find((model) => model.id === 'gpt-4o') ?? living.find((model) => model.candidate) ?? living[0];
  const named = namesByWord(book);
  return {
    modelsNamed: (word) => named.get(word.toLowerCase()) ?? [],
    findModel: (typed) => (typed.length <= MAX_NAME_LENGTH ? book.findModel(typed) : undefined),
    suggestModels: (typed, limit) =>
      typed.length <= MAX_NAME_LENGTH ? suggestModels(book, typed, limit) : [],
    providers: [...providers],
    ...(fewest.length > 0 && { fewestExamples: Math.min(...fewest) }),
    exampleModel: example?.id ?? 'gpt-4o',
  };
}

function namesByWord(book: PriceBook): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  const newestFirst = [...book.models].sort((a, b) => Number(b.candidate) - Number(a.candidate));
  for (const { id } of newestFirst) {
    for (const word of id.slice(id.lastIndexOf('/') + 1).split('-')) {
      named.set(word, [...(named.get(word) ?? []), id]);
    }
  }
  return named;
}
