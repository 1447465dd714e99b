import { createCanvas } from '@napi-rs/canvas';
import { Chart as Drawing } from 'chart.js/auto';
import { PNG } from 'pngjs';
import { CHART_SIZE, type Chart } from './chart.js';
import { chartConfiguration } from './chart-configuration.js';
import { loadFonts } from './fonts.js';
import type { Measure } from './pen.js';

/** Runs in a worker thread: drawing and encoding are pure computation and would hold up the event loop. */

loadFonts();
const ruler = createCanvas(1, 1).getContext('2d');

const measure: Measure = (text, font) => {
  ruler.font = font;
  return ruler.measureText(text).width;
};

/**
 * How the PNG is packed: unfiltered, and with little effort. Charts are mostly areas of one colour, of which that makes
 * smaller files than the encoder of the canvas does, in an eighth of the time.
 */
const PACKING = { filterType: 0, deflateLevel: 2, deflateStrategy: 0 };

/** Renders a chart to the bytes of a PNG. */
export default function renderChart(chart: Chart): Uint8Array {
  const { width, height } = CHART_SIZE;
  const canvas = createCanvas(width, height);
  const { options, ...configuration } = chartConfiguration(chart, measure);
  const drawing = new Drawing(canvas.getContext('2d'), {
    ...configuration,
    options: { ...options, responsive: false, animation: false },
  });
  try {
    const png = new PNG({ width, height });
    png.data = canvas.data();
    return PNG.sync.write(png, PACKING);
  } finally {
    drawing.destroy();
  }
}
