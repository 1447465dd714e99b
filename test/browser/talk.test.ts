import { expect, it } from 'vitest';
import { describeInBrowser, sitDown } from './desk.js';

/** Several people, several places: what is said where, and who can read it. */

describeInBrowser('people who talk with the app in the browser', () => {
  it('get an answer to a mention in its thread, where commands do not work', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.say('@ftcost gpt-4o 500k/day 200in 100out task=classification');
    await desk.conversation.getByRole('button', { name: /1 reply/ }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    const answer = thread.getByRole('article').filter({ hasText: 'Save and watch' });
    await answer.getByRole('img').first().waitFor();
    // Only the mention stands in the channel.
    expect(await desk.conversation.getByRole('article').count()).toBe(1);
    await desk.picture('mention');

    const reply = thread.getByRole('combobox', { name: 'Reply in thread' });
    await reply.fill('/ftcost help');
    await reply.press('Enter');
    await thread.getByText('/ftcost is not supported in threads').waitFor();
    await reply.fill('@ftcost compare gpt-4o gpt-6-luna 50k/day 800in 150out');
    await reply.press('Enter');
    await thread.getByRole('article').filter({ hasText: 'Only the bill is compared' }).waitFor();
    await desk.conversation.getByRole('button', { name: /3 replies/ }).waitFor();
  });

  it('ask the app by direct message', async () => {
    const desk = await sitDown();
    await desk.become('Linus Pauling');
    await desk.go('ftcost');
    await desk.page.getByRole('tab', { name: /Messages/ }).click();
    await desk.say('gpt-4o 500k/day 200in 100out task=classification');
    const result = desk.message('Save and watch');
    await result.getByRole('img').first().waitFor();
    await desk.picture('direct-message');
    await desk.become('Ada Lovelace');
    await desk.page.getByRole('tab', { name: /Messages/ }).click();
    expect(await desk.conversation.getByRole('article').count()).toBe(0);
  });

  it('work on the result of another person, and read what is said to them alone', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.say('/ftcost gpt-4o 500k/day 200in 100out examples=5000x500 task=classification');
    await desk.message('Save and watch').waitFor();
    await desk.say('/ftcost gpt-4o-mni 500k/day');
    const mistake = desk.conversation.getByRole('article').filter({ hasText: 'gpt-4o-mini' });
    await mistake.getByText('Only visible to you').waitFor();

    await desk.become('Grace Hopper');
    const result = desk.message('Save and watch');
    await result.waitFor();
    expect(await mistake.count()).toBe(0);
    await desk.choose(result.getByRole('combobox', { name: /what if/i }), /./);
    await desk.conversation.getByRole('button', { name: /1 reply/ }).waitFor();
    await result.getByRole('button', { name: 'Save and watch' }).click();
    await desk
      .message(/Saved as/)
      .getByText('Only visible to you')
      .waitFor();
    await result.getByRole('button', { name: 'Adjust' }).click();
    const form = desk.modal('Prompt, RAG or tune?');
    await form.waitFor();
    expect(await form.getByRole('combobox', { name: /Model in use/ }).inputValue()).toContain('GPT-4o');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });

    await desk.become('Ada Lovelace');
    await mistake.waitFor();
    expect(await desk.conversation.getByRole('article').filter({ hasText: 'Saved as' }).count()).toBe(0);
  });
});
