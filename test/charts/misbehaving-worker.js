// A worker that fails in the ways a real one might, by the title of the chart, and else renders as usual.
import renderChart from '#render-worker';

export default function render(chart) {
  switch (chart.title) {
    case 'stuck':
      for (;;);
    case 'die':
      return process.exit(7);
    case 'throw':
      throw new Error('no such colour');
    case 'hoard': {
      const hoard = [];
      for (;;) hoard.push(new Array(100_000).fill({}));
    }
    default:
      return renderChart(chart);
  }
}
