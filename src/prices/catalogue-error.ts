/** One mistake in a catalogue file. */
export interface CatalogueProblem {
  /** Name of the file, for example `openai.yml`. */
  readonly file: string;
  /** The model, offer or component, and the field: `gpt-6-luna: prices[0].input`. Empty for the file as a whole. */
  readonly place: string;
  /** What is wrong and how to mend it. */
  readonly message: string;
}

/** Thrown by `loadCatalogue` when a file of the catalogue cannot be trusted. Names every mistake of every file. */
export class CatalogueError extends Error {
  readonly code = 'catalogue_invalid';
  /** All mistakes, in the order of the files. */
  readonly problems: readonly CatalogueProblem[];

  constructor(problems: readonly CatalogueProblem[]) {
    const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`;
    super([`The price catalogue has ${count}.`, ...problems.map(lineOf)].join('\n'));
    this.name = 'CatalogueError';
    this.problems = problems;
  }
}

function lineOf({ file, place, message }: CatalogueProblem): string {
  return place === '' ? `${file}: ${message}` : `${file}: ${place}: ${message}`;
}
