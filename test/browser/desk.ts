import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { startPlayground } from '../../src/playground/start.js';
import { findChromium } from './chromium.js';

/** A person in front of the playground: the whole app over a store in memory, in a real browser. */
export interface Desk {
  readonly page: Page;
  /** The open conversation. */
  readonly conversation: Locator;
  /** Types a line into the conversation's field and sends it. */
  say(line: string): Promise<void>;
  /** The newest message that shows a text. */
  message(text: string | RegExp): Locator;
  /** The open modal of a title. */
  modal(title: string): Locator;
  /** Opens a conversation of the sidebar. */
  go(name: string): Promise<void>;
  /** Takes the chair of another person. */
  become(name: string): Promise<void>;
  /** Chooses from a menu of a modal, or of a message, by typing a part of the choice. */
  choose(menu: Locator, choice: string | RegExp, typed?: string): Promise<void>;
  /** Opens another window; an error on its page fails the test, too. */
  newPage(): Promise<Page>;
  /** Leaves pictures of the window, or of one thing, light and dark, for review. */
  picture(name: string, of?: Locator): Promise<void>;
}

/** How the person's machine is set. */
interface DeskOptions {
  readonly colorScheme?: 'light' | 'dark';
  /** Size of the window, in pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Everything waits for facts, for at most this long. */
const PATIENCE_MS = 45_000;

const PAGE = fileURLToPath(new URL('../../dist/playground/page/', import.meta.url));
const SCREENSHOTS = fileURLToPath(new URL('./screenshots/', import.meta.url));

/** Noon of a Sunday. */
const TODAY_MS = Date.parse('2026-11-22T12:00:00Z');

const executablePath = findChromium();
let browser: Browser | undefined;

/** A suite that needs Chromium: skipped, and said so, where there is none. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (executablePath === undefined) {
    console.warn(`Skipped: ${name}. There is no Chromium here: install it, or set CHROMIUM_PATH.`);
    describe.skip(name, tests);
    return;
  }
  describe(name, { timeout: 180_000 }, () => {
    beforeAll(async () => {
      mkdirSync(SCREENSHOTS, { recursive: true });
      // Chromium refuses its sandbox to root, who runs the tests in containers; nothing from outside is opened.
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    });
    afterAll(async () => {
      await browser?.close();
    });
    tests();
  });
}

/** Opens the playground in a fresh window. An error on the page fails the test. */
export async function sitDown(options: DeskOptions = {}): Promise<Desk> {
  const { colorScheme = 'light', viewport = { width: 1440, height: 900 } } = options;
  if (browser === undefined) throw new Error('The browser is not open.');
  const begun = performance.now();
  const playground = await startPlayground({
    port: 0,
    logLevel: 'silent',
    store: { kind: 'memory' },
    pageDirectory: PAGE,
    machine: () => new Date(TODAY_MS + performance.now() - begun),
  });
  onTestFinished(() => playground.stop());
  const context = await browser.newContext({
    viewport,
    colorScheme,
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  onTestFinished(() => context.close());
  const errors: Error[] = [];
  async function newPage(): Promise<Page> {
    const opened = await context.newPage();
    opened.on('pageerror', (error) => errors.push(error));
    opened.setDefaultTimeout(PATIENCE_MS);
    return opened;
  }
  const page = await newPage();
  onTestFinished(() => {
    if (errors.length > 0) throw new AggregateError(errors, 'The page threw errors.');
  });
  await page.goto(playground.url);
  const conversation = page.getByRole('main');
  const field = conversation.getByRole('combobox', { name: /^Message / });
  await field.waitFor();
  return {
    page,
    newPage,
    conversation,
    async say(line) {
      await field.fill(line);
      await conversation.getByRole('button', { name: 'Send' }).click();
    },
    message: (text) => page.getByRole('article').filter({ hasText: text }).last(),
    modal: (title) => page.getByRole('dialog', { name: title }),
    async go(name) {
      await page
        .getByRole('navigation', { name: 'Conversations' })
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .click();
    },
    async become(name) {
      await page.getByRole('group', { name: 'You are' }).getByText(name).click();
    },
    async choose(menu, choice, typed) {
      await menu.click();
      if (typed !== undefined) await menu.fill(typed);
      await page.getByRole('option', { name: choice }).first().click();
    },
    async picture(name, of) {
      const window = page.viewportSize();
      // A thing is taken whole, however long it is.
      if (of !== undefined && window !== null) await page.setViewportSize({ ...window, height: 2_600 });
      await page.mouse.move(0, 0);
      for (const theme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.locator(`html[data-theme=${theme}]`).waitFor();
        await picturesLoaded(page);
        await (of ?? page).screenshot({ path: `${SCREENSHOTS}${name}-${theme}.png` });
      }
      await page.emulateMedia({ colorScheme });
      if (window !== null) await page.setViewportSize(window);
    },
  };
}

/** Waits until every picture that the page shows is there, and its fonts, too. */
async function picturesLoaded(page: Page): Promise<void> {
  await page.waitForFunction(
    "document.fonts.status === 'loaded' && [...document.images].every(({ complete }) => complete)",
  );
}
