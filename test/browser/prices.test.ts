import { expect, it } from 'vitest';
import { describeInBrowser, sitDown } from './desk.js';

describeInBrowser('prices in the browser', () => {
  it('shows the prices of a model privately, and shares them with the chart of their history', async () => {
    const desk = await sitDown();
    await desk.say('/ftcost prices gpt-4o');
    const sheet = desk.message('Only visible to you').filter({ hasText: 'GPT-4o' });
    await sheet.waitFor();
    expect(await sheet.textContent()).toContain('$2.50');
    await desk.picture('price-sheet', sheet);
    await sheet.getByRole('button', { name: 'Share here' }).click();
    const shared = desk.message('$2.50').filter({ has: desk.page.getByRole('img', { name: /GPT-4o/ }) });
    await shared.waitFor();
    await desk.picture('price-history', shared);
  });

  it('puts one workload on several models side by side', async () => {
    const desk = await sitDown();
    await desk.say('/ftcost compare gpt-4o gpt-6-luna claude-haiku-5.5 50k/day 800in 150out');
    const comparison = desk.message('Claude Haiku 5.5');
    await comparison.waitFor();
    expect(await comparison.getByRole('table').getByRole('row').count()).toBe(4);
    await desk.picture('compare', comparison);
  });
});
