import { expect, it } from 'vitest';
import { describeInBrowser, sitDown } from './desk.js';

/** The main job as somebody does it who has only a browser: everything is clicked and typed. */

describeInBrowser('the main job in the browser', () => {
  it('answers a command with a verdict, a chart and plans; explains, asks what if, and saves', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.picture('first-look');
    await desk.say('/ftcost gpt-4o 500k/day 200in 100out examples=5000x500 task=classification');
    const result = desk.message('Save and watch');
    await result.waitFor();
    const chart = result.getByRole('img').first();
    await chart.waitFor();
    expect(await result.getByRole('heading').first().textContent()).toContain('GPT-6 Luna');
    expect(
      await chart.evaluate((image) => ('naturalWidth' in image ? Number(image.naturalWidth) : 0)),
    ).toBeGreaterThan(1_000);
    await desk.picture('result', result);
    await desk.picture('result-window');

    await result.getByRole('button', { name: 'Why' }).click();
    const why = desk.modal('Why');
    await why.getByText('What would change it').waitFor();
    await desk.picture('why', why);
    await desk.choose(why.getByRole('combobox').first(), 'All plans');
    await why.getByText(/^\d+ plans$/).waitFor();
    await why.getByRole('button', { name: 'Post this page in the thread' }).click();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'hidden' });
    await desk.conversation.getByRole('button', { name: /1 reply/ }).click();
    const replies = page.getByRole('complementary', { name: 'Thread' });
    const plans = replies.getByRole('table');
    await plans.waitFor();
    expect(await plans.getByRole('row').count()).toBeGreaterThan(4);
    await desk.picture('why-posted', replies);
    await page.keyboard.press('Escape');

    await result.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /^Working/ }).click();
    const working = desk.modal('Working');
    await working.getByText('One query').first().waitFor();
    await desk.picture('working', working);
    await page.keyboard.press('Escape');
    await working.waitFor({ state: 'hidden' });

    await result.getByRole('combobox', { name: /what if/i }).click();
    await page.getByRole('option').first().click();
    await desk.conversation.getByRole('button', { name: /2 replies/ }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('article').nth(2).waitFor();
    await desk.picture('what-if');
    await page.keyboard.press('Escape');

    await result.getByRole('button', { name: 'Save and watch' }).click();
    await desk.message(/Saved as/).waitFor();
    await desk.say('/ftcost saved');
    const saved = desk.message('1 saved estimate');
    await saved.waitFor();
    await desk.picture('saved', saved);
  });

  it('fits the form on one screen, takes a preset in it, names mistakes beside their fields and loses nothing', async () => {
    const desk = await sitDown({ viewport: { width: 1280, height: 800 } });
    const { page } = desk;
    await desk.say('/ftcost');
    const form = desk.modal('Prompt, RAG or tune?');
    await form.waitFor();
    await desk.picture('form-empty', form);
    const body = form.locator('.dialog-body');
    expect(await body.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    await form.getByRole('combobox', { name: 'What the model does' }).click();
    await page.getByRole('option', { name: /Ticket triage/ }).click();
    const tokens = form.getByRole('textbox', { name: /^Tokens per query/ });
    await expect.poll(() => tokens.inputValue()).toBe('430 fixed + 310 in, 26 out');
    await desk.picture('form-preset', form);
    const examples = form.getByRole('textbox', { name: /^Training examples/ });
    expect(await examples.inputValue()).toBe('2,300');
    await examples.fill('1234');
    const before = await tokens.inputValue();
    const told = page.waitForResponse(
      (answer) =>
        answer.request().postData()?.includes('"a lot"') === true && answer.url().endsWith('/actions'),
    );
    await tokens.fill('a lot');
    await form.getByRole('button', { name: 'Work it out' }).click();
    // The app hears of what was typed a moment later; that takes no error away.
    await told;
    const error = form.getByRole('alert');
    await error.waitFor();
    expect(await tokens.getAttribute('aria-invalid')).toBe('true');
    expect(await tokens.inputValue()).toBe('a lot');
    expect(await examples.inputValue()).toBe('1234');
    await desk.picture('form-mistake', form);

    await tokens.fill(before);
    await form.getByRole('button', { name: /More detail/ }).click();
    await form.getByRole('heading', { name: 'People and time' }).waitFor();
    expect(await examples.inputValue()).toBe('1234');
    const name = form.getByRole('textbox', { name: /^Name/ });
    expect(await name.inputValue()).toBe('Ticket triage');
    await name.fill('Night desk');
    await desk.picture('form-detail', form);
    await form.getByRole('button', { name: 'Work it out' }).click();
    const result = desk.message('Save and watch');
    await result.waitFor();
    expect(await result.textContent()).toContain('Night desk');
  });
});
