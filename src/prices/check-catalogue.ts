import type { CatalogueProblem } from './catalogue-error.js';
import type { CatalogueFile, PriceBlock, PriceEntry } from './catalogue-schema.js';
import { checkPrices, type NamedFile } from './check-prices.js';
import { pricedEntriesOf } from './expand-catalogue.js';
import type { ParsedFile } from './parse-catalogue-file.js';
import { PRICE_KINDS, TOKEN_KINDS } from './price-kinds.js';

/** A mention of something that has to stand elsewhere in the catalogue. */
interface Mention {
  readonly file: string;
  readonly place: string;
  readonly id: string;
}

/**
 * Mistakes that the shape of a file does not show: impossible prices, names used twice, mentions of sources or
 * models that are not there. Mentions are followed only when every file could be read; else most would be false.
 */
export function checkCatalogue(parsed: readonly ParsedFile[]): readonly CatalogueProblem[] {
  const files = parsed.flatMap(({ name, file }): NamedFile[] => (file ? [{ name, file }] : []));
  return [
    ...files.flatMap(checkPrices),
    ...files.flatMap(checkEntries),
    ...checkNames(files),
    ...(files.length === parsed.length ? checkMentions(files) : []),
  ];
}

function checkEntries({ name, file }: NamedFile): readonly CatalogueProblem[] {
  const problems: CatalogueProblem[] = [];
  for (const entry of pricedEntriesOf(file)) {
    if (entry.platform === undefined && file.platform === undefined) {
      const message = 'is missing. Add it to the entry or at the top of the file.';
      problems.push({ file: name, place: `${entry.id}: platform`, message });
    }
  }
  for (const offer of file.tuning ?? []) {
    if (offer.gpus !== undefined && offer.serving !== 'dedicated') {
      const message = 'is only for "serving: dedicated". Remove it, or change serving.';
      problems.push({ file: name, place: `${offer.id}: gpus`, message });
    }
  }
  return problems;
}

function checkNames(files: readonly NamedFile[]): readonly CatalogueProblem[] {
  return [
    ...twice(files, 'id', ({ file }) => (file.sources ?? []).map(({ id }) => ({ place: id, name: id }))),
    ...twice(files, 'id', ({ file }) => [...productNames(file), ...closedOfferNames(file, files)]),
    ...twice(files, 'alias', ({ file }) => modelNames(file)),
    ...twice(files, 'default', ({ file }) =>
      (file.components ?? [])
        .filter((component) => component.isDefault === true)
        .map((component) => ({ place: `${component.id}: isDefault`, name: `default ${component.kind}` })),
    ),
    ...files.flatMap(({ name, file }) =>
      modelNames(file)
        .filter((model) => /\blatest\b/i.test(model.name))
        .map(({ place, name: alias }) => ({
          file: name,
          place,
          message: `"${alias}" is a name that moves from model to model. Use a dated or numbered one.`,
        })),
    ),
  ];
}

interface Name {
  readonly place: string;
  readonly name: string;
}

function productNames(file: CatalogueFile): readonly Name[] {
  return pricedEntriesOf(file).map(({ id }) => ({ place: id, name: id }));
}

function closedOfferNames(file: CatalogueFile, files: readonly NamedFile[]): readonly Name[] {
  return (file.notTunable ?? []).flatMap((entry, index) =>
    entry.models.map((id) => ({
      place: `notTunable[${index}].models`,
      name: `${platformOfModel(id, files) ?? ''}/${id}`,
    })),
  );
}

function platformOfModel(id: string, files: readonly NamedFile[]): string | undefined {
  for (const { file } of files) {
    const model = file.models?.find((entry) => entry.id === id);
    if (model) return model.platform ?? file.platform;
  }
  return undefined;
}

/** Everything by which a model can be asked for. */
function modelNames(file: CatalogueFile): readonly Name[] {
  return (file.models ?? []).flatMap(({ id, aliases = [] }) => [
    { place: id, name: id },
    ...aliases.map((alias) => ({ place: `${id}: aliases`, name: alias })),
  ]);
}

function twice(
  files: readonly NamedFile[],
  what: string,
  namesOf: (file: NamedFile) => readonly Name[],
): readonly CatalogueProblem[] {
  const seen = new Map<string, string>();
  const problems: CatalogueProblem[] = [];
  for (const named of files) {
    for (const { place, name } of namesOf(named)) {
      const first = seen.get(name.toLowerCase());
      seen.set(name.toLowerCase(), first ?? `${named.name}, ${place}`);
      if (first === undefined) continue;
      const message = `${what} "${name}" is already used (${first}). Give each its own.`;
      problems.push({ file: named.name, place, message });
    }
  }
  return problems;
}

function checkMentions(files: readonly NamedFile[]): readonly CatalogueProblem[] {
  const sources = new Set(files.flatMap(({ file }) => (file.sources ?? []).map(({ id }) => id)));
  const models = new Set(files.flatMap(({ file }) => (file.models ?? []).map(({ id }) => id)));
  return [
    ...files
      .flatMap(sourceMentions)
      .filter(({ id }) => !sources.has(id))
      .map((mention) =>
        unknown(mention, 'source', 'Add it under "sources" with its title, address and date.'),
      ),
    ...files
      .flatMap(modelMentions)
      .filter(({ id }) => !models.has(id))
      .map((mention) => unknown(mention, 'model', 'Use the id of a model in the catalogue, not an alias.')),
  ];
}

function unknown({ file, place, id }: Mention, what: string, advice: string): CatalogueProblem {
  return { file, place, message: `${what} "${id}" is not in the catalogue. ${advice}` };
}

function modelMentions({ name, file }: NamedFile): readonly Mention[] {
  const bases = (file.tuning ?? []).flatMap(({ id, baseModel }) =>
    baseModel === undefined ? [] : [{ file: name, place: `${id}: baseModel`, id: baseModel }],
  );
  const closed = (file.notTunable ?? []).flatMap((entry, index) =>
    entry.models.map((id) => ({ file: name, place: `notTunable[${index}].models`, id })),
  );
  return [...bases, ...closed];
}

function sourceMentions({ name, file }: NamedFile): readonly Mention[] {
  const mentions: Mention[] = [];
  function mention(place: string, entry: { readonly source?: string } | undefined): void {
    if (entry?.source !== undefined)
      mentions.push({ file: name, place: `${place}.source`, id: entry.source });
  }
  for (const entry of pricedEntriesOf(file)) {
    for (const [index, block] of entry.prices.entries()) {
      const path = `${entry.id}: prices[${index}]`;
      mention(path, block);
      mention(`${path}.longPrompt`, block.longPrompt);
      for (const [key, price] of ownSources(block)) mention(`${path}.${key}`, price);
    }
  }
  for (const model of file.models ?? []) mention(`${model.id}: endsOn`, model.endsOn);
  for (const offer of file.tuning ?? []) {
    mention(`${offer.id}: eligibility`, offer.eligibility);
    mention(`${offer.id}: closesOn`, offer.closesOn);
    mention(`${offer.id}: endsOn`, offer.endsOn);
  }
  for (const [index, entry] of (file.notTunable ?? []).entries()) mention(`notTunable[${index}]`, entry);
  return mentions;
}

function ownSources(block: PriceBlock): readonly (readonly [string, PriceEntry | undefined])[] {
  return [
    ...PRICE_KINDS.map((kind) => [kind, block[kind]] as const),
    ...TOKEN_KINDS.map((kind) => [`longPrompt.${kind}`, block.longPrompt?.[kind]] as const),
  ];
}
