import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/engine/index.js';
import { exportFiles } from '../../src/slack/features/result/export-files.js';
import { resultMessage } from '../../src/slack/features/result/result-message.js';
import { workingModal } from '../../src/slack/features/result/working-modal.js';
import { adviceOf } from '../advice-of.js';
import { CATALOGUE } from '../catalogue.js';

const WORKLOAD: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 500_000, growthPerMonth: 0.05 },
  tokens: { staticPrompt: 2_000, user: 200, output: 100 },
  current: { model: 'gpt-4o', price: { inputUsdPerMTok: 2, outputUsdPerMTok: 8 } },
};

describe('a price of the team', () => {
  const advice = adviceOf(WORKLOAD, CATALOGUE, { asOf: '2026-11-30' });
  const listed = adviceOf({ ...WORKLOAD, current: { model: 'gpt-4o' } }, CATALOGUE, { asOf: '2026-11-30' });

  it('is named as its own in the message', () => {
    const said = 'Your own price of GPT-4o: $2 in and $8 out per 1M tokens.';
    expect(JSON.stringify(resultMessage(advice, { kind: 'none' }).blocks)).toContain(said);
    expect(JSON.stringify(resultMessage(listed, { kind: 'none' }).blocks)).not.toContain('Your own price');
  });

  it('stands behind every line that rests on it in the working, without a seller or a confidence', () => {
    const working = JSON.stringify(workingModal({ advice, planId: 'keep', metadata: '' }).blocks);
    expect(working).toContain('Your own price, as given with the workload.');
    expect(working).toContain('(own)');
    expect(working).not.toContain("provider's own page");
  });

  it('is marked in the export', () => {
    const ledgers = exportFiles(advice).find(({ name }) => name.endsWith('ledgers.csv'))?.content ?? '';
    const rows = ledgers.split('\r\n').filter((row) => row.startsWith('Keep GPT-4o as it is,'));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(row).toMatch(/,"?Your own price, as given with the workload"?,.*,your own price,own$/);
  });

  it('is billed by day, month and year, and as the volume grows', () => {
    const working = JSON.stringify(workingModal({ advice, planId: 'keep', metadata: '' }).blocks);
    // 500,000 x (2,200 x 2 + 100 x 8) / 1M a day; 78,000 x 1.05^5 and x 1.05^11.
    expect(working).toContain('Invoice and people: $2,600 a day, $78k a month, ');
    expect(working).toContain('As volume and announced prices go: $99.5k in month 6, $133k in month 12.');
  });
});
