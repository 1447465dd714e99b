import {
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
} from 'chart.js';
import { useEffect, useRef } from 'react';
import { CHART_SIZE } from '../../../../charts/chart.js';
import { decisionConfiguration } from '../../../../charts/decision/configuration.js';
import type { Measure } from '../../../../charts/pen.js';
import { savingsConfiguration } from '../../../../charts/savings/configuration.js';
import type { SheetView } from '../view.js';

Chart.register(LineController, ScatterController, LineElement, PointElement, LinearScale);

/** Pixels of the picture for one of its units: sharp on fine screens, too. */
const SHARPNESS = 2;

type Picture = SheetView['charts'][number];

const ruler = document.createElement('canvas').getContext('2d');

const measure: Measure = (text, font) => {
  if (ruler === null) return 0;
  ruler.font = font;
  return ruler.measureText(text).width;
};

/** How the picture in Slack is drawn, without what only a picture that is stored needs. */
function configurationOf(picture: Picture): ChartConfiguration {
  const made: ChartConfiguration =
    picture.type === 'savings'
      ? savingsConfiguration(picture, measure)
      : decisionConfiguration(picture, measure);
  return { ...made, options: { ...made.options, devicePixelRatio: SHARPNESS } };
}

/** A picture as it is in Slack. */
export function ChartPicture({ picture }: { readonly picture: Picture }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const chart = new Chart(canvas.current, configurationOf(picture));
    // Chart.js sets the size it was asked for; the page decides how large that is shown.
    canvas.current.removeAttribute('style');
    return () => chart.destroy();
  }, [picture]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section className="picture" tabIndex={0} aria-label="Chart">
      <canvas ref={canvas} {...CHART_SIZE} role="img" aria-label={picture.altText} />
    </section>
  );
}
