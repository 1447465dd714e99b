import { FIELDS } from './fields.js';

/** The words of a command, ready to be understood one by one. */
export interface CommandWords {
  /** Words in the order typed; `key="two words"` is one word, without its quotes. */
  readonly words: readonly string[];
  /** A quoted value that was never closed, as typed. */
  readonly unclosed?: string;
}

/** Longest text that is read; Slack sends no more than about 3,000 characters. */
const LONGEST_TEXT = 8_000;

const NUMBER = String.raw`[$]?\d[\d.,_]*(?:e\d+)?[kmb]?`;
const COUNTED = FIELDS.filter((field) => field.kind === 'count').flatMap((field) => field.keys);
const UNITS = [...COUNTED].sort((a, b) => b.length - a.length).join('|');

const NUMBER_THEN_UNIT = new RegExp(
  String.raw`(^|[\s+/])(${NUMBER}(?:x${NUMBER})?) (?:tokens? )?(?:training )?(${UNITS})(?: tokens?)?(?=[\s,;/]|$)`,
  'gi',
);
const NUMBER_PER_SPAN = new RegExp(
  String.raw`(^|\s)(${NUMBER}) ?(?:queries|query|calls|call|requests|request|messages|tickets)? ?(?:/ ?|per |a |an |each |every )(?=[a-z]+(?:[\s,;]|$))`,
  'gi',
);
const LENGTH_OF_TIME = /(=\d[\d.,]*) (ms|s|sec|seconds?|d|days?|weeks?|mo|months?|y|years?)(?=[\s,;]|$)/gi;
const PLUS = new RegExp(String.raw`(${NUMBER}) ?\+ ?(?=\d)`, 'gi');
const QUOTED = /([a-z-]+) ?= ?(?:"([^"]*)"|'([^']*)')/gi;
const UNCLOSED = /[a-z-]+ ?= ?["'][^"']*$/i;

/** Undoes what phones and Slack do to typed text: smart quotes, odd spaces, dashes and escaped characters. */
export function tidy(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/g, '"')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u00d7/g, 'x')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Splits the text of a command into words: joins `2k in`, `500k / day` and `a = b`, and keeps quoted values whole. */
export function splitWords(text: string): CommandWords {
  const quoted: string[] = [];
  let rest = tidy(text).replace(QUOTED, (_, key: string, double?: string, single?: string) => {
    quoted.push(`${key}=${double ?? single ?? ''}`);
    return ' ';
  });
  const unclosed = UNCLOSED.exec(rest)?.[0];
  if (unclosed !== undefined) rest = rest.replace(UNCLOSED, ' ');
  const words = rest
    .replace(/[`"()]/g, ' ')
    .replace(/ +/g, ' ')
    .replace(/ ?= ?/g, '=')
    .replace(/(=[^ ]*,) (?=[^ =]+(?: |$))/g, '$1')
    .replace(LENGTH_OF_TIME, '$1$2')
    .replace(PLUS, '$1+')
    .replace(NUMBER_PER_SPAN, '$1$2/')
    .replace(NUMBER_THEN_UNIT, '$1$2$3')
    .replace(NUMBER_THEN_UNIT, '$1$2$3')
    .split(' ')
    .map((word) => word.replace(/^[,;]+|[,;:!?]+$/g, '').replace(/\.$/, ''))
    .filter((word) => word !== '' && word !== '/ftcost');
  return { words: [...words, ...quoted], ...(unclosed === undefined ? {} : { unclosed }) };
}
