import { FIELDS } from './fields.js';

/** The words of a command, ready to be understood one by one. */
export interface CommandWords {
  /** Words in the order typed; `key="two words"` is one word, without its quotes. */
  readonly words: readonly string[];
  /** A quoted value that was never closed, as typed. */
  readonly unclosed?: string;
}

/** What a number can count. */
const UNITS: ReadonlySet<string> = new Set(
  FIELDS.filter((field) => field.kind === 'count').flatMap((field) => field.keys),
);

// Each begins where a word or a number does, and reads every letter in one way: a text of any length takes time in proportion.
const NUMBER_THEN_WORD =
  /(?<=^|[ +/])([$]?\d[\d.,_]*(?:e\d+)?[kmb]?(?:x[$]?\d[\d.,_]*(?:e\d+)?[kmb]?)?) (?:tokens? )?(?:training )?([a-z-]+)(?: tokens?)?(?=[ ,;/]|$)/gi;
const NUMBER_PER_SPAN =
  /(?<=^| )([$]?\d[\d.,_]*(?:e\d+)?[kmb]?) ?(?:queries|query|calls|call|requests|request|messages|tickets)? ?(?:\/ ?|per |a |an |each |every )(?=[a-z]+(?:[ ,;]|$))/gi;
const LENGTH_OF_TIME = /(=\d[\d.,]*) (ms|s|sec|seconds?|d|days?|weeks?|mo|months?|y|years?)(?=[\s,;]|$)/gi;
const SLASH = /(?<=\d) ?\/ ?(?=\d)/g;
const OUT_OF = /(=\d[\d.,]*) (?:out )?of (?=\d)/gi;
const PLUS = /(?<=\d[.,_]?[kmb]?) ?\+ ?(?=\d)/gi;
const QUOTED = /(?<![a-z-])([a-z-]+) ?= ?(?:"([^"]*)"|'([^']*)')/gi;
const UNCLOSED = /(?<![a-z-])[a-z-]+ ?= ?["'][^"']*$/i;
const LIST_THEN_WORD = /(?<=^| )([^ =]*=[^ ]*,) (?=[^ =]+(?: |$))/g;

/** Undoes what phones and Slack do to typed text: smart quotes, odd spaces, dashes and escaped characters. */
export function tidy(text: string): string {
  return text
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

/** Takes `key="two words"` out of a text; each is one word, without its quotes. */
export function takeQuoted(text: string): { readonly quoted: readonly string[]; readonly others: string } {
  const quoted: string[] = [];
  const others = text.replace(QUOTED, (_, key: string, double?: string, single?: string) => {
    quoted.push(`${key}=${double ?? single ?? ''}`);
    return ' ';
  });
  return { quoted, others };
}

/** Splits the text of a command into words: joins `2k in`, `500k / day` and `a = b`, and keeps quoted values whole. */
export function splitWords(text: string): CommandWords {
  const { quoted, others } = takeQuoted(tidy(text));
  let rest = others;
  const unclosed = UNCLOSED.exec(rest)?.[0];
  if (unclosed !== undefined) rest = rest.replace(UNCLOSED, ' ');
  const words = rest
    .replace(/[`"()]/g, ' ')
    .replace(/ +/g, ' ')
    .replace(/ ?= ?/g, '=')
    .replace(LIST_THEN_WORD, '$1')
    .replace(LENGTH_OF_TIME, '$1$2')
    .replace(SLASH, '/')
    .replace(OUT_OF, '$1/')
    .replace(PLUS, '+')
    .replace(NUMBER_PER_SPAN, '$1/')
    .replace(NUMBER_THEN_WORD, (said, number: string, word: string) =>
      UNITS.has(word.toLowerCase()) ? `${number}${word}` : said,
    )
    .split(' ')
    .map((word) => withoutMarks(word))
    .filter((word) => word !== '' && word !== '/ftcost');
  return { words: [...words, ...quoted], ...(unclosed === undefined ? {} : { unclosed }) };
}

/** Without the marks that part words, before it and behind it. */
function withoutMarks(word: string): string {
  return word
    .replace(/^[,;]+/, '')
    .replace(/(?<![,;:!?])[,;:!?]+$/, '')
    .replace(/\.$/, '');
}
