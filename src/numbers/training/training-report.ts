import { formatCount, formatShare, formatUsd, upperFirst } from '../../engine/index.js';
import { counted, lineWords, type Report, type Section } from '../report.js';
import { acceptances } from './acceptance.js';
import { FAULTS } from './faults.js';
import { SHAPE_WORDS } from './platforms.js';
import type { TrainingFacts } from './read-training.js';
import { SECRET_WORDS } from './secrets.js';
import type { TrainingBill } from './training-bills.js';

/** What a training file is like, in words: for whoever gave it, as faults are named with their lines. */
export function trainingReport(
  facts: TrainingFacts,
  bills: readonly TrainingBill[],
  modelName: string,
): Report {
  return {
    title: `${counted(facts.examples, 'example')}, ${formatCount(facts.tokens.total)} tokens`,
    sections: [
      { lines: [...sizeLines(facts, modelName), ...taskLines(facts)] },
      problemSection(facts),
      acceptanceSection(facts),
      ...billSection(bills),
      { lines: ['Only these counts are kept. Nothing of the text was stored, logged or sent.'] },
    ],
  };
}

function sizeLines(facts: TrainingFacts, modelName: string): string[] {
  const { tokens, perExample, exactness, fixedPromptTokens, examples, shapes } = facts;
  const how = exactness.kind === 'exact' ? `exact for ${modelName}` : `an estimate for ${modelName}`;
  const inPrompt = tokens.prompt / tokens.total;
  const formats = shapes.map(({ shape, count }) =>
    shapes.length === 1 ? SHAPE_WORDS[shape] : `${formatCount(count)} ${SHAPE_WORDS[shape]}`,
  );
  return [
    `${upperFirst(formats.join(', '))}.`,
    `${tokens.total.toLocaleString('en-US')} tokens (${how}): ${tokens.prompt.toLocaleString('en-US')} of prompts and ${tokens.answer.toLocaleString('en-US')} of answers. Half of the examples have at most ${formatCount(perExample.p50)}, 95 of 100 at most ${formatCount(perExample.p95)}, the longest has ${formatCount(perExample.max)}.`,
    fixedPromptTokens > 0
      ? `${formatShare(inPrompt)} of the tokens are prompts. ${formatCount(fixedPromptTokens)} tokens of each, ${formatShare((fixedPromptTokens * examples) / tokens.total)} of all, are one fixed text: that is what a tune can learn, and what you then need not send.`
      : `${formatShare(inPrompt)} of the tokens are prompts, without a fixed text that most of them share: a tune has no instructions to replace.`,
  ];
}

function taskLines({ task, taskBecause, labelCounts, labelNoise, examples }: TrainingFacts): string[] {
  const [largest = 0] = labelCounts ?? [];
  const smallest = labelCounts?.at(-1) ?? 0;
  return [
    `It looks like ${task.replace('-', ' ')}: ${taskBecause}.`,
    ...(labelCounts === undefined
      ? []
      : [
          `Of the ${labelCounts.length} labels the most frequent has ${formatShare(largest / examples)} of the examples, the rarest ${counted(smallest, 'example')}.${largest / examples > 0.8 ? ' A model that always gives the most frequent one would be right as often: judge by more than accuracy.' : ''}`,
        ]),
    ...(labelNoise === undefined
      ? []
      : [
          labelNoise.share === 0
            ? `None of ${formatCount(labelNoise.pairs)} repeated questions is labelled differently: the labels look clean.`
            : `About ${formatShare(labelNoise.share)} of the labels are wrong, by ${formatCount(labelNoise.pairs)} repeated questions; no tune gets above ${formatShare(1 - labelNoise.share)} on them.`,
        ]),
  ];
}

function problemSection(facts: TrainingFacts): Section {
  const { faults, repeats, secrets, validation } = facts;
  const lines = [
    ...faults.map(
      ({ code, count, lines: where }) =>
        `${upperFirst(lineWords(where, count))}: ${FAULTS[code].says}. ${FAULTS[code].mend}`,
    ),
    ...(repeats.contradictions > 0
      ? [
          `${counted(repeats.contradictions, 'row asks', 'rows ask')} what stood before and answers otherwise (${lineWords(repeats.contradictionLines, repeats.contradictions)}). Decide which answer is right.`,
        ]
      : []),
    ...(repeats.exact > 0
      ? [
          `${counted(repeats.exact, 'row is', 'rows are')} in the file already (${lineWords(repeats.exactLines, repeats.exact)}). Drop them: you pay for them in every epoch.`,
        ]
      : []),
    ...(repeats.near > 0
      ? [
          `${counted(repeats.near, 'row is', 'rows are')} nearly an earlier one (${lineWords(repeats.nearLines, repeats.near)}). See that they do not stand on both sides of a split.`,
        ]
      : []),
    ...(repeats.inValidation > 0
      ? [
          `${counted(repeats.inValidation, 'row stands', 'rows stand')} in the validation file, too (${lineWords(repeats.inValidationLines, repeats.inValidation)}). Take them out of one of the two, or the validation says too much.`,
        ]
      : []),
    ...secrets.map(
      ({ code, count, lines: where }) =>
        `${counted(count, 'row seems', 'rows seem')} to hold ${SECRET_WORDS[code]} (${lineWords(where, count)}). A tuned model can repeat them: take them out.`,
    ),
    ...(repeats.isWhole
      ? []
      : ['The file has more rows than are compared with each other; repeats in the rest are not counted.']),
  ];
  const none = `No line has a fault, no row repeats${validation === undefined ? '' : ', none stands in the validation file'}, and no secrets were seen.`;
  return { heading: 'Problems', lines: lines.length === 0 ? [none] : lines };
}

function acceptanceSection(facts: TrainingFacts): Section {
  const all = acceptances(facts);
  return {
    heading: 'Who takes this file as it is',
    lines: [],
    table: {
      head: ['platform', 'takes it', 'why not, and what to know'],
      rows: all.map(({ platform, isAccepted, refusals, warnings }) => [
        platform,
        isAccepted ? 'yes' : 'no',
        [...refusals, ...warnings].join(' '),
      ]),
      numbers: [],
    },
  };
}

/** Tunes that are shown of one platform, the cheapest first. */
const TUNES_SHOWN = 2;

function billSection(bills: readonly TrainingBill[]): Section[] {
  if (bills.length === 0) return [];
  const platforms = [...new Set(bills.map(({ platform }) => platform))];
  const shown = platforms.flatMap((one) => {
    const ofPlatform = bills.filter(({ platform }) => platform === one);
    const tunes = [...new Set(ofPlatform.map(({ model }) => model))].slice(0, TUNES_SHOWN);
    return tunes.flatMap((tune) => ofPlatform.filter(({ model }) => model === tune));
  });
  const hidden =
    new Set(bills.map(({ model }) => model)).size - new Set(shown.map(({ model }) => model)).size;
  return [
    {
      heading: 'One training run',
      lines: [],
      table: {
        head: ['tune', 'epochs', 'billed tokens', 'cost', 'to know'],
        rows: shown.map((bill) => [
          bill.name,
          `${bill.epochs}`,
          `${bill.isExact ? '' : '~'}${formatCount(bill.tokens)}`,
          formatUsd(bill.usd),
          billNotes(bill).join(', '),
        ]),
        numbers: [1, 2, 3],
      },
    },
    {
      lines: [
        `Tokens with ~ are estimated from those of GPT-4o; prices are list prices, each with its source in the price book.${hidden > 0 ? ` ${counted(hidden, 'tune of these platforms that costs more is', 'tunes of these platforms that cost more are')} left out.` : ''}`,
      ],
    },
  ];
}

function billNotes({ epochsBy, isMinimumFee, isOpen, confidence }: TrainingBill): string[] {
  return [
    ...(epochsBy === 'yours'
      ? ['your epochs']
      : epochsBy === 'the platform'
        ? ["the platform's epochs"]
        : ['3 epochs assumed']),
    ...(isMinimumFee ? ['minimum fee'] : []),
    ...(isOpen ? [] : ['closed to newcomers']),
    ...(confidence === 'C' ? ['price unverified'] : []),
  ];
}
