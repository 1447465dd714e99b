import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createBoundedCodes } from './bounded-codes.js';
import type { Figures } from './figures.js';
import type { Measures } from './measures.js';
import { showFigures } from './show-figures.js';

/** Metrics in the text format of Prometheus. */
export interface Metrics extends Measures {
  readonly contentType: string;
  /** All of them now. Figures that cannot be read are left out, and `ftcost_figures_up` is 0. */
  text(): Promise<string>;
}

/** What metrics need from outside. */
export interface MetricsSources {
  /** How the app stands, from the store. */
  readonly figures: () => Promise<Figures>;
  readonly clock: () => Date;
  /** Told when the figures cannot be read. */
  readonly onUnreadable: (error: unknown) => void;
}

/** Slack gives up waiting for an acknowledgement after three seconds. */
const ACK_BUCKETS_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5];

const WORK_BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Starts counting. The process's own figures (memory, event loop, garbage) are among the metrics. */
export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'ftcost_requests_total',
    help: 'Requests of Slack by kind and by whether everything they asked for was done.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'ftcost_requests_refused_total',
    help: 'Requests that were refused unheard, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const acks = new Histogram({
    name: 'ftcost_ack_seconds',
    help: 'Time from the arrival of a request to its acknowledgement.',
    labelNames: ['kind'],
    buckets: ACK_BUCKETS_SECONDS,
    registers,
  });
  const answers = new Counter({
    name: 'ftcost_answers_total',
    help: 'Answers by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const advices = new Histogram({
    name: 'ftcost_advice_seconds',
    help: 'Time of one advice, waiting for a worker included.',
    buckets: WORK_BUCKETS_SECONDS,
    registers,
  });
  const charts = new Histogram({
    name: 'ftcost_chart_seconds',
    help: 'Time to draw one chart, waiting for a worker included.',
    buckets: WORK_BUCKETS_SECONDS,
    registers,
  });
  const slackErrors = new Counter({
    name: 'ftcost_slack_errors_total',
    help: 'Failed calls to Slack by code.',
    labelNames: ['code'],
    registers,
  });
  const forgotten = new Counter({
    name: 'ftcost_workspaces_forgotten_total',
    help: 'Workspaces of which nothing is kept any more, by why.',
    labelNames: ['why'],
    registers,
  });
  const boundedCode = createBoundedCodes();
  const up = new Gauge({
    name: 'ftcost_figures_up',
    help: 'Whether the figures of the store could be read: 1 or 0.',
    registers,
  });
  const figures = showFigures(registry);

  async function look(): Promise<void> {
    try {
      figures.show(await sources.figures(), sources.clock());
      up.set(1);
    } catch (error) {
      figures.clear();
      up.set(0);
      sources.onUnreadable(error);
    }
  }

  let looking: Promise<void> | undefined;
  /** Scrapes that come at once share one look. */
  function lookOnce(): Promise<void> {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    contentType: registry.contentType,
    async text() {
      await lookOnce();
      return registry.metrics();
    },
    requestEnded: (kind, outcome) => requests.inc({ kind, outcome }),
    requestRefused: (reason) => refused.inc({ reason }),
    acknowledged: (kind, seconds) => acks.observe({ kind }, seconds),
    answered: (outcome) => answers.inc({ outcome }),
    adviceTook: (seconds) => advices.observe(seconds),
    chartTook: (seconds) => charts.observe(seconds),
    workspaceForgotten: (why) => forgotten.inc({ why }),
    slackFailed: (code) => slackErrors.inc({ code: boundedCode(code) }),
  };
}
