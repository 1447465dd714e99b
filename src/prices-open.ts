import { openLines } from './operator/open-lines.js';
import { loadCatalogue } from './prices/catalogue.js';
import { openQuestions } from './prices/open-questions.js';

/** `npm run prices:open`: what of the shipped prices a person with a browser could settle, as of today. */

const today = new Date().toISOString().slice(0, 10);
for (const line of openLines(openQuestions(loadCatalogue(), today))) console.log(line);
