// @ts-check
import { benchAck } from './ack.js';
import { benchCharts } from './charts.js';
import { benchDigests } from './digest.js';
import { benchAdvise } from './engine.js';

const chartSeconds = await benchCharts();
await benchAdvise(chartSeconds);
await benchAck();
await benchDigests();
