import type { CutShort, DigestRecord, EstimateRecord, History, RequestRecord } from './history.js';
import { whyNoOrder } from './linearizable.js';

/** What is wrong with a history, a sentence for each fault; empty when everything that was promised was kept. */
export function faultsOf(history: History): readonly string[] {
  return [
    ...history.requests.flatMap(faultsOfRequest),
    ...history.cutShort.flatMap(faultsOfTelling),
    ...history.estimates.flatMap(faultsOfEstimate),
    ...history.digests.flatMap(faultsOfDigest),
  ];
}

function faultsOfRequest(request: RequestRecord): readonly string[] {
  const { kind, name, userId, startMs, isAcknowledged, isRefused, answers } = request;
  const what = `${kind} ${name} of ${userId} at ${new Date(startMs).toISOString()}`;
  const isHeardOf = answers > 0 || request.isToldCutShort || request.isToldOtherwise;
  return [
    ...(answers > 1 ? [`${what}: answered ${answers} times`] : []),
    ...(isAcknowledged && isRefused && answers > 0 ? [`${what}: answered, though nothing was started`] : []),
    ...(isAcknowledged && !isRefused && !isHeardOf ? [`${what}: acknowledged, and lost in silence`] : []),
  ];
}

function faultsOfTelling({ userId, asked, promised, takenOver, told }: CutShort): readonly string[] {
  const what = `“${asked}” of ${userId}`;
  if (told < promised) return [`${what}: cut short ${promised} times, and told of ${told} times`];
  if (told > takenOver) return [`${what}: taken over ${takenOver} times, and told of ${told} times`];
  return [];
}

function faultsOfEstimate({ name, deeds, rows }: EstimateRecord): readonly string[] {
  if (rows.length > 1) return [`${name}: there ${rows.length} times`];
  const [row] = rows;
  if (row !== undefined && !row.isWhole) return [`${name}: its workload is not what was asked for`];
  const end = row === undefined ? 'gone' : { name: row.name, watched: row.watched };
  const why = whyNoOrder(deeds, end);
  return why === undefined ? [] : [`${name}: in no order of its deeds can this have come:\n${why}`];
}

function faultsOfDigest({ subscription, runs, messages }: DigestRecord): readonly string[] {
  const what = `the digest of ${subscription}`;
  const isPosted = runs.some(({ state }) => state === 'posted');
  const unsettled = runs.filter(({ state, isTold }) => state !== 'posted' && state !== 'quiet' && !isTold);
  return [
    ...(messages > 1 ? [`${what}: in the channel ${messages} times`] : []),
    ...(runs.length === 0 ? [`${what}: due, and never begun`] : []),
    ...(runs.length > 1 ? [`${what}: begun ${runs.length} times in a week`] : []),
    ...(isPosted && messages === 0 ? [`${what}: posted by its record, and not in the channel`] : []),
    ...(messages > 0 && runs.some(({ state }) => state === 'quiet')
      ? [`${what}: quiet by its record, and in the channel`]
      : []),
    ...unsettled.map(({ state }) => `${what}: ${state}, and nobody was told`),
  ];
}
