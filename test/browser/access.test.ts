import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, sitDown } from './desk.js';

/** Moves the focus on by Tab until it is on something of that name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page
    .getByRole('button', { name })
    .or(page.getByRole('textbox', { name }))
    .or(page.getByRole('combobox', { name }));
  for (let steps = 0; steps < 80; steps += 1) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${name}.`);
}

describeInBrowser('the page without a mouse, and in the dark', () => {
  it('does the main job by keyboard alone, from the command to the working', async () => {
    const { page, modal, message, picture } = await sitDown();
    // The field has the focus as the page opens.
    await page.keyboard.type('/ftcost');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await modal('Prompt, RAG or tune?').waitFor();
    await tabTo(page, /Model in use/);
    await page.keyboard.type('gpt-4o');
    await page.getByRole('option', { name: /^GPT-4o \(/ }).waitFor();
    await page.keyboard.press('Enter');
    for (const [field, text] of [
      [/^Volume/, '500k'],
      [/^Tokens per query/, '200 in, 100 out'],
    ] as const) {
      await tabTo(page, field);
      await page.keyboard.type(text);
    }
    await picture('keyboard-form');
    await page.keyboard.press('Enter');
    await modal('Prompt, RAG or tune?').waitFor({ state: 'detached' });
    await message('Save and watch').waitFor();
    await page.keyboard.press('Shift+Tab');
    for (let steps = 0; steps < 12; steps += 1) {
      if ((await page.locator(':focus').allTextContents()).includes('Why')) break;
      await page.keyboard.press('Shift+Tab');
    }
    await picture('keyboard-focus');
    await page.keyboard.press('Enter');
    await modal('Why').getByText('What would change it').first().waitFor();
    await page.keyboard.press('Escape');
    await modal('Why').waitFor({ state: 'detached' });
    // The focus is back where it was.
    expect(await page.locator(':focus').allTextContents()).toEqual(['Why']);
  });

  it('is dark where the system is, and light or dark at the press of a button', async () => {
    const desk = await sitDown({ colorScheme: 'dark' });
    const theme = () => desk.page.locator('html').getAttribute('data-theme');
    const ground = () => desk.page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(await theme()).toBe('dark');
    const dark = await ground();
    await desk.page.getByRole('button', { name: 'Use the light theme' }).click();
    await expect.poll(theme).toBe('light');
    expect(await ground()).not.toBe(dark);
    await desk.page.reload();
    await desk.page.getByRole('button', { name: 'Use the dark theme' }).waitFor();
    expect(await theme()).toBe('light');
  });
});
