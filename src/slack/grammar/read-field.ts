import { formatCount, formatShare } from '../../engine/index.js';
import { findSeller } from '../../prices/find-seller.js';
import { nearestWord } from '../kit/nearest.js';
import { asOneLine, cut } from '../kit/safe-text.js';
import { OWN_CURRENCY, splitMoney, withoutRate } from './currencies.js';
import type { Field, Reading } from './field.js';
import { readFigure, readModelFigures } from './figures.js';
import { readNamedModel } from './named-model.js';
import { parseNumber, parsePoints, parseShare } from './numbers.js';
import { readVolume } from './read-volume.js';
import { readTokenPrice } from './token-price.js';
import type { Vocabulary } from './vocabulary.js';

/** The sentence for a number that cannot be read. */
const NOT_A_NUMBER = 'this is not a number. Write digits, with k, M or B if you like: 500, 2k, 1.5M.';
const TOO_LONG = 'this is too long to be read.';

/** Most characters of one word or field: the most that a field of Slack holds. */
export const MAX_TYPED = 3_000;

/** Reads the text of one field. Never throws; the text is untrusted and not echoed in the problem. */
export function readField(field: Field, text: string, vocabulary: Vocabulary): Reading {
  const typed = text.trim();
  if (typed.length > MAX_TYPED) return fail(TOO_LONG);
  if (typed === '' && field.kind !== 'flag') return fail('nothing is given.');
  switch (field.kind) {
    case 'count':
      return readNumber(field, parseNumber(typed));
    case 'usd':
      return readUsd(field, typed, vocabulary);
    case 'price':
      return readTokenPrice(field, typed);
    case 'usdPerHour':
      return readNumber(field, parseNumber(typed.replace(/(?:\/|per |an )(?:h|hr|hour)$/i, '')));
    case 'share':
      return readShare(field, typed);
    case 'figure':
      return readFigure(field, typed);
    case 'figures':
      return readModelFigures(field, typed, vocabulary);
    case 'points':
      return readPoints(field, typed);
    case 'days':
      return readNumber(field, parseSpan(typed, DAYS));
    case 'months':
      return readNumber(field, parseSpan(typed, MONTHS));
    case 'milliseconds':
      return readNumber(field, parseSpan(typed, MILLISECONDS));
    case 'volume':
      return readVolume(field, typed);
    case 'text':
      return { ok: true, values: { [field.path]: cut(asOneLine(typed), field.max ?? 80) } };
    case 'choice':
      return readChoice(field, typed);
    case 'flag':
      return readFlag(field, typed);
    case 'model':
      return readModel(field, typed, vocabulary);
    case 'models':
      return readModels(field, listOf(typed), vocabulary);
    case 'providers':
      return readProviders(field, listOf(typed), vocabulary);
  }
}

function fail(problem: string): Reading {
  return { ok: false, problem };
}

/** Checks a number against the bounds of its field. */
function readNumber(field: Field, value: number | undefined): Reading {
  if (value === undefined) return fail(NOT_A_NUMBER);
  const bounds = outOfBounds(field, value, formatCount);
  return bounds === undefined ? { ok: true, values: { [field.path]: value } } : fail(bounds);
}

/** A sum in US dollars; in another currency by the rate that the workspace has set, and never as if it were dollars. */
function readUsd(field: Field, typed: string, { usdPer }: Vocabulary): Reading {
  const { number, currency = OWN_CURRENCY } = splitMoney(typed);
  const rate = currency === OWN_CURRENCY ? 1 : usdPer?.get(currency);
  if (rate === undefined) return fail(withoutRate(currency));
  const value = parseNumber(number);
  // Dollars stay to the last digit as they were typed.
  return readNumber(
    field,
    value === undefined || rate === 1 ? value : Number((value * rate).toPrecision(12)),
  );
}

function outOfBounds(field: Field, value: number, say: (value: number) => string): string | undefined {
  const { min, max } = field;
  if (min !== undefined && (value < min || (field.aboveMin === true && value === min))) {
    return field.aboveMin === true ? `it must be more than ${say(min)}.` : `it must be at least ${say(min)}.`;
  }
  if (max !== undefined && value > max) return `it must be at most ${say(max)}.`;
  if (field.integer === true && !Number.isSafeInteger(value)) return 'it must be a whole number.';
  return undefined;
}

function readShare(field: Field, typed: string): Reading {
  const value = parseShare(typed);
  if (value === undefined) {
    return fail('write a percentage such as 90%, or a share such as 0.9.');
  }
  const bounds = outOfBounds(field, value, formatShare);
  return bounds === undefined ? { ok: true, values: { [field.path]: value } } : fail(bounds);
}

function readPoints(field: Field, typed: string): Reading {
  const value = parsePoints(typed);
  if (value === undefined) return fail('write points of a hundred with their unit, such as 1pt or 0.5pt.');
  const bounds = outOfBounds(field, value, (share) => `${share * 100} points`);
  return bounds === undefined ? { ok: true, values: { [field.path]: value } } : fail(bounds);
}

const DAYS = sizes({
  '': 1,
  d: 1,
  day: 1,
  w: 7,
  wk: 7,
  week: 7,
  mo: 30,
  month: 30,
  y: 365,
  yr: 365,
  year: 365,
});
const MONTHS = sizes({ '': 1, mo: 1, m: 1, month: 1, y: 12, yr: 12, year: 12 });
const MILLISECONDS = sizes({ '': 1, ms: 1, s: 1_000, sec: 1_000, second: 1_000 });

function sizes(units: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(units));
}

/** A length of time in the unit that has size 1 in `units`. */
function parseSpan(typed: string, units: ReadonlyMap<string, number>): number | undefined {
  const match = /^([\d.,_]+)\s*([a-z]*)$/i.exec(typed);
  if (!match) return undefined;
  const [, digits = '', word = ''] = match;
  const unit = word.toLowerCase();
  const size = units.get(unit) ?? units.get(unit.replace(/s$/, ''));
  const value = parseNumber(digits);
  return size === undefined || value === undefined ? undefined : value * size;
}

function readChoice(field: Field, typed: string): Reading {
  const choices = field.choices ?? {};
  const value = Object.hasOwn(choices, typed.toLowerCase()) ? choices[typed.toLowerCase()] : undefined;
  if (value !== undefined) return { ok: true, values: { [field.path]: value } };
  const near = nearestWord(typed, Object.keys(choices));
  const all = [...new Set(Object.values(choices))].join(', ');
  return fail(
    `there is no such choice.${near === undefined ? '' : ` Did you mean ${near}?`} Choose one of: ${all}.`,
  );
}

function readFlag(field: Field, typed: string): Reading {
  const word = typed.toLowerCase();
  if (['', 'yes', 'true', 'y', 'on', '1'].includes(word)) return { ok: true, values: { [field.path]: true } };
  if (['no', 'false', 'n', 'off', '0'].includes(word)) return { ok: true, values: { [field.path]: false } };
  return fail('write yes or no.');
}

function listOf(typed: string): string[] {
  const words = typed.split(/[,;]+/).map((word) => word.trim());
  return words.filter((word) => word !== '').slice(0, 51);
}

/** The model in use, and its effort where one is written behind it. */
function readModel(field: Field, typed: string, vocabulary: Vocabulary): Reading {
  const model = readNamedModel(typed, vocabulary);
  if (!model.ok) return model;
  const { id, effort } = model;
  return {
    ok: true,
    values: { [field.path]: id, ...(effort !== undefined && { 'current.effort': effort }) },
  };
}

/** Says of a list that it is meant to be empty. */
const NOBODY = 'none';

function readModels(field: Field, names: readonly string[], vocabulary: Vocabulary): Reading {
  if (names.length > 50) return fail('name at most 50 models.');
  if (isNobody(names)) return { ok: true, values: { [field.path]: [] } };
  const known: string[] = [];
  for (const name of names) {
    const model = readNamedModel(name, vocabulary);
    if (!model.ok) return model;
    if (!known.includes(model.name)) known.push(model.name);
  }
  return { ok: true, values: { [field.path]: known } };
}

function isNobody(names: readonly string[]): boolean {
  return names.length === 1 && names[0]?.toLowerCase() === NOBODY;
}

function readProviders(field: Field, names: readonly string[], vocabulary: Vocabulary): Reading {
  if (names.length > 50) return fail('name at most 50 providers.');
  if (isNobody(names)) return { ok: true, values: { [field.path]: [] } };
  const known: string[] = [];
  for (const name of names) {
    const found = findSeller(vocabulary.providers, name);
    if (found === undefined) {
      const near = nearestWord(name, vocabulary.providers);
      const subject = `there is no provider ${cut(asOneLine(name), 40)}.`;
      return fail(
        near === undefined
          ? `${subject} Known are: ${vocabulary.providers.slice(0, 12).join(', ')}.`
          : `${subject} Did you mean ${near}?`,
      );
    }
    if (!known.includes(found)) known.push(found);
  }
  return { ok: true, values: { [field.path]: known } };
}
