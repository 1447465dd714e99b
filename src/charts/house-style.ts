import { FONT_FAMILIES } from './fonts.js';

/** What every chart has in common with every other. */

/** Font of the words on an axis. */
export const TICK_FONT = {
  family: FONT_FAMILIES.map((family) => `"${family}"`).join(', '),
  size: 26,
  weight: 400,
} as const;

/** A picture that does not move, at the size it is asked for. */
export const STILL = {
  animation: false,
  responsive: false,
  devicePixelRatio: 1,
  normalized: true,
} as const;

/** Chart.js writes no words of its own beside the axes: ours are drawn by plugins. */
export const NO_WORDS = {
  legend: { display: false },
  title: { display: false },
  tooltip: { enabled: false },
} as const;
