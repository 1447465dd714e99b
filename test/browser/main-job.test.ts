import { expect, it } from 'vitest';
import { describeInBrowser, sitDown } from './desk.js';

/** The main job as somebody does it who has only a browser: everything is clicked and typed. */

describeInBrowser('the main job in the browser', () => {
  it('answers a command with a verdict, a chart and plans; explains, asks what if, and saves', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.picture('first-look');
    await desk.say('/ftcost gpt-4o 500k/day 200in 100out examples=5000x500 task=classification');
    const result = desk.message('Next step');
    await result.waitFor();
    const chart = result.getByRole('img').first();
    await chart.waitFor();
    expect(await result.getByRole('heading').first().textContent()).toContain('GPT-6 Luna');
    expect(await result.getByRole('table').getByRole('row').count()).toBeGreaterThan(4);
    expect(
      await chart.evaluate((image) => ('naturalWidth' in image ? Number(image.naturalWidth) : 0)),
    ).toBeGreaterThan(1_000);
    await desk.picture('result', result);
    await desk.picture('result-window');

    await result.getByRole('button', { name: 'Working' }).click();
    const working = desk.modal('Working');
    await working.getByText('One query').first().waitFor();
    await desk.picture('working', working);
    await page.keyboard.press('Escape');
    await working.waitFor({ state: 'hidden' });

    await result.getByRole('combobox', { name: /what if/i }).click();
    await page.getByRole('option').first().click();
    await desk.conversation.getByRole('button', { name: /1 reply/ }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('article').nth(1).waitFor();
    await desk.picture('what-if');
    await page.keyboard.press('Escape');

    await result.getByRole('button', { name: 'Save and watch' }).click();
    await desk.message(/Saved as/).waitFor();
    await desk.say('/ftcost saved');
    const saved = desk.message('1 saved estimate');
    await saved.waitFor();
    await desk.picture('saved', saved);
  });

  it('takes a preset in the form, names mistakes beside their fields and loses nothing', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.say('/ftcost');
    const form = desk.modal('Prompt, RAG or tune?');
    await form.waitFor();
    await desk.picture('form-empty', form);
    await form.getByRole('combobox', { name: 'Preset' }).click();
    await page.getByRole('option', { name: /Ticket triage/ }).click();
    const varying = form.getByRole('textbox', { name: /Varying prompt/ });
    await expect.poll(() => form.getByRole('textbox', { name: /^Name/ }).inputValue()).toBe('Ticket triage');
    await desk.picture('form-preset', form);
    const name = form.getByRole('textbox', { name: /^Name/ });
    await name.fill('Night desk');
    const before = await varying.inputValue();
    await varying.fill('a lot');
    await form.getByRole('button', { name: 'Work it out' }).click();
    const error = form.getByRole('alert');
    await error.waitFor();
    expect(await varying.getAttribute('aria-invalid')).toBe('true');
    expect(await varying.inputValue()).toBe('a lot');
    expect(await name.inputValue()).toBe('Night desk');
    await desk.picture('form-mistake', form);

    await varying.fill(before);
    await form.getByRole('button', { name: /More detail/ }).click();
    await form.getByRole('heading', { name: 'People and time' }).waitFor();
    expect(await name.inputValue()).toBe('Night desk');
    await desk.picture('form-detail', form);
    await form.getByRole('button', { name: 'Work it out' }).click();
    const result = desk.message('Next step');
    await result.waitFor();
    expect(await result.textContent()).toContain('Night desk');
  });
});
