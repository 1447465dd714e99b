import { readdirSync, readFileSync } from 'node:fs';
import { buildPriceBook, type PriceBookData } from './build-price-book.js';
import { CatalogueError } from './catalogue-error.js';
import { checkCatalogue } from './check-catalogue.js';
import { expandCatalogue } from './expand-catalogue.js';
import { type ParsedFile, parseCatalogueFile } from './parse-catalogue-file.js';
import type { PriceBook } from './price-book.js';

/**
 * Reads the shipped price catalogue: every `.yml` file of the folder, once, synchronously, in the order of
 * their names. Meant for the start of the program; keep the book.
 *
 * @param directory Folder of the files, with a slash at its end. Default: the shipped one beside this module.
 * @throws {CatalogueError} naming every mistake of every file, when one of them cannot be trusted.
 */
export function loadCatalogue(directory?: URL): PriceBook {
  return buildPriceBook(readCatalogue(directory));
}

/**
 * What `loadCatalogue` builds the book from: plain data, which can be sent to a worker thread.
 *
 * @param directory Folder of the files, with a slash at its end. Default: the shipped one beside this module.
 * @throws {CatalogueError} naming every mistake of every file, when one of them cannot be trusted.
 */
function readCatalogue(directory: URL = new URL('./catalogue/', import.meta.url)): PriceBookData {
  const parsed = readFiles(directory);
  const problems = [...parsed.flatMap((file) => file.problems), ...checkCatalogue(parsed)];
  if (problems.length > 0) throw new CatalogueError(problems);
  return expandCatalogue(parsed.flatMap(({ file }) => (file ? [file] : [])));
}

function readFiles(directory: URL): readonly ParsedFile[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.yml'));
  if (names.length === 0) {
    throw new CatalogueError([
      { file: '*.yml', place: '', message: 'There is no catalogue file in the folder.' },
    ]);
  }
  return names
    .sort()
    .map((name) =>
      parseCatalogueFile(name, readFileSync(new URL(encodeURIComponent(name), directory), 'utf8')),
    );
}
