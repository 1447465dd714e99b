import type { Model, PriceBook } from '../prices/price-book.js';
import { bareModelName, withoutDate } from '../prices/registry/key-names.js';

/** A model as exports name it, found in the price book. */
export interface ResolvedModel {
  readonly model: Model;
  /** True for a tuned model, which costs what its tune costs, not what its base does. */
  readonly isTuned: boolean;
}

/** A tuned model as OpenAI and Azure name it: `ft:<base>:<organisation>:<name>:<id>`, `gpt-4o-mini.ft-...`. */
const TUNED = /^ft:([^:]+)|^(.+)\.ft-/;

/**
 * Finds the model that an export means: by its id or alias, with a provider or a region in front, with a date or a
 * version behind, or by its name as a shop window has it ("Claude Sonnet 4.5"). Nothing is guessed: a name that is not
 * in the book stays unknown.
 */
export function resolveModel(book: PriceBook, written: string): ResolvedModel | undefined {
  const name = written.trim().slice(0, 160);
  const tuned = TUNED.exec(name);
  const base = tuned?.[1] ?? tuned?.[2] ?? name;
  const lower = base.toLowerCase();
  const last = lower.slice(lower.lastIndexOf('/') + 1);
  const hyphened = last.replace(/[\s_]+/g, '-');
  const names = [base, last, withoutDate(last), bareModelName(last), hyphened, withoutDate(hyphened)];
  for (const one of names) {
    const model = one === undefined || one === '' ? undefined : book.findModel(one);
    if (model !== undefined) return { model, isTuned: tuned !== null };
  }
  const titled = book.models.find((model) => model.name.toLowerCase() === base.toLowerCase());
  return titled === undefined ? undefined : { model: titled, isTuned: tuned !== null };
}
