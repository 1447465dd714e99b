import { loadCatalogue } from '../src/prices/catalogue.js';

/** The shipped catalogue, read once for all tests of a process. */
export const CATALOGUE = loadCatalogue();
