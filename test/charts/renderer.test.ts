import { fileURLToPath } from 'node:url';
import { GlobalFonts } from '@napi-rs/canvas';
import { afterEach, describe, expect, it } from 'vitest';
import { ChartError } from '../../src/charts/chart-error.js';
import { FONT_FAMILIES } from '../../src/charts/fonts.js';
import renderInThisThread from '../../src/charts/render-worker.js';
import {
  type ChartRenderer,
  type ChartRendererOptions,
  createChartRenderer,
} from '../../src/charts/renderer.js';
import { type SavingsChart, savingsChart } from '../../src/charts/savings-chart.js';
import { THEME } from '../../src/charts/theme.js';
import { SKETCHES, sketchAdvice } from './fixtures.js';
import { readPng } from './png.js';

const MISBEHAVING = fileURLToPath(new URL('./misbehaving-worker.js', import.meta.url));
const classic = savingsChart(sketchAdvice(SKETCHES.classic));

let renderer: ChartRenderer | undefined;

function start(options: Partial<ChartRendererOptions> = {}): ChartRenderer {
  renderer = createChartRenderer({ threads: 1, workMs: 15_000, ...options });
  return renderer;
}

afterEach(async () => {
  await renderer?.close();
});

async function failureOf(rendering: Promise<Buffer>): Promise<ChartError> {
  const error = await rendering.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChartError)) throw new Error('Expected a ChartError.', { cause: error });
  return error;
}

function titled(title: string): SavingsChart {
  return { ...classic, title };
}

describe('a rendered chart', () => {
  it('is an opaque PNG of 1200 x 675 in the colours of its lines', async () => {
    const png = await start().render(classic);
    const { width, height, colours } = await readPng(png);
    expect([width, height]).toEqual([1200, 675]);
    expect([...colours.keys()].every((colour) => colour.endsWith('ff'))).toBe(true);
    for (const colour of [THEME.lines.winner, THEME.lines.today, ...THEME.lines.others, THEME.ink]) {
      expect(colours.get(`${colour}ff`) ?? 0).toBeGreaterThan(200);
    }
  });

  it('differs when the data differ, and is the same when they do not', async () => {
    const { render } = start({ threads: 2 });
    const [one, again, other] = await Promise.all([
      render(classic),
      render(classic),
      render(savingsChart(sketchAdvice(SKETCHES.late))),
    ]);
    expect(one.equals(again)).toBe(true);
    expect(one.equals(other)).toBe(false);
  });

  it.each(Object.entries(SKETCHES))('can be drawn for %s in the bundled Inter', (_, sketch) => {
    expect(renderInThisThread(savingsChart(sketchAdvice(sketch))).byteLength).toBeGreaterThan(20_000);
    expect(FONT_FAMILIES[0]).toBe('Bundled Inter');
    for (const family of FONT_FAMILIES) expect(GlobalFonts.has(family)).toBe(true);
  });

  it('can be drawn without any line', () => {
    expect(renderInThisThread({ ...classic, lines: [], markers: [] }).byteLength).toBeGreaterThan(5_000);
  });
});

describe('the renderer', () => {
  it('ends a worker that is stuck, and goes on', async () => {
    const { render } = start({ workerFile: MISBEHAVING, workMs: 2_500 });
    await render(classic);
    expect((await failureOf(render(titled('stuck')))).code).toBe('stuck');
    expect((await render(classic)).length).toBeGreaterThan(20_000);
  });

  it.each([
    ['dies', 'die'],
    ['throws', 'throw'],
    ['runs out of memory', 'hoard'],
  ])('reports a worker that %s, and goes on', async (_, title) => {
    const { render } = start({ workerFile: MISBEHAVING });
    expect((await failureOf(render(titled(title)))).code).toBe('worker-failed');
    expect((await render(classic)).length).toBeGreaterThan(20_000);
  });

  it('serves the charts that waited behind a dying worker', async () => {
    const { render } = start({ workerFile: MISBEHAVING });
    const dying = failureOf(render(titled('die')));
    const waiting = render(classic);
    expect((await dying).code).toBe('worker-failed');
    expect((await waiting).length).toBeGreaterThan(20_000);
  });

  it('refuses a chart when too many wait', async () => {
    const { render } = start({ queue: 2 });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => render(classic)));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toHaveLength(5);
    for (const reason of refused) expect(reason).toMatchObject({ name: 'ChartError', code: 'queue-full' });
    expect((await render(classic)).length).toBeGreaterThan(20_000);
  });

  it('renders nothing after it has been closed', async () => {
    const closing = start();
    const underWay = failureOf(closing.render(classic));
    await closing.close();
    expect((await underWay).code).toBe('closed');
    expect((await failureOf(closing.render(classic))).code).toBe('closed');
  });

  it('gives up on a worker file that cannot be loaded without taking the process down', async () => {
    const { render } = start({ workerFile: fileURLToPath(new URL('./absent.js', import.meta.url)) });
    for (let round = 0; round < 3; round += 1) {
      const failures = await Promise.all([failureOf(render(classic)), failureOf(render(classic))]);
      expect(failures.map(({ code }) => code)).toEqual(['worker-failed', 'worker-failed']);
    }
  });
});
