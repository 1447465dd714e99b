import type { Glance } from '../engine/advice.js';
import { chooseBand } from './savings/choose-band.js';
import { chooseLines } from './savings/choose-lines.js';
import { chooseMarkers } from './savings/choose-markers.js';
import type { SavingsChart } from './savings/savings.js';
import { describe, headline, subtitle } from './savings/words.js';

export type { SavingsChart } from './savings/savings.js';

/** What an advice has to say about money over time. */
export function savingsChart(advice: Glance): SavingsChart {
  const lines = chooseLines(advice);
  const markers = chooseMarkers(advice, lines);
  const band = chooseBand(advice, lines);
  const title = headline(advice, lines);
  return {
    type: 'savings',
    title,
    subtitle: subtitle(advice, band.length > 0),
    altText: describe(advice, title, { lines, band, markers }),
    months: advice.curve.horizonDays / 30,
    lines,
    band,
    markers,
  };
}
