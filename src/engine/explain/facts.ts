/**
 * Facts and their words. What is found is kept as a code with typed values; a sentence is made of it last, by the table
 * of its family. So a fact without a sentence does not compile, and nobody has to take a sentence apart.
 */

/** The values that a table's sentences are made from, by code. */
type ValuesIn<Table> = {
  [Code in keyof Table]: Table[Code] extends (values: infer Values) => string ? Values : never;
};

/** A fact of a family, from the table of its sentences: a code, and the values that its sentence takes. */
export type FactOf<Table> = {
  [Code in keyof Table & string]: { readonly code: Code } & Readonly<ValuesIn<Table>[Code]>;
}[keyof Table & string];

/** Sentences by code, of whatever values each takes. */
export type Sentences = Readonly<Record<string, (values: never) => string>>;

/** What a table says of a fact. */
export function sentenceIn<Table extends Sentences>(table: Table, fact: FactOf<Table>): string {
  const say = table[fact.code];
  if (say === undefined) throw new Error(`There is no sentence for "${fact.code}".`);
  // The table takes the values of a code under that code: the type of a fact is made from it.
  return say(fact as never);
}
