/** From evidence and measurements to distributions of accuracy. */

export * from './accuracy.js';
export * from './measured.js';
export * from './normal.js';
