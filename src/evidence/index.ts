/** The public names of published quality. */

export type * from './evidence-book.js';
