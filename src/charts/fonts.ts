import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/**
 * The fonts of the charts come from a package, so that a chart looks the same in a container without fonts.
 * They get names of their own: an Inter that happens to be installed on the machine must not be picked instead.
 */
const FAMILY = 'Bundled Inter';

/** Scripts that workload and model names may be written in, each a font file of its own. */
const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'greek'] as const;

const WEIGHTS = [400, 600, 700] as const;

/** Weight of a text: regular, semi-bold or bold. */
export type FontWeight = (typeof WEIGHTS)[number];

function familyOf(subset: (typeof SUBSETS)[number]): string {
  return subset === 'latin' ? FAMILY : `${FAMILY} ${subset}`;
}

/** The families in the order in which a letter is looked up. */
export const FONT_FAMILIES: readonly string[] = SUBSETS.map(familyOf);

/** A CSS font of the bundled families, sizes in pixels. */
export function font(weight: FontWeight, size: number): string {
  return `${weight} ${size}px ${FONT_FAMILIES.map((family) => `"${family}"`).join(', ')}`;
}

/** Loads the bundled fonts into this process. Worker threads share them; loading again does nothing. */
export function loadFonts(): void {
  if (GlobalFonts.has(FAMILY)) return;
  const require = createRequire(import.meta.url);
  const files = join(dirname(require.resolve('@fontsource/inter/package.json')), 'files');
  // The plain family comes last: code that sees it finds the others loaded as well.
  for (const subset of [...SUBSETS].reverse()) {
    for (const weight of WEIGHTS) {
      const file = join(files, `inter-${subset}-${weight}-normal.woff2`);
      if (GlobalFonts.registerFromPath(file, familyOf(subset)) === null) {
        throw new Error(`The font file ${file} could not be loaded. Reinstall @fontsource/inter.`);
      }
    }
  }
}
