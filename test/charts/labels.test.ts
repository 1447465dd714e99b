import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CHART_SIZE } from '../../src/charts/chart.js';
import { font } from '../../src/charts/fonts.js';
import { type Box, crosses, grow, overlaps, segmentsOf } from '../../src/charts/geometry.js';
import { layoutHeader, MARGIN } from '../../src/charts/header.js';
import { loadFonts } from '../../src/charts/load-fonts.js';
import type { Measure } from '../../src/charts/pen.js';
import { endTexts, gutterFor, placeEndLabels, placeMarkerLabels } from '../../src/charts/savings/labels.js';
import { moneyMax } from '../../src/charts/savings/scale.js';
import { savingsChart } from '../../src/charts/savings-chart.js';
import { spreadLabels } from '../../src/charts/spread-labels.js';
import { wrapText } from '../../src/charts/text-layout.js';
import { type AdviceSketch, SKETCHES, sketchAdvice } from './fixtures.js';

loadFonts();
const context = createCanvas(1, 1).getContext('2d');
const measure: Measure = (text, of) => {
  context.font = of;
  return context.measureText(text).width;
};

describe('labels in a column', () => {
  const column = fc.array(
    fc.record({
      wanted: fc.double({ min: -50, max: 450, noNaN: true }),
      height: fc.integer({ min: 20, max: 100 }),
    }),
    { minLength: 1, maxLength: 4 },
  );

  it('never overlap, keep their order and stay inside', () => {
    fc.assert(
      fc.property(column, (labels) => {
        const heights = labels.map(({ height }) => height);
        const middles = spreadLabels(
          labels.map(({ wanted }) => wanted),
          heights,
          0,
          400,
        );
        const stacked = labels
          .map(({ wanted, height }, index) => ({
            wanted,
            height,
            index,
            middle: middles[index] ?? Number.NaN,
          }))
          .sort((a, b) => a.wanted - b.wanted || a.index - b.index);
        let free = 0;
        for (const { middle, height } of stacked) {
          expect(middle - height / 2).toBeGreaterThanOrEqual(free - 1e-6);
          free = middle + height / 2;
        }
        expect(free).toBeLessThanOrEqual(400 + 1e-6);
      }),
    );
  });

  it('stay where they are when there is room', () => {
    expect(spreadLabels([300, 100, 200], [60, 60, 60], 0, 400)).toEqual([300, 100, 200]);
  });

  it('share the shift when two want the same place', () => {
    expect(spreadLabels([200, 200], [60, 60], 0, 400)).toEqual([170, 230]);
  });
});

function layoutOf(sketch: AdviceSketch) {
  const chart = savingsChart(sketchAdvice(sketch));
  const max = moneyMax(chart);
  const texts = endTexts(chart.lines, max, measure);
  // As Chart.js lays it out, with the widest labels on the money axis.
  const plot: Box = {
    x: 152,
    y: 210,
    width: CHART_SIZE.width - MARGIN - gutterFor(texts) - 152,
    height: 388,
  };
  const to = {
    x: (months: number) => plot.x + (months / chart.months) * plot.width,
    y: (usd: number) => plot.y + plot.height * (1 - usd / max),
  };
  const ends = placeEndLabels(chart.lines, texts, plot, to);
  const markers = placeMarkerLabels(chart, plot, to, measure);
  const pieces = chart.lines.flatMap(({ points }) =>
    segmentsOf(points.map(({ x, y }) => ({ x: to.x(x), y: to.y(y) }))),
  );
  return { ends, markers, pieces };
}

describe.each(Object.entries(SKETCHES))('the labels of %s', (_, sketch: AdviceSketch) => {
  const { ends, markers, pieces } = layoutOf(sketch);
  const boxes = [...ends.map(({ box }) => box), ...markers.map(({ box }) => box)];

  it('do not overlap', () => {
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) expect(overlaps(box, other)).toBe(false);
    }
  });

  it('are not struck through by the leader of another', () => {
    for (const { box } of markers) {
      for (const other of markers) {
        if (other.box === box) continue;
        for (const piece of segmentsOf(other.leader)) expect(crosses(piece, grow(box, 2))).toBe(false);
      }
    }
  });

  it('keep off the lines where there is room', () => {
    // Everywhere but in this tangle there is.
    if (sketch === SKETCHES.longNames) return;
    for (const { box } of markers) {
      for (const piece of pieces) expect(crosses(piece, box)).toBe(false);
    }
  });

  it('lie within the card', () => {
    for (const { x, y, width, height } of boxes) {
      expect(x).toBeGreaterThanOrEqual(MARGIN);
      expect(x + width).toBeLessThanOrEqual(CHART_SIZE.width - MARGIN + 1);
      expect(y).toBeGreaterThan(180);
      expect(y + height).toBeLessThanOrEqual(CHART_SIZE.height - 40);
    }
  });
});

describe('wrapped text', () => {
  it('is never wider than its column and never longer than allowed', () => {
    const word = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'abcdefghij-/:.5W') });
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        (words, rows) => {
          const wrapped = wrapText(words.join(' '), font(600, 26), 280, rows, measure);
          expect(wrapped.length).toBeLessThanOrEqual(rows);
          for (const row of wrapped) expect(measure(row, font(600, 26))).toBeLessThanOrEqual(280);
        },
      ),
    );
  });

  it('breaks at spaces rather than inside names', () => {
    const rows = wrapText('gpt-4o and tuned gpt-4o-mini end', font(600, 26), 260, 3, measure);
    expect(rows).toEqual(['gpt-4o and tuned', 'gpt-4o-mini end']);
  });
});

test('a long plan name never pushes the finding out of the title', () => {
  const { titleRows } = layoutHeader(
    `${'very-long-name/'.repeat(9)}: saves $21k a month`,
    'Subtitle',
    measure,
  );
  expect(titleRows).toHaveLength(2);
  expect(titleRows[1]).toBe('saves $21k a month');
});
