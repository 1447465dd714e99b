import { expect, it } from 'vitest';
import { describeInBrowser, sitDown } from './desk.js';

/** What the playground has beside the app: the presets as cards, files, shortcuts, and what goes over the wire. */

describeInBrowser('the playground in the browser', () => {
  it('runs a preset from the gallery, and shows what its Export wrote', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await page
      .getByRole('complementary', { name: 'Workspace' })
      .getByRole('button', { name: 'Presets' })
      .click();
    const gallery = page.getByRole('dialog', { name: 'Presets' });
    const cards = gallery.getByRole('button', { name: /^Run / });
    await cards.first().waitFor();
    expect(await cards.count()).toBeGreaterThan(5);
    await desk.picture('gallery');
    await gallery.getByRole('button', { name: 'Run Ticket triage' }).click();
    await gallery.waitFor({ state: 'detached' });

    const result = desk.message('Save and watch');
    await result.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /^Export/ }).click();
    await desk.conversation.getByRole('button', { name: /reply|replies/ }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    const ledgers = thread.getByRole('button', { name: /Open .*ledgers\.csv/ });
    await ledgers.waitFor();
    await thread.getByRole('button', { name: /Open .*advice\.json/ }).waitFor();
    const download = page.waitForEvent('download');
    await thread.getByRole('link', { name: /Download .*months\.csv/ }).click();
    expect((await download).suggestedFilename()).toMatch(/^ftcost-.*-months\.csv$/);
    await ledgers.click();
    const viewer = page.getByRole('dialog', { name: /ledgers/i });
    const table = viewer.getByRole('table');
    await table.waitFor();
    expect(await table.getByRole('columnheader').first().textContent()).toBe('plan');
    expect(await table.getByRole('row').count()).toBeGreaterThan(30);
    await desk.picture('export');
  });

  it('opens the form by the shortcut', async () => {
    const desk = await sitDown();
    await desk.conversation.getByRole('button', { name: 'Shortcuts' }).click();
    await desk.page.getByRole('menuitem').first().click();
    await desk.modal('Prompt, RAG or tune?').waitFor();
  });

  it('scrolls a long menu by the wheel, and takes what stands at its end', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.say('/ftcost');
    const task = desk.modal('Prompt, RAG or tune?').getByRole('combobox', { name: 'What the model does' });
    await task.click();
    const options = page.getByRole('option');
    await options.first().hover();
    await page.mouse.wheel(0, 2_000);
    const atTheEnd = `(() => {
      const { scrollTop, clientHeight, scrollHeight } = document.querySelector('[role=listbox]');
      return scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 1;
    })()`;
    await page.waitForFunction(atTheEnd);
    // The menu puts itself in place again after a scroll; that must not bring it back to its beginning.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    expect(await page.evaluate<boolean>(atTheEnd)).toBe(true);
    const last = await options.last().textContent();
    await options.last().click();
    const chosen = await task.inputValue();
    expect(chosen).not.toBe('');
    expect(last).toContain(chosen);
  });

  it('shows every payload with its answer and what Slack thinks of its blocks', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.say('/ftcost prices gpt-4o');
    await desk.message('Only visible to you').filter({ hasText: 'GPT-4o' }).waitFor();
    await page.getByRole('button', { name: 'Payloads' }).click();
    const pane = page.getByRole('complementary', { name: 'Payloads' });
    const line = pane.getByRole('button', { name: /The app to Slack: .*blocks valid/ }).first();
    await line.click();
    await pane.getByText('Slack accepts these blocks').waitFor();
    expect(await pane.getByRole('region', { name: 'Payload as JSON' }).textContent()).toContain('"blocks"');
    await desk.picture('payloads');
    await pane.getByRole('searchbox').fill('/ftcost prices gpt-4o');
    await pane.getByRole('button', { name: /Slack to the app/ }).waitFor();
    await pane.getByRole('tab', { name: 'One message' }).click();
    await pane.getByText(/of 50 blocks/).waitFor();
  });
});
