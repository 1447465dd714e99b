import { expect, it } from 'vitest';
import { describeInBrowser, sitDown } from './desk.js';

/** What is saved is decided again when prices move, and the channel is told: clicked through from start to end. */

describeInBrowser('the digest in the browser', () => {
  it('arrives at the subscribed hour and tells which verdict a price cut has flipped', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.say('/ftcost preset ticket-triage');
    const result = desk.message('Next step');
    await result.waitFor();
    expect(await result.getByRole('heading').first().textContent()).toContain('switch to Mistral Large 3');
    await result.getByRole('button', { name: 'Save and watch' }).click();
    await desk.message(/Saved as/).waitFor();

    await desk.say('/ftcost digest');
    const form = desk.modal('Weekly price digest');
    await form.waitFor();
    await desk.picture('digest-form', form);
    await form.getByRole('button', { name: 'Subscribe' }).click();
    await form.waitFor({ state: 'detached' });

    const world = page.getByRole('region', { name: 'Clock and prices' });
    const now = world.getByRole('time');
    const before = Date.parse((await now.getAttribute('datetime')) ?? '');
    await world.getByText('After a price cut (made up)').click();
    const cut = world.getByRole('radio', { name: 'After a price cut (made up)' });
    await expect.poll(() => cut.isChecked()).toBe(true);
    await expect.poll(() => cut.isEnabled()).toBe(true);
    await world.getByRole('button', { name: 'To the next digest' }).click();

    const digest = desk.message('Decisions that flip');
    await digest.waitFor();
    expect(await digest.getByRole('heading').first().textContent()).toContain('flip');
    const text = await digest.textContent();
    expect(text).toContain('Ticket triage flips: Switch to GPT-6.1 Terra');
    expect(text).toContain('1 price change looks doubtful');
    expect(
      await desk.conversation.getByRole('article').filter({ hasText: 'Decisions that flip' }).count(),
    ).toBe(1);
    expect(Date.parse((await now.getAttribute('datetime')) ?? '')).toBeGreaterThan(before + 12 * 3_600_000);
    await desk.picture('digest', digest);
    await desk.picture('digest-window');
  });
});
