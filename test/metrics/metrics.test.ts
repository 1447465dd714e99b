import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/metrics/create-metrics.js';
import type { Figures } from '../../src/metrics/figures.js';

const NOW = new Date('2026-11-22T12:00:00Z');

const FIGURES: Figures = {
  waitingJobs: { 'digest-run': 3 },
  oldestDueAt: new Date('2026-11-22T11:58:00Z'),
  runs: { posted: 7, failed: 1 },
  feedTakenAt: new Date('2026-11-21T12:00:00Z'),
  isFeedRefused: false,
  heldBack: 4,
  pricesCheckedOn: '2026-11-20',
};

function metricsOver(figures: () => Promise<Figures>) {
  const unreadable: unknown[] = [];
  const metrics = createMetrics({
    figures,
    clock: () => NOW,
    onUnreadable: (error) => unreadable.push(error),
  });
  return { metrics, unreadable };
}

describe('metrics', () => {
  it('tell how the app stands', async () => {
    const { metrics } = metricsOver(async () => FIGURES);
    const lines = (await metrics.text()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'ftcost_figures_up 1',
        'ftcost_queue_waiting{queue="digest-run"} 3',
        'ftcost_digest_lag_seconds 120',
        'ftcost_digest_runs{state="posted"} 7',
        'ftcost_feed_age_seconds 86400',
        'ftcost_feed_refused 0',
        'ftcost_prices_held_back 4',
        'ftcost_price_book_age_seconds 216000',
      ]),
    );
  });

  it('are there without the store, say that it cannot be read, and show no old figure', async () => {
    let isDown = false;
    const { metrics, unreadable } = metricsOver(() =>
      isDown ? Promise.reject(new Error('no database')) : Promise.resolve(FIGURES),
    );
    await metrics.text();
    isDown = true;
    const text = await metrics.text();
    expect(text).toContain('ftcost_figures_up 0');
    expect(text).not.toMatch(/^ftcost_(digest_lag|prices_held|feed_age|queue_waiting|digest_runs)\S* \d/m);
    expect(text).toContain('process_resident_memory_bytes');
    expect(unreadable).toHaveLength(1);
  });

  it('leave out the age of a feed that was never taken', async () => {
    const { feedTakenAt: _, ...never } = FIGURES;
    const { metrics } = metricsOver(async () => never);
    expect(await metrics.text()).not.toMatch(/^ftcost_feed_age_seconds \d/m);
  });

  it('count by few labels, whatever Slack says', async () => {
    const { metrics } = metricsOver(async () => FIGURES);
    metrics.slackFailed('not_in_channel');
    metrics.slackFailed('A sentence with words in it');
    for (let index = 0; index < 500; index += 1) metrics.slackFailed(`code_${index}`);
    const text = await metrics.text();
    expect(text).toContain('ftcost_slack_errors_total{code="not_in_channel"} 1');
    expect(text).not.toContain('sentence');
    expect([...text.matchAll(/^ftcost_slack_errors_total\{/gm)]).toHaveLength(101);
  });

  it('share one look at the store between scrapes that come at once', async () => {
    let looks = 0;
    const { metrics } = metricsOver(async () => {
      looks += 1;
      return FIGURES;
    });
    await Promise.all([metrics.text(), metrics.text(), metrics.text()]);
    expect(looks).toBe(1);
  });
});
