import { expect, it } from 'vitest';
import { describeInBrowser, sitDown } from './desk.js';

/** What is saved is decided again when prices move, and the channel is told: clicked through from start to end. */

describeInBrowser('the digest in the browser', () => {
  it('arrives at the subscribed hour and tells which verdict a price cut has flipped', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.say(
      '/ftcost gpt-6.2-sol 50k/day 1500+500in 100out task=classification accuracy=930/1000 ' +
        'accuracy:gpt-6.1-terra=940/1000 accuracy:mistral-large-3=940/1000 ' +
        'candidates=gpt-6.1-terra,mistral-large-3 name=Triage',
    );
    const result = desk.message('Save and watch');
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
    expect(text).toContain('Triage flips: switch to GPT-6.1 Terra');
    expect(text).toContain('1 price change looks doubtful');
    expect(
      await desk.conversation.getByRole('article').filter({ hasText: 'Decisions that flip' }).count(),
    ).toBe(1);
    expect(Date.parse((await now.getAttribute('datetime')) ?? '')).toBeGreaterThan(before + 12 * 3_600_000);
    await desk.picture('digest', digest);
    await desk.picture('digest-window');
  });

  it('is what Start here leads to, step by step; the history of the price shows the cut', async () => {
    const desk = await sitDown();
    const { page } = desk;
    const workspace = page.getByRole('complementary', { name: 'Workspace' });
    await workspace.getByRole('button', { name: 'Start here' }).click();
    const guide = page.getByRole('complementary', { name: 'Start here' });
    const step = (title: string) => {
      const heading = page.getByRole('heading', { name: new RegExp(`^${title}`) });
      return guide.getByRole('listitem').filter({ has: heading });
    };
    // On the way to the reminder every decision is decided again for a fortnight of mornings.
    const done = (title: string) => step(title).getByText('Done').waitFor({ timeout: 240_000 });
    await step('Ask').getByRole('button', { name: 'Run it' }).click();
    await done('Ask');
    await desk.message('Save and watch').getByRole('button', { name: 'Save and watch' }).click();
    await done('Save and watch');
    await step('Subscribe the channel').getByRole('button', { name: 'Run it' }).click();
    await desk.modal('Weekly price digest').getByRole('button', { name: 'Subscribe' }).click();
    await done('Subscribe the channel');
    await step('Get alerts on the day').getByRole('button', { name: 'Run it' }).click();
    await done('Get alerts on the day');
    await step('Let a price fall')
      .getByRole('button', { name: /After a price cut/ })
      .click();
    await done('Let a price fall');
    await step('Go to the alert').getByRole('button').click();
    await done('Go to the alert');
    await desk.picture('alert', desk.message('To stop these: /ftcost digest alerts off.'));
    await step('Go to the next digest').getByRole('button').click();
    await done('Go to the next digest');
    await desk.message('Change or stop this with /ftcost digest.').waitFor();
    await desk.picture('guide');
    await step('Watch a model that ends').getByRole('button', { name: 'Run it' }).click();
    await desk.message('Invoices').getByRole('button', { name: 'Save and watch' }).click();
    await done('Watch a model that ends');
    await step('Be reminded of the end').getByRole('button').click();
    await done('Be reminded of the end');
    await desk.picture('reminder', desk.message('GPT-4o stops answering on'));

    await desk.say('/ftcost prices gpt-6.1-terra');
    const sheet = desk.message('Only visible to you').filter({ hasText: 'GPT-6.1 Terra: prices' });
    await sheet.getByRole('button', { name: 'Share here' }).click();
    const shared = desk.message('GPT-6.1 Terra: prices').filter({ has: page.getByRole('img') });
    const chart = shared.getByRole('img').first();
    await chart.waitFor();
    expect(await chart.getAttribute('alt')).toContain('Input: $1 from 26 Oct 2026, $0.40 from 23 Nov 2026.');
    await desk.picture('price-cut', shared);
  });
});
