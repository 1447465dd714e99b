// @ts-check
import { benchAck } from './ack.js';
import { benchCharts } from './charts.js';
import { benchDecisions } from './decisions.js';
import { benchDigests, benchEstimates } from './digest.js';
import { benchAdvise } from './engine.js';
import { benchSync } from './prices.js';

const chartSeconds = await benchCharts();
await benchAdvise(chartSeconds);
benchDecisions();
await benchSync();
await benchAck();
await benchDigests();
await benchEstimates();
