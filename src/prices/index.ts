/** The price book's public names. */

export { loadCatalogue } from './catalogue.js';
export { CatalogueError } from './catalogue-error.js';
export type * from './price-book.js';
