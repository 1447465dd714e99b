import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../src/numbers/recognise.js';
import { countPrompt } from '../../src/numbers/tokens/count-prompt.js';
import { openOwnTokenizer } from '../../src/numbers/tokens/own-tokenizer.js';
import { source } from './source.js';

const folder = mkdtempSync(join(tmpdir(), 'ftcost-tokenizer-'));

function fileOf(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Byte-level BPE writes each byte as a sign that can be seen: GPT-2's table. */
const SIGNS: ReadonlyMap<number, string> = (() => {
  const signs = new Map<number, string>();
  let next = 256;
  for (let byte = 0; byte < 256; byte += 1) {
    const isSeen = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    signs.set(byte, String.fromCharCode(isSeen ? byte : next));
    if (!isSeen) next += 1;
  }
  return signs;
})();

/** Merges in their order. Ġ is a space. */
const MERGES = [
  't h',
  'th e',
  'Ġ the',
  'i n',
  'in g',
  'a n',
  'an d',
  'Ġ and',
  'Ġ a',
  'o n',
  'l l',
  'e r',
  '1 2',
];

const PARTS = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [{ id: 900, content: '<|im_end|>', special: true, normalized: false }],
  normalizer: null,
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
  post_processor: null,
  decoder: { type: 'ByteLevel' },
};
const VOCAB = Object.fromEntries(
  [...SIGNS.values(), ...MERGES.map((merge) => merge.replace(' ', ''))].map((sign, id) => [sign, id]),
);
const BPE = { ...PARTS, model: { type: 'BPE', vocab: VOCAB, merges: MERGES } };

/** Byte-pair encoding as it is defined: the first merge of the list that fits anywhere, everywhere, until none does. */
function countByDefinition(text: string): number {
  const words =
    text.match(/'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu) ?? [];
  let tokens = 0;
  for (const word of words) {
    let signs = [...Buffer.from(word)].map((byte) => SIGNS.get(byte) ?? '');
    for (let merge = fitting(signs); merge !== undefined; merge = fitting(signs))
      signs = merged(signs, merge);
    tokens += signs.length;
  }
  return tokens;
}

function fitting(signs: readonly string[]): string | undefined {
  return MERGES.find((merge) => signs.some((sign, at) => merge === `${sign} ${signs[at + 1]}`));
}

function merged(signs: readonly string[], merge: string): string[] {
  const joined: string[] = [];
  for (let at = 0; at < signs.length; at += 1) {
    const isHere = merge === `${signs[at]} ${signs[at + 1]}`;
    joined.push(isHere ? merge.replace(' ', '') : (signs[at] ?? ''));
    if (isHere) at += 1;
  }
  return joined;
}

const bpe = await openOwnTokenizer(fileOf('tokenizer.json', BPE), 'tokenizer.json');

describe('a tokenizer.json of the team counts', () => {
  test.each([
    ['', 0],
    // the | Ġ+t+h+ing would be Ġ, th, ing: "th" is merged first.
    ['the thing', 4],
    ['and the and', 3],
    ['12 12', 3],
    ['é', 2],
    // One added token between two words of two signs each.
    ['on<|im_end|>ll', 3],
  ])('%j as by hand: %i', (text, tokens) => {
    expect(bpe.count(text)).toBe(tokens);
  });

  test('any text as byte-pair encoding is defined', () => {
    const written = fc.oneof(
      fc
        .array(
          fc.constantFrom('the', ' and', 'thing', ' a', '12', 'er', 'll', '\n', '  ', 'é', '😀', "it's"),
          {
            maxLength: 20,
          },
        )
        .map((parts) => parts.join('')),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    );
    fc.assert(
      fc.property(written, (text) => {
        fc.pre(!text.includes('<|im_end|>'));
        expect(bpe.count(text)).toBe(countByDefinition(text));
      }),
    );
  });

  test('word pieces and unigrams, too', async () => {
    const pieces = {
      ...PARTS,
      pre_tokenizer: { type: 'Whitespace' },
      model: {
        type: 'WordPiece',
        unk_token: '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: 100,
        vocab: { '[UNK]': 0, refund: 1, '##s': 2, late: 3, '##r': 4 },
      },
    };
    const unigram = {
      ...PARTS,
      pre_tokenizer: { type: 'WhitespaceSplit' },
      model: {
        type: 'Unigram',
        unk_id: 0,
        vocab: [
          ['<unk>', 0],
          ['late', -1],
          ['la', -3],
          ['te', -3],
          ['r', -2],
        ],
      },
    };
    const wordPiece = await openOwnTokenizer(fileOf('wordpiece.json', pieces), 'wordpiece.json');
    expect(wordPiece.count('refunds later late')).toBe(5);
    const likeliest = await openOwnTokenizer(fileOf('unigram.json', unigram), 'unigram.json');
    expect(likeliest.count('later')).toBe(2);
  });
});

test('a text is exact; a chat is a range, for what its template adds stands in another file', () => {
  expect(countPrompt('the thing', bpe)).toMatchObject({ tokens: 4, low: 4, high: 4 });
  const chat = countPrompt('[{"role":"user","content":"the thing"}]', bpe);
  expect(chat.low).toBeLessThan(chat.tokens);
  expect(chat.high).toBeGreaterThan(chat.tokens);
  expect(chat.low).toBeGreaterThanOrEqual(4);
});

test.each([
  ['no JSON', '{"model":', /no tokenizer\.json/],
  [
    'another file beside the weights',
    { chat_template: '', bos_token: '<s>' },
    /tokenizer_config\.json is another/,
  ],
  [
    'a kind that nobody knows',
    { ...BPE, pre_tokenizer: { type: 'Phonetic' } },
    /cannot be counted with: .*Phonetic/,
  ],
])('%s is refused with the reason', async (_, content, reason) => {
  await expect(openOwnTokenizer(fileOf('bad.json', content), 'bad.json')).rejects.toThrow(reason);
});

test('a tokenizer that is sent like a file of numbers is answered with how to use it', async () => {
  await expect(recognise(source('tokenizer.json', JSON.stringify(BPE, null, 2)))).rejects.toThrow(
    /is a tokenizer.*--tokenizer tokenizer\.json --file prompt\.txt/,
  );
});
