import { formatCount, type Workload } from '../../../engine/index.js';

/** How many queries a workload has: `500k queries a day`, `1 query a day`, `2M queries, once`. */
export function volumeWords({ oneOffQueries, queriesPerDay = 0 }: Workload['volume']): string {
  return oneOffQueries === undefined ? `${queries(queriesPerDay)} a day` : `${queries(oneOffQueries)}, once`;
}

function queries(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'query' : 'queries'}`;
}
