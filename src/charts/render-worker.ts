import { createCanvas } from '@napi-rs/canvas';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { CHART_SIZE, type Chart } from './chart.js';
import { chartConfiguration } from './chart-configuration.js';
import { loadFonts } from './fonts.js';
import type { Measure } from './pen.js';

/** Runs in a worker thread: drawing and encoding are pure computation and would hold up the event loop. */

loadFonts();
const canvas = new ChartJSNodeCanvas(CHART_SIZE);
const ruler = createCanvas(1, 1).getContext('2d');

const measure: Measure = (text, font) => {
  ruler.font = font;
  return ruler.measureText(text).width;
};

/** Renders a chart to the bytes of a PNG. */
export default function renderChart(chart: Chart): Uint8Array {
  // The asynchronous form does not work with the canvas that we use.
  return canvas.renderToBufferSync(chartConfiguration(chart, measure), 'image/png');
}
