import { Canvas, createCanvas } from '@napi-rs/canvas';
import type { Plugin } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { PNG } from 'pngjs';
import { CHART_SIZE, type Chart } from './chart.js';
import { chartConfiguration } from './chart-configuration.js';
import { loadFonts } from './load-fonts.js';
import { drawMemo } from './memo/draw.js';
import type { Drawing } from './memo/memo.js';
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

function pack(canvas: Canvas): Buffer {
  const png = new PNG({ width: canvas.width, height: canvas.height });
  png.data = canvas.data();
  return PNG.sync.write(png, PACKING);
}

/** Has a chart's canvas pack itself so when it is asked for its bytes. */
const packing: Plugin = {
  id: 'packing',
  afterInit({ canvas }) {
    if (canvas instanceof Canvas) Object.assign(canvas, { toBuffer: () => pack(canvas) });
  },
};

const drawn = new ChartJSNodeCanvas({ ...CHART_SIZE, plugins: { modern: [packing] } });

function renderChart(chart: Chart): Uint8Array {
  return drawn.renderToBufferSync(chartConfiguration(chart, measure), 'image/png');
}

/** Renders a chart to the bytes of a PNG, a memo to those of a PDF. */
export default function render(chart: Chart): Uint8Array;
export default function render(drawing: Drawing): Uint8Array | Promise<Uint8Array>;
export default function render(drawing: Drawing): Uint8Array | Promise<Uint8Array> {
  return drawing.type === 'memo'
    ? drawMemo(drawing, renderChart(drawing.chart), measure)
    : renderChart(drawing);
}
