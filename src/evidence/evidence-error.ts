/** One mistake in a file of evidence. */
export interface EvidenceProblem {
  /** Name of the file, for example `printed.json`. */
  readonly file: string;
  /** The row and the field, empty for the file as a whole. */
  readonly place: string;
  /** What is wrong and how to mend it. */
  readonly message: string;
}

/** Thrown when a file of evidence cannot be trusted. Names every mistake of every file. */
export class EvidenceError extends Error {
  readonly code = 'evidence_invalid';
  /** All mistakes, in the order of the files. */
  readonly problems: readonly EvidenceProblem[];

  constructor(problems: readonly EvidenceProblem[], options?: ErrorOptions) {
    const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`;
    super([`The evidence on quality has ${count}.`, ...problems.map(lineOf)].join('\n'), options);
    this.name = 'EvidenceError';
    this.problems = problems;
  }
}

function lineOf({ file, place, message }: EvidenceProblem): string {
  return place === '' ? `${file}: ${message}` : `${file}: ${place}: ${message}`;
}
