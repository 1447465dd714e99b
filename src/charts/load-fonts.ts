import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { FONT_FAMILY, FONT_SUBSETS, FONT_WEIGHTS, familyOf } from './fonts.js';

/** Loads the bundled fonts into this process. Worker threads share them; loading again does nothing. */
export function loadFonts(): void {
  if (GlobalFonts.has(FONT_FAMILY)) return;
  const require = createRequire(import.meta.url);
  const files = join(dirname(require.resolve('@fontsource/inter/package.json')), 'files');
  // The plain family comes last: code that sees it finds the others loaded as well.
  for (const subset of [...FONT_SUBSETS].reverse()) {
    for (const weight of FONT_WEIGHTS) {
      const file = join(files, `inter-${subset}-${weight}-normal.woff2`);
      if (GlobalFonts.registerFromPath(file, familyOf(subset)) === null) {
        throw new Error(`The font file ${file} could not be loaded. Reinstall @fontsource/inter.`);
      }
    }
  }
}
