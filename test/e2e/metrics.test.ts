import { expect, test } from 'vitest';
import { createMetrics } from '../../src/metrics/create-metrics.js';
import { startWorld, USEFUL_LINE } from './harness.js';

function metricsAlone() {
  return createMetrics({
    figures: () => Promise.reject(new Error('not asked for here')),
    clock: () => new Date('2026-11-22T12:00:00Z'),
    onUnreadable: () => {},
  });
}

test('commands are counted by kind and outcome, with their acknowledgements, answers and refusals of Slack', async () => {
  const metrics = metricsAlone();
  const world = await startWorld({ measures: metrics });
  await world.type(USEFUL_LINE);
  await world.type('/ftcost help');
  world.slack.faults.add({
    method: 'chat.postMessage',
    respond: { body: { ok: false, error: 'is_archived' } },
  });
  await world.type(USEFUL_LINE);
  const lines = (await metrics.text()).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'ftcost_requests_total{kind="workload",outcome="done"} 2',
      'ftcost_requests_total{kind="help",outcome="done"} 1',
      'ftcost_ack_seconds_count{kind="workload"} 2',
      'ftcost_answers_total{outcome="posted"} 1',
      'ftcost_answers_total{outcome="told-privately"} 1',
      'ftcost_slack_errors_total{code="is_archived"} 1',
    ]),
  );
});

test('a command whose listener fails is counted as failed', async () => {
  const metrics = metricsAlone();
  const world = await startWorld({
    measures: metrics,
    advisor: { advise: () => Promise.reject(new Error('broken')) },
  });
  await world.type(USEFUL_LINE);
  const text = await metrics.text();
  expect(text).toContain('ftcost_requests_total{kind="workload",outcome="failed"} 1');
  expect(text).not.toContain('outcome="done"');
});
