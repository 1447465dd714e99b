import { expect, it } from 'vitest';
import { describeInBrowser, sitDown } from './desk.js';

describeInBrowser('the Home tab in the browser', () => {
  it('starts an estimate, shows what was saved, pauses a digest and opens the settings', async () => {
    const desk = await sitDown();
    const { page } = desk;
    const home = page.getByRole('region', { name: 'ftcost Home' });
    await desk.go('ftcost');
    await home.getByText('Nothing is saved yet').waitFor();
    await desk.picture('home-empty');

    await home.getByRole('button', { name: 'New estimate' }).click();
    const form = desk.modal('Prompt, RAG or tune?');
    await form.waitFor();
    await desk.choose(form.getByRole('combobox', { name: 'What the model does' }), /Ticket triage/);
    await expect
      .poll(() => form.getByRole('combobox', { name: /Model in use/ }).inputValue())
      .toContain('GPT-4o');
    await desk.choose(form.getByRole('combobox', { name: /Post the result/ }), 'ml-platform');
    await form.getByRole('button', { name: 'Work it out' }).click();
    await form.waitFor({ state: 'detached' });

    await desk.go('ml-platform');
    await desk.message('Save and watch').getByRole('button', { name: 'Save and watch' }).click();
    await desk.message(/Saved as/).waitFor();
    await desk.say('/ftcost digest');
    const digest = desk.modal('Weekly price digest');
    await digest.getByRole('button', { name: 'Subscribe' }).click();
    await digest.waitFor({ state: 'detached' });
    await desk.message('subscribed this channel').waitFor();

    await desk.go('ftcost');
    await home.getByRole('heading', { name: 'Saved estimates: 1' }).waitFor();
    await home.getByText('No change in the last week').waitFor();
    await home.getByText('Ticket triage').first().waitFor();
    await desk.picture('home');
    await home.getByRole('button', { name: 'Pause' }).click();
    await home.getByRole('button', { name: 'Resume' }).waitFor();
    expect(await home.textContent()).toMatch(/paused/i);

    await home.getByRole('button', { name: 'Change settings' }).click();
    const settings = desk.modal('Workspace settings');
    await settings.getByRole('textbox', { name: /An engineer a month/ }).fill('a lot');
    await settings.getByRole('textbox', { name: /Negotiated prices/ }).fill('gpt-4o 15% Contract 114');
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.getByRole('alert').first().waitFor();
    await desk.picture('settings', settings);
    await settings.getByRole('textbox', { name: /An engineer a month/ }).fill('12k');
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.waitFor({ state: 'detached' });
    await home.getByText('engineer $12k a month; 1 negotiated price').waitFor();
    await desk.picture('home-settings');
  });

  it('lets an ordinary member see what is saved, and keeps the settings for the admins', async () => {
    const desk = await sitDown();
    const home = desk.page.getByRole('region', { name: 'ftcost Home' });
    await desk.say('/ftcost preset ticket-triage');
    await desk.message('Save and watch').getByRole('button', { name: 'Save and watch' }).click();
    await desk.message(/Saved as/).waitFor();
    await desk.become('Grace Hopper');
    await desk.go('ftcost');
    await home.getByRole('heading', { name: 'Saved estimates: 1' }).waitFor();
    await home.getByText('No change in the last week').waitFor();
    expect(await home.getByRole('button', { name: 'Change settings' }).count()).toBe(0);
    await desk.picture('home-member');
  });
});
