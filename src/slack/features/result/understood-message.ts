import { formatCount, formatUsd } from '../../../engine/index.js';
import { FIELDS } from '../../grammar/fields.js';
import { type FlatWorkload, isGiven, numberAt, textAt } from '../../grammar/flat-workload.js';
import type { Choice, Question, SentenceReading } from '../../grammar/sentence/reading.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { writeField } from '../../grammar/write-field.js';
import { writeWorkload } from '../../grammar/write-workload.js';
import { OPEN_FORM, SAY } from '../../kit/action-ids.js';
import { type Block, button, type Message, paragraph, small, words } from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { MAX_BUTTON_VALUE_LENGTH, packJson } from '../../kit/workload-code.js';
import { volumeWords } from './headline-numbers.js';

/** What is said about a sentence: what was understood of it, what is asked back, and taps that answer or correct. */

/** Id of the block that says what was understood of a sentence whose result follows. */
export const UNDERSTOOD = 'understood';

/** Questions that are asked at once. */
const MAX_QUESTIONS = 6;
/** Corrections that are offered at once. */
const MAX_CORRECTIONS = 4;
/** From so many prompt tokens on it matters whether they are the same every time. */
const WORTH_CACHING = 1_000;
/** How much of a prompt that is mostly the same is fixed. */
const MOSTLY = 0.9;

/** What was understood, and every question with its answers to tap. Nothing is posted until they are answered. */
export function questionsMessage(reading: SentenceReading, vocabulary: Vocabulary): Message {
  const opening = 'I need a little more to answer that. Nothing was posted.';
  const understood = understoodWords(reading, vocabulary);
  const questions = reading.questions.slice(0, MAX_QUESTIONS);
  const spoken = questions.map(({ ask, choices }) => {
    const labels = choices.map(({ label }) => label).join(', ');
    return `${ask}${labels === '' ? '' : ` (${labels})`}`;
  });
  return {
    text: asSafeMrkdwn(cut(asOneLine(`${opening} ${understood} ${spoken.join(' ')}`), 3_000)),
    blocks: [
      paragraph(words(opening, { bold: true })),
      paragraph(words(cut(understood, 1_000))),
      ...questions.flatMap((question, index) => questionBlocks(reading, question, index)),
      ...asideBlocks(reading),
      {
        type: 'actions',
        elements: [
          ...correctionButtons(reading),
          button(OPEN_FORM, 'Fill in the form', lineValue(reading, {})),
        ],
      },
    ],
  };
}

/** What was understood of a sentence whose result follows, and taps that correct it. */
export function understoodMessage(reading: SentenceReading, vocabulary: Vocabulary, where: string): Message {
  const understood = `${understoodWords(reading, vocabulary)} ${where}`;
  return {
    text: asSafeMrkdwn(cut(asOneLine(understood), 3_000)),
    blocks: [
      { ...paragraph(words(cut(understood, 1_500))), block_id: UNDERSTOOD },
      ...asideBlocks(reading),
      {
        type: 'actions',
        elements: [...correctionButtons(reading), button(OPEN_FORM, 'Correct it', lineValue(reading, {}))],
      },
    ],
  };
}

function questionBlocks(reading: SentenceReading, question: Question, index: number): Block[] {
  const buttons = question.choices.slice(0, 5).map((answer, at) => {
    const value = lineValue(reading, answer.values, question);
    return button(`${SAY}:${index}.${at}`, cut(asOneLine(answer.label), 70), value);
  });
  return [
    paragraph(words(cut(asOneLine(question.ask), 300))),
    ...(buttons.length === 0 ? [] : [{ type: 'actions' as const, elements: buttons }]),
  ];
}

function correctionButtons(reading: SentenceReading) {
  const others = [...reading.guesses.flatMap((guess) => guess.others), ...mostlyFixed(reading.draft)];
  return others.slice(0, MAX_CORRECTIONS).map((other, index) => {
    const label = cut(`No: ${asOneLine(other.label)}`, 70);
    return button(`${SAY}:no.${index}`, label, lineValue(reading, other.values));
  });
}

/** A long prompt that was said as one number is often the same every time but for its end: that is a tap away. */
function mostlyFixed(draft: FlatWorkload): readonly Choice[] {
  const prompt = numberAt(draft, 'tokens.user');
  if (prompt === undefined || prompt < WORTH_CACHING || isGiven(draft, 'tokens.staticPrompt')) return [];
  const fixed = Math.round(prompt * MOSTLY);
  return [
    {
      label: `${formatCount(fixed)} of the prompt are always the same`,
      values: { 'tokens.staticPrompt': fixed, 'tokens.user': prompt - fixed },
    },
  ];
}

/** The whole line that a tap says: what was understood, with this value, and what is still open of the others. */
function lineValue(reading: SentenceReading, values: FlatWorkload, answered?: Question): string {
  const { draft, questions, isPrivate } = reading;
  const open = questions.flatMap((question) => (question === answered ? [] : (question.said ?? [])));
  // What is written last: a comma behind a value goes on with the value.
  const line = [...open, ...(isPrivate ? ['private'] : []), writeWorkload({ ...draft, ...values })].join(
    ', ',
  );
  return (
    packJson({ t: line }, MAX_BUTTON_VALUE_LENGTH) ??
    packJson({ t: line.slice(0, 1_000) }, MAX_BUTTON_VALUE_LENGTH) ??
    '{}'
  );
}

function asideBlocks({ asides, billUsdPerMonth }: SentenceReading): Block[] {
  const bill =
    billUsdPerMonth === undefined
      ? []
      : [
          `A bill of ${formatUsd(billUsdPerMonth)} a month: I work today's bill out from volume and tokens, compare it.`,
        ];
  const left = asides.length === 0 ? [] : [`Left aside: ${cut(asides.map(asOneLine).join('; '), 300)}.`];
  const lines = [...bill, ...left];
  return lines.length === 0 ? [] : [small(...lines)];
}

/** `I understood: GPT-4o, 500k a day, 2k prompt tokens.` */
function understoodWords({ draft }: Pick<SentenceReading, 'draft'>, vocabulary: Vocabulary): string {
  const phrases = phrasesOf(draft, vocabulary);
  return phrases.length === 0 ? 'I found no workload in this.' : `I understood: ${phrases.join(', ')}.`;
}

const SAID_APART: ReadonlySet<string> = new Set([
  'current.model',
  'current.effort',
  'volume.queriesPerDay',
  'volume.oneOffQueries',
  'tokens.staticPrompt',
  'tokens.user',
  'tokens.output',
]);

function phrasesOf(draft: FlatWorkload, vocabulary: Vocabulary): readonly string[] {
  const id = textAt(draft, 'current.model');
  const effort = textAt(draft, 'current.effort');
  const [queriesPerDay, oneOffQueries] = ['volume.queriesPerDay', 'volume.oneOffQueries'].map((path) =>
    numberAt(draft, path),
  );
  const hasVolume = queriesPerDay !== undefined || oneOffQueries !== undefined;
  const [fixed, prompt, answer] = ['tokens.staticPrompt', 'tokens.user', 'tokens.output'].map((path) =>
    numberAt(draft, path),
  );
  const varying = fixed === undefined ? 'prompt tokens' : 'varying';
  return [
    ...(id === undefined ? [] : [vocabulary.findModel(id)?.name ?? id]),
    ...(effort === undefined ? [] : [`effort ${effort}`]),
    ...(hasVolume
      ? [
          volumeWords({
            ...(queriesPerDay !== undefined && { queriesPerDay }),
            ...(oneOffQueries !== undefined && { oneOffQueries }),
          }),
        ]
      : []),
    ...(fixed === undefined ? [] : [`${formatCount(fixed)} fixed prompt tokens`]),
    ...(prompt === undefined ? [] : [`${formatCount(prompt)} ${varying}`]),
    ...(answer === undefined ? [] : [`${formatCount(answer)} answer tokens`]),
    ...FIELDS.filter(({ path }) => !SAID_APART.has(path)).flatMap(({ path, kind, label }) => {
      const value = draft[path];
      if (value === undefined) return [];
      if (kind === 'flag') return [`${value === true ? '' : 'not '}${label.replace(/^that /, '')}`];
      return [
        `${label.replace(/^the /, '')} ${kind === 'usd' ? '$' : ''}${writeField(path, value)}${UNITS.get(kind) ?? ''}`,
      ];
    }),
  ];
}

const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({ milliseconds: ' ms', days: ' days', months: ' months' }),
);
