/**
 * The fonts of the charts come from a package, so that a chart looks the same in a container without fonts.
 * They get names of their own: an Inter that happens to be installed on the machine must not be picked instead.
 */
export const FONT_FAMILY = 'Bundled Inter';

/** Scripts that workload and model names may be written in, each a font file of its own. */
export const FONT_SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'greek'] as const;

export const FONT_WEIGHTS = [400, 600, 700] as const;

/** Weight of a text: regular, semi-bold or bold. */
export type FontWeight = (typeof FONT_WEIGHTS)[number];

/** The name under which the letters of a script are found. */
export function familyOf(subset: (typeof FONT_SUBSETS)[number]): string {
  return subset === 'latin' ? FONT_FAMILY : `${FONT_FAMILY} ${subset}`;
}

/** The families in the order in which a letter is looked up. */
export const FONT_FAMILIES: readonly string[] = FONT_SUBSETS.map(familyOf);

/** A CSS font of the bundled families, sizes in pixels. */
export function font(weight: FontWeight, size: number): string {
  return `${weight} ${size}px ${FONT_FAMILIES.map((family) => `"${family}"`).join(', ')}`;
}
