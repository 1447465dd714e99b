import { formatCount } from '../../engine/index.js';
import type { Feature, Word } from '../entry/feature.js';
import type { Words } from '../entry/request.js';
import { tidy } from '../grammar/split-words.js';
import { noticeMessage } from '../kit/notice-message.js';
import { audit } from './audit/feature.js';
import { compare } from './compare/feature.js';
import { decisions } from './decisions/feature.js';
import { digest } from './digest/feature.js';
import { estimates } from './estimates/feature.js';
import { files } from './files/feature.js';
import { form } from './form/feature.js';
import { helpOn } from './help/feature.js';
import { home } from './home/feature.js';
import { prices } from './prices/feature.js';
import { result } from './result/feature.js';
import { settings } from './settings/feature.js';
import { tokens } from './tokens/feature.js';

const FEATURES_BUT_HELP: readonly Feature[] = [
  form,
  result,
  prices,
  compare,
  tokens,
  files,
  estimates,
  decisions,
  digest,
  settings,
  audit,
  home,
];

/** All that people can do with the app, in the order of the help. */
export const FEATURES: readonly Feature[] = [...FEATURES_BUT_HELP, helpOn(FEATURES_BUT_HELP)];

/** Every word that begins a line. */
export const WORDS: readonly Word[] = FEATURES.flatMap(({ words = [] }) => words);

/** Most characters that are read; Slack sends up to 40,000, and no question about a workload is that long. */
const MAX_TEXT = 8_000;

/** Answers a line. The same words work wherever they are said. */
export async function answerLine(words: Words, said: string): Promise<void> {
  if (said.length > MAX_TEXT) return words.tell(noticeMessage([tooLong(said.length)]));
  const { word, after } = lineOf(said);
  await word.answer(words, after, said);
}

function tooLong(length: number): string {
  return `That is too long: I read at most ${formatCount(MAX_TEXT)} characters, and these are ${formatCount(length)}. Nothing was posted. Shorten it, or type /ftcost for the form.`;
}

/** A line as it is understood: the word that it begins with, and what follows. */
export interface Line {
  readonly word: Word;
  readonly after: string;
}

/** What a line of text asks for: its first word decides. Pure. */
export function lineOf(said: string): Line {
  const text = tidy(said).replace(/^\/ftcost\b\s*/i, '');
  const [first = '', ...rest] = text.split(' ');
  const after = rest.join(' ');
  const typed = first.toLowerCase();
  const known = WORDS.find((word) => word.typed.includes(typed) && !(word.standsAlone && after !== ''));
  return known === undefined ? { word: ANY_OTHER, after: text } : { word: known, after };
}

const ANY_OTHER = anyOther();

function anyOther(): Word {
  const word = WORDS.find(({ typed }) => typed.length === 0);
  if (word === undefined) throw new Error('No feature answers a line that begins with no known word.');
  return word;
}
