import { formatCount } from '../../engine/index.js';
import type { Field, Reading } from './field.js';
import { fieldAt } from './fields.js';
import { parseNumber } from './numbers.js';
import { SPANS } from './synonyms.js';

const VOLUME =
  /^([^/\s]+?)(?:\s*(?:queries|query|calls|call|requests|request|messages))?(?:\s*\/\s*|\s+(?:an?|per|each|every)\s+)([a-z]+)$/i;
const RATE_WORDS = /^([^/\s]+?)(rps|qps|tps|qpm|rpm|qpd|rpd)$/i;
const RATE_SPANS: ReadonlyMap<string, string> = new Map(Object.entries({ s: 's', m: 'min', d: 'd' }));

/** Reads a volume with its span: `500k/day`, `15M a month`, `20/s`, `20rps`; a bare number is a rate a day. */
export function readVolume(field: Field, typed: string): Reading {
  const rate = RATE_WORDS.exec(typed);
  if (rate)
    return queriesPerDay(field, rate[1] ?? '', RATE_SPANS.get(rate[2]?.slice(-1).toLowerCase() ?? '') ?? 's');
  const match = VOLUME.exec(typed);
  if (match) return queriesPerDay(field, match[1] ?? '', match[2] ?? '');
  const once = /^(\S+?)\s*(?:once|in total|total)$/i.exec(typed);
  if (once) return oneOff(once[1] ?? '');
  return queriesPerDay(field, typed, 'day');
}

/** Whether a word has the shape of a volume, right or wrong. */
export function looksLikeVolume(word: string): boolean {
  return /^[-+$]?\d[\w.,+-]*\/[a-z]+$/i.test(word) || (/^\d/.test(word) && RATE_WORDS.test(word));
}

/** A rate in queries a day from a number and the word for its span. */
function queriesPerDay(field: Field, number: string, spanWord: string): Reading {
  const word = spanWord.toLowerCase();
  if (word === 'm') return { ok: false, problem: '/m could be a minute or a month. Write /min or /month.' };
  const span = SPANS.get(word) ?? SPANS.get(word.replace(/s$/, ''));
  if (span === undefined) {
    return {
      ok: false,
      problem: 'I do not know this time span. Write /s, /min, /hour, /day, /week or /month.',
    };
  }
  const value = parseNumber(number);
  if (value === undefined) {
    return {
      ok: false,
      problem: 'this is not a number of queries. Write it like 500k/day, 15M/month or 20/s.',
    };
  }
  const perDay = (value * span.spans) / span.days;
  const max = field.max ?? Number.POSITIVE_INFINITY;
  if (!(perDay > 0)) return { ok: false, problem: 'it must be more than 0 queries a day.' };
  if (perDay > max) return { ok: false, problem: `it must be at most ${formatCount(max)} queries a day.` };
  return { ok: true, values: { [field.path]: perDay } };
}

/** A one-off total of queries. */
export function oneOff(number: string): Reading {
  const field = fieldAt('volume.oneOffQueries');
  const value = parseNumber(number);
  const max = field.max ?? Number.POSITIVE_INFINITY;
  if (value === undefined)
    return { ok: false, problem: 'this is not a number of queries. Write it like once=2M.' };
  if (value < 1 || !Number.isSafeInteger(value)) {
    return { ok: false, problem: 'a one-off total must be a whole number of at least 1 query.' };
  }
  if (value > max) return { ok: false, problem: `it must be at most ${formatCount(max)} queries.` };
  return { ok: true, values: { [field.path]: value } };
}
