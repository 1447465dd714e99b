import { describe, expect, test } from 'vitest';
import { resolveModel } from '../../src/numbers/resolve-model.js';
import { readPastedPrompt } from '../../src/numbers/tokens/pasted-prompt.js';
import { readExample } from '../../src/numbers/training/example.js';
import { secretsIn } from '../../src/numbers/training/secrets.js';
import { CLOUD_FORMATS } from '../../src/numbers/usage/cloud-formats.js';
import { plainName } from '../../src/numbers/usage/read-usage.js';
import { findPriced } from '../../src/prices/find-priced.js';
import { bareModelName, namesLatest } from '../../src/prices/registry/key-names.js';
import { suggestModels } from '../../src/prices/suggest-model.js';
import { askedBy } from '../../src/slack/accepted/record-accepted.js';
import { allWordsOf, wordsOf } from '../../src/slack/entry/spoken.js';
import { readComparisonText } from '../../src/slack/features/compare/comparison-text.js';
import { zonesFor } from '../../src/slack/features/digest/zone-suggestions.js';
import { readRef } from '../../src/slack/features/estimates/estimate-ref.js';
import { suggestionGroups } from '../../src/slack/features/form/model-suggestions.js';
import { withoutFormulas } from '../../src/slack/features/result/export-files.js';
import { readNegotiated } from '../../src/slack/features/settings/negotiated-text.js';
import { readRates } from '../../src/slack/features/settings/rates-text.js';
import { namesOtherCurrency, splitMoney } from '../../src/slack/grammar/currencies.js';
import { FIELDS } from '../../src/slack/grammar/fields.js';
import { readField } from '../../src/slack/grammar/read-field.js';
import { isCourtesy } from '../../src/slack/grammar/sentence/courtesy.js';
import { readSentence } from '../../src/slack/grammar/sentence/read-sentence.js';
import { splitWords, tidy } from '../../src/slack/grammar/split-words.js';
import { readTokens } from '../../src/slack/grammar/tokens-text.js';
import { understandWord } from '../../src/slack/grammar/understand-word.js';
import { vocabularyOf } from '../../src/slack/grammar/vocabulary.js';
import { readWorkloadText } from '../../src/slack/grammar/workload-text.js';
import { nearestWord } from '../../src/slack/kit/nearest.js';
import { asSafeMrkdwn, cut } from '../../src/slack/kit/safe-text.js';
import { requestKind } from '../../src/slack/server/layers.js';
import { CATALOGUE } from '../catalogue.js';

/** Every reader of text from outside takes time in proportion to the text: nobody stops the process with one message. */

const TODAY = '2026-11-22';
const book = CATALOGUE;
const vocabulary = vocabularyOf(book, TODAY);

type Reader = (text: string) => unknown;

const READERS: Readonly<Record<string, Reader>> = {
  'words after /ftcost': (text) => readWorkloadText(text, vocabulary),
  'a sentence': (text) => readSentence(text, { vocabulary, today: TODAY }),
  'a courtesy': isCourtesy,
  'a sum of money': (text) => [splitMoney(text), namesOtherCurrency(text)],
  'words after /ftcost compare': (text) => readComparisonText(text, vocabulary),
  'words after /ftcost prices': (text) => findPriced(book, text),
  'one word': (text) => understandWord(text, vocabulary),
  'splitting into words': splitWords,
  'undoing what phones do': tidy,
  'a mention': (text) => wordsOf(text, 'U1'),
  'all around a mention': (text) => allWordsOf(text, 'U1'),
  'a direct message': (text) => wordsOf(text, undefined),
  'a message, to record who asked': (text) =>
    askedBy({ event: { type: 'message', user: 'U1', channel: 'C1', text } }),
  'a line, to count it by kind': (text) => requestKind({ command: '/ftcost', text }),
  'the tokens of the form': (text) => readTokens(text, vocabulary),
  'rates of currencies': readRates,
  'negotiated prices': (text) => readNegotiated(text, book),
  'the search for models': (text) => suggestionGroups(book, text, TODAY),
  'the search for zones': zonesFor,
  'the name of a model': (text) => suggestModels(book, text.slice(0, 120)),
  'the nearest word': (text) => nearestWord(text, ['triage', 'ticket-triage']),
  'what a button carries': readRef,
  'a name in the feed': (text) => [bareModelName(text), namesLatest(text)],
  'text for a message': asSafeMrkdwn,
  'text that is cut': (text) => cut(text, 7_000),
  'text for a spreadsheet': withoutFormulas,
  'a prompt that is pasted': readPastedPrompt,
  'a line of a training file': (text) => readExample({ number: 1, text }),
  'a text with secrets': secretsIn,
  'a model in an export': (text) => resolveModel(book, text),
  'a name in an export': plainName,
  'a line of a bill': (text) =>
    CLOUD_FORMATS.map((format) =>
      format.rows(
        new Map([
          ...['MeterName', 'UnitOfMeasure', 'Date', 'SkuMeter', 'ConsumedUnit'].map(
            (name) => [name, text] as const,
          ),
          ...['MeterCategory', 'ServiceCategory'].map(
            (name) => [name, 'OpenAI AI and Machine Learning'] as const,
          ),
          ['line_item_usage_type', text] as const,
          ['line_item_product_code', 'AmazonBedrock'] as const,
        ]),
      ),
    ),
  ...Object.fromEntries(
    [...new Map(FIELDS.map((field) => [field.kind, field])).values()].map((field) => [
      `a field like ${field.path}`,
      (text: string) => readField(field, text, vocabulary),
    ]),
  ),
};

/** What repetitions, ambiguities and unfinished marks are made of. */
const PIECES = [
  ...'01a-+.,;:/=%$!?"\'`<>|*_@#~( \t\n',
  ...[
    '1+',
    '1,',
    '1x',
    '1k',
    '1 ',
    '1%',
    ' 1%',
    'e1',
    '-1',
    '1/',
    '1 in ',
    '1 tokens ',
    '1000,',
    'a=',
    '=,',
    '= ',
  ],
  ...[
    'a="',
    "a='",
    'a=b, ',
    'a.a',
    'a:',
    ': :',
    'a ',
    'a-',
    '<http://',
    '<mailto:',
    '<@U1',
    '<@U1|',
    '&lt;',
    ' usd',
  ],
  ...[
    'preset ',
    'ft:',
    '\u00e9',
    '\ud83d\ude00',
    '\u200b',
    '+1k',
    'x1',
    '(a',
    ',\t',
    '=\t',
    '1 a day ',
    'an ',
  ],
];
/** What stands before and behind them: each beginning with each end would be more of the same. */
const AROUND = [
  ['', '#'],
  ['', ' 1'],
  ['1', '#'],
  ['a=', ''],
] as const;

const LENGTHS = [500, 2_000, 8_000];
/** What takes no longer for the longest text holds nobody up, however it grows. */
const NOTHING_MS = 20;
/** A text that takes this long need not be made longer to be judged. */
const SLOW_MS = 250;
/** How much longer twice the text may take: 2 is in proportion, 4 is quadratic. */
const MAX_GROWTH = 2.8;

function timeOf(read: Reader, text: string, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    read(text);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function attack(beginning: string, piece: string, end: string, length: number): string {
  const count = Math.floor((length - beginning.length - end.length) / piece.length);
  return `${beginning}${piece.repeat(count)}${end}`;
}

/** How much longer twice the text takes, over two doublings. */
function growthOf(read: Reader, textOf: (length: number) => string): number {
  let before = Number.POSITIVE_INFINITY;
  for (const length of LENGTHS) {
    const time = timeOf(read, textOf(length), 3);
    if (time > SLOW_MS || length === LENGTHS.at(-1)) return Math.sqrt(time / before);
    before = time;
  }
  return 0;
}

/** Whether even the longest text takes no time that matters, which holds for nearly all. */
function isNothing(read: Reader, textOf: (length: number) => string): boolean {
  const [shortest = 0, longest = 0] = [LENGTHS.at(0), LENGTHS.at(-1)];
  return timeOf(read, textOf(shortest), 1) < NOTHING_MS / 8 && timeOf(read, textOf(longest), 1) < NOTHING_MS;
}

/** The same, looked at again where it seems too much: other programs work on this machine, too. */
function growthForSure(read: Reader, textOf: (length: number) => string): number {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 3; look += 1) {
    if (isNothing(read, textOf)) return 0;
    least = Math.min(least, growthOf(read, textOf));
    if (least <= MAX_GROWTH) break;
  }
  return least;
}

function weaknessesOf(read: Reader): readonly string[] {
  for (const [beginning, end] of AROUND) {
    for (const piece of PIECES) {
      const growth = growthForSure(read, (length) => attack(beginning, piece, end, length));
      if (growth <= MAX_GROWTH) continue;
      const text = JSON.stringify([beginning, piece, end]);
      return [`${text} repeated: twice the text takes ${growth.toFixed(1)} times as long`];
    }
  }
  return [];
}

describe('time in proportion to the text', () => {
  for (const [name, read] of Object.entries(READERS)) {
    test(name, () => expect(weaknessesOf(read)).toEqual([]), 120_000);
  }
});

describe('the measure', () => {
  test('notices a reader that takes four times as long for twice the text', () => {
    const quadratic: Reader = (text) => {
      let found = 0;
      for (const one of text) for (const other of text) if (one === other) found += 1;
      return found;
    };
    expect(weaknessesOf(quadratic)).not.toEqual([]);
  });

  test('and lets one pass that is slow, yet in proportion', () => {
    const linear: Reader = (text) => {
      let sum = 0;
      for (let index = 0; index < text.length * 1_000; index += 1) sum += Math.sqrt(index);
      return sum;
    };
    expect(growthForSure(linear, (length) => 'a'.repeat(length))).toBeLessThan(MAX_GROWTH);
  });
});
