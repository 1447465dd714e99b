import type { Model, PriceBook } from './price-book.js';

/** Least likeness, 0..1, at which a name is worth suggesting: `luna` for `gpt-6-luna` is 0.7, `banana` stays below 0.3. */
const LEAST_LIKENESS = 0.5;

/** Least share of unchanged letters at which a name counts as mistyped: one letter in five may be wrong. */
const LEAST_SLIP = 0.8;

/**
 * Ids of the models that were probably meant by an unknown name, the likeliest first.
 *
 * A model is as like as its likest name, id or alias. Between equals, models of the current generation come first.
 * Empty when nothing is near: no suggestion is better than a misleading one.
 */
export function suggestModels(book: PriceBook, typed: string, limit = 3): readonly string[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  return book.models
    .map((model) => ({ model, likeness: likenessOf(wanted, model) }))
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .sort(
      (a, b) =>
        b.likeness - a.likeness ||
        Number(b.model.candidate) - Number(a.model.candidate) ||
        a.model.id.localeCompare(b.model.id),
    )
    .slice(0, limit)
    .map(({ model }) => model.id);
}

function likenessOf(wanted: string, model: Model): number {
  return Math.max(...[model.id, ...model.aliases].map((name) => likeness(wanted, name.toLowerCase())));
}

/**
 * The larger of two measures: the letters that need no change when hyphens and the like are left out, for slips
 * of the finger; and the mean of letters and of words in common, for names that are given in part.
 */
function likeness(a: string, b: string): number {
  const words = sharedWords(wordsOf(a), wordsOf(b));
  const slip = sharedLetters(lettersOf(a), lettersOf(b), LEAST_SLIP);
  return Math.max(slip, (sharedLetters(a, b, 2 * LEAST_LIKENESS - words) + words) / 2);
}

/** The share of letters that need no change; 0 where it is below `least`, which lengths alone mostly tell. */
function sharedLetters(a: string, b: string, least: number): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0 || Math.min(a.length, b.length) / longest < least) return 0;
  const shared = 1 - editDistance(a, b) / longest;
  return shared >= least ? shared : 0;
}

function lettersOf(name: string): string {
  return name.replace(/[^a-z0-9.]/g, '');
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(name.split(/[^a-z0-9.]+/).filter((word) => word !== ''));
}

function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const fewest = Math.min(a.size, b.size);
  if (fewest === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared / fewest;
}

/** Letters to insert, drop or replace to turn one name into the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const replace = (previous[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      const drop = (previous[column] ?? 0) + 1;
      const insert = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replace, drop, insert));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
