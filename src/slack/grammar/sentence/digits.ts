/** Numbers as people of several countries write them: `1,200`, `1.200`, `1 200`, `1'200`, `1,5`, `1,00,000`. */

/** A number read from its digits. */
export interface Digits {
  readonly value: number;
  /** The other number that the same digits are elsewhere: `2.000` is two thousand or two. */
  readonly other?: number;
}

const WHOLE = /^\d+$/;
const POINT = /^\d*\.\d+$/;
const COMMA_GROUPS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const POINT_GROUPS = /^\d{1,3}(?:\.\d{3}){2,}$|^\d{1,3}(?:\.\d{3})+,\d+$/;
const INDIAN_GROUPS = /^\d{1,2}(?:,\d{2})+,\d{3}$/;
const OTHER_GROUPS = /^\d{1,3}(?:['_]\d{3})+$/;
const COMMA = /^\d+,\d+$/;
/** One point and three digits behind it: thousands for some, thousandths for others. */
const EITHER = /^[1-9]\d{0,2}\.\d{3}$/;

/** Reads the digits of one number; `undefined` where they are no number. */
export function readDigits(text: string): Digits | undefined {
  if (WHOLE.test(text)) return { value: Number(text) };
  if (EITHER.test(text)) return { value: Number(text.replace('.', '')), other: Number(text) };
  if (POINT.test(text)) return { value: Number(text) };
  if (COMMA_GROUPS.test(text) || INDIAN_GROUPS.test(text)) return { value: Number(text.replaceAll(',', '')) };
  if (POINT_GROUPS.test(text)) return { value: Number(text.replaceAll('.', '').replace(',', '.')) };
  if (OTHER_GROUPS.test(text)) return { value: Number(text.replace(/['_]/g, '')) };
  if (COMMA.test(text)) return { value: Number(text.replace(',', '.')) };
  return undefined;
}

/** Word or letter behind a number -> the power of ten that it stands for. */
export const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    k: 3,
    thousand: 3,
    thousands: 3,
    tausend: 3,
    tsd: 3,
    mille: 3,
    hundred: 2,
    hundert: 2,
    m: 6,
    mm: 6,
    mn: 6,
    mio: 6,
    million: 6,
    millions: 6,
    millionen: 6,
    millones: 6,
    lakh: 5,
    lakhs: 5,
    lac: 5,
    crore: 7,
    crores: 7,
    b: 9,
    bn: 9,
    billion: 9,
    milliarde: 9,
    milliarden: 9,
    mrd: 9,
  }),
);

/** *Mil* is a thousand in Spanish and Portuguese; in English it is short for a million. */
const MIL_IN_SPANISH = 3;
const MIL_IN_ENGLISH = 6;

/** The power of ten that a word behind a number stands for. */
export function scaleOf(word: string, isSpanish: boolean): number | undefined {
  if (word === 'mil') return isSpanish ? MIL_IN_SPANISH : MIL_IN_ENGLISH;
  return word === 'mils' ? MIL_IN_ENGLISH : SCALES.get(word);
}

/** Numbers in words. They count only before a scale or right before what they number. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    half: 0.5,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
  }),
);
