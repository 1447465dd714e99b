import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type Desk, describeInBrowser, sitDown } from './desk.js';

/** A result opened in the browser: moved, compared with what Slack says, posted back, withdrawn. */

const LINE = '/ftcost gpt-4o 500k/day 2000+200in 100out examples=5000x500 task=classification';

/** Asks for a result, and opens its thread with the link. */
async function giveLink(desk: Desk): Promise<{ readonly url: string; readonly thread: Locator }> {
  const { page } = desk;
  await desk.say(LINE);
  const result = desk.message('Save and watch');
  await result.waitFor();
  await result.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /^Open live/ }).click();
  await desk.conversation.getByRole('button', { name: /1 reply/ }).click();
  const thread = page.getByRole('complementary', { name: 'Thread' });
  const url = await thread.getByRole('link', { name: 'Open the live sheet' }).getAttribute('href');
  if (url === null) throw new Error('The link goes nowhere.');
  return { url, thread };
}

/** Opens a link in a window of its own, and waits for the verdict and all that follows it. */
async function open(desk: Desk, url: string): Promise<Page> {
  const sheet = await desk.newPage();
  await sheet.goto(url);
  await rest(sheet);
  return sheet;
}

/** Waits until everything is worked out. */
async function rest(sheet: Page): Promise<void> {
  await sheet.getByRole('table').waitFor();
  await expect.poll(() => sheet.locator('[aria-busy=true]').count(), { timeout: 45_000 }).toBe(0);
}

/** What a sheet says: what to do, and the numbers. */
async function saidBy(sheet: Page): Promise<readonly string[]> {
  const title = await sheet.getByRole('heading', { level: 1 }).textContent();
  return [title ?? '', ...(await sheet.locator('.numbers dd').allTextContents())];
}

/** Moves the focus on by Tab until it is on something of that name. */
async function tabTo(sheet: Page, role: 'slider' | 'tab' | 'button', name: string | RegExp): Promise<void> {
  const wanted = sheet.getByRole(role, { name }).and(sheet.locator(':focus'));
  for (let steps = 0; steps < 60; steps += 1) {
    if ((await wanted.count()) > 0) return;
    await sheet.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${name}.`);
}

/** Texts whose contrast against what they stand on is under 4.5 to 1, by the formula of WCAG 2.2. */
const FAINT_TEXTS = `(() => {
  const luminance = ([r, g, b]) => [r, g, b]
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
    .filter((element) => element.checkVisibility())
    .flatMap((element) => {
      const [own, ground] = [numbers(getComputedStyle(element).color), groundOf(element)].map(luminance);
      const contrast = (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
      return contrast < 4.5 ? [element.textContent + ' ' + contrast.toFixed(2)] : [];
    });
})()`;

/** Fields that a screen reader has no name for. */
const NAMELESS = `[...document.querySelectorAll('input, button')]
  .filter((element) => !element.labels?.length && !element.ariaLabel && element.textContent.trim() === '')
  .map(({ outerHTML }) => outerHTML)`;

describeInBrowser('the live sheet in the browser', () => {
  it('moves with its sliders, says what Slack says of the same workload, and posts it back once', async () => {
    const desk = await sitDown();
    const { url, thread } = await giveLink(desk);
    await desk.picture('live-link', thread);
    const sheet = await open(desk, url);
    await pictures(sheet, 'live-sheet');
    const first = await saidBy(sheet);
    const card = await desk.message('Save and watch').textContent();
    for (const said of first) expect(card).toContain(said);

    const asked: string[] = [];
    sheet.on('request', (request) => asked.push(request.url()));
    await sheet.getByRole('slider', { name: 'Queries a day' }).fill('100');
    await expect.poll(() => saidBy(sheet)).not.toEqual(first);
    await sheet.getByRole('textbox', { name: 'Right answers today, as a number' }).fill('91%');
    await sheet.getByRole('textbox', { name: 'Loss per wrong answer, as a number' }).fill('2');
    await rest(sheet);
    const moved = await saidBy(sheet);
    expect(moved.join(' ')).not.toContain('not priced');
    // Nothing of it was asked over the network.
    expect(asked).toEqual([]);
    await pictures(sheet, 'live-sheet-changed');

    await sheet.getByRole('button', { name: 'Post this back' }).dblclick();
    await sheet.getByText('Posted in Slack.').waitFor();
    const posted = thread.getByRole('article').filter({ hasText: 'From the live sheet' });
    await posted.waitFor();
    expect(await posted.count()).toBe(1);
    const again = await posted.textContent();
    for (const said of moved) expect(again).toContain(said);
    await desk.picture('live-posted', posted);
  });

  it('is used by keyboard alone on a phone, in the dark and in the light, and opens nothing once withdrawn', async () => {
    const desk = await sitDown();
    const { url, thread } = await giveLink(desk);
    const sheet = await open(desk, url);
    await sheet.setViewportSize({ width: 390, height: 844 });
    const first = await saidBy(sheet);
    await tabTo(sheet, 'slider', 'Queries a day');
    await sheet.keyboard.press('PageDown');
    await expect.poll(() => saidBy(sheet)).not.toEqual(first);
    expect(
      await sheet.getByRole('slider', { name: 'Queries a day' }).getAttribute('aria-valuetext'),
    ).not.toBe('500k');
    // The verdict is said once nothing moves, and stays in sight while values do.
    const title = await sheet.getByRole('heading', { level: 1 }).textContent();
    await expect.poll(() => sheet.locator('.verdict [role=status]').textContent()).toContain(title);
    await expect.poll(() => sheet.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);

    await sheet.keyboard.press('Shift+Tab');
    await tabTo(sheet, 'button', /^Back to/);
    await sheet.keyboard.press('Enter');
    await expect.poll(() => saidBy(sheet)).toEqual(first);
    for (let steps = 0; steps < 20; steps += 1) {
      if ((await sheet.locator('[role=tab]:focus').count()) > 0) break;
      await sheet.keyboard.press('Shift+Tab');
    }
    for (const tab of ['Price and life', 'Team', 'Constraints']) {
      await sheet.keyboard.press('ArrowRight');
      expect(await sheet.getByRole('tab', { selected: true }).textContent()).toBe(tab);
      await pictures(sheet, `live-phone-${tab.split(' ')[0]?.toLowerCase()}`);
      for (const colorScheme of ['dark', 'light'] as const) {
        await sheet.emulateMedia({ colorScheme });
        expect(await sheet.evaluate(FAINT_TEXTS)).toEqual([]);
      }
      expect(await sheet.evaluate(NAMELESS)).toEqual([]);
      expect(await sheet.evaluate('document.documentElement.scrollWidth')).toBe(390);
    }
    await sheet.keyboard.press('Tab');
    await sheet.keyboard.press('Tab');
    await sheet.keyboard.press('Tab');
    await sheet.keyboard.press('Space');
    await sheet.getByText('Changed: data stays in house: own GPUs only yes.').waitFor();
    await rest(sheet);
    await tabTo(sheet, 'button', 'Post this back');
    await sheet.keyboard.press('Enter');
    await sheet.getByText('Posted in Slack.').waitFor();

    await thread.getByRole('button', { name: 'Withdraw link' }).click();
    await thread.getByText('The link is withdrawn').waitFor();
    const forged = `${url.slice(0, -3)}AAA`;
    for (const [name, address] of [
      ['withdrawn', url],
      ['forged', forged],
      ['bare', url.split('#')[0] ?? ''],
    ] as const) {
      const closed = await desk.newPage();
      await closed.goto(address);
      await closed.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
      expect(await closed.locator('input, button, canvas, table').count(), name).toBe(0);
      if (name === 'withdrawn') await pictures(closed, 'live-closed');
    }
  });
});

/** Leaves pictures of a whole page, light and dark, for review. */
async function pictures(sheet: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await sheet.emulateMedia({ colorScheme });
    const path = new URL(`./screenshots/${name}-${colorScheme}.png`, import.meta.url).pathname;
    await sheet.screenshot({ path, fullPage: true });
  }
}
