import { existsSync } from 'node:fs';

/** Where Chromium usually is. */
const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of these tests: `CHROMIUM_PATH`, or else the first one in a usual place. */
export function findChromium(): string | undefined {
  const asked = process.env.CHROMIUM_PATH;
  return asked === undefined || asked === '' ? USUAL_PATHS.find((path) => existsSync(path)) : asked;
}
