import {
  type Advice,
  bestFineTune,
  formatDay,
  formatDuration,
  formatUsd,
  isPresent,
  listed,
  type Plan,
} from '../../../engine/index.js';
import { dataHandlingAt, PLATFORMS_READ } from '../../../prices/data-handling.js';
import { platformName } from '../../../prices/platform-name.js';
import { type Block, bullets, paragraph, type RichTextPart, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { basisWords, spreadOfAccuracy } from './accuracy-words.js';

/** What people come to learn: the three ways side by side, what a tune changes, where data goes, what this cannot know. */

/** A way to a better or cheaper answer. */
interface Way {
  readonly name: string;
  /** What it usually takes: shown where there is no workload, or no plan of the kind. */
  readonly usual: string;
  readonly newKnowledge: string;
  readonly form: string;
  readonly bestFor: string;
  /** How good it can become. */
  readonly ceiling: string;
  /** Its best plan in an advice. */
  planIn(advice: Advice): Plan | undefined;
}

const WAYS: readonly Way[] = [
  {
    name: 'Prompting',
    usual: 'Usually hours to days, and only working time upfront.',
    newKnowledge: 'only what stands in the prompt',
    form: 'good with examples and a schema, not perfect',
    bestFor: 'the first try of everything, and needs that change',
    ceiling: 'what the model can do already; 3 to 5 worked examples often come near a tune',
    planIn: ({ plans }) => plans.find((plan) => plan.approach === 'prompting' && !isPresent(plan)),
  },
  {
    name: 'Retrieval',
    usual: 'Usually days to weeks; the passages are paid as prompt tokens in every query.',
    newKnowledge: 'yes, as fresh as its index, with sources to cite',
    form: 'as the prompt does',
    bestFor: 'facts that no model has, or that change',
    ceiling: 'bounded by how often the right passage is found',
    planIn: ({ plans }) => plans.find((plan) => plan.approach === 'rag'),
  },
  {
    name: 'Tuning',
    usual: 'Usually weeks with data and evaluation; a job itself takes minutes to hours.',
    newKnowledge: 'slowly and unreliably: it makes up more',
    form: 'the best: format, tone and labels hold without instructions',
    bestFor: 'one narrow, stable task of high volume with hundreds of clean examples',
    ceiling: 'bounded by the labels, and by the base that it starts from',
    planIn: ({ plans }) => bestFineTune(plans),
  },
];

/** What a way takes in this workload: upfront, a query, time to serve, right answers, and what stops it. */
function ownFigures(plan: Plan): string {
  const { upfront, perQuery, timeToDeployDays, accuracy, blockers } = plan;
  const usd = (amount: number | null) => (amount === null ? 'unknown' : formatUsd(amount));
  const serves =
    timeToDeployDays === 0 ? 'serves at once' : `serves after ${formatDuration(timeToDeployDays)}`;
  const stops = blockers[0] === undefined ? '' : ` What stops it: ${blockers[0].message}`;
  return `Here, ${plan.title}: ${usd(upfront.totalUsd)} upfront, ${usd(perQuery.totalUsd)} a query, ${serves}, ${spreadOfAccuracy(accuracy)} right (${basisWords(accuracy)}).${stops}`;
}

function wayBlock(way: Way, advice: Advice | undefined): Block {
  const plan = advice === undefined ? undefined : way.planIn(advice);
  const lines: readonly (readonly [string, string])[] = [
    ['', plan === undefined ? way.usual : ownFigures(plan)],
    ['New knowledge: ', way.newKnowledge],
    ['Control of form: ', way.form],
    ['Best for: ', way.bestFor],
    ['Quality ceiling: ', way.ceiling],
  ];
  return bullets(
    way.name,
    lines.map(([label, said]): RichTextPart[] => [
      ...(label === '' ? [] : [words(label, { bold: true })]),
      words(cut(asOneLine(said), 600)),
    ]),
  );
}

/** Prompting, retrieval and tuning side by side, and what a tune changes and what it does not. */
export function waysBlocks(advice?: Advice): Block[] {
  return [
    ...WAYS.map((way) => wayBlock(way, advice)),
    bullets('What a tune changes', [
      [words('Form: the labels, the format, the tone, without instructions in the prompt.')],
      [words('The prompt: instructions and examples can go, so a call gets shorter.')],
      [words('The size of model that is good enough for one narrow task.')],
    ]),
    bullets('What it does not change', [
      [words('Reasoning: tasks that need steps tend to lose.')],
      [words('The knowledge cutoff: new facts are learned slowly, and more is made up.')],
      [words("The context window, and the maker's dates: the tuned model ends with its base.")],
    ]),
  ];
}

/** Sellers of the plans that matter: today's, the verdict's, and the best of each way. */
function sellersIn(advice: Advice): readonly string[] {
  const { verdict, plans } = advice;
  const ids = [
    verdict.planId,
    verdict.meanwhilePlanId,
    ...(verdict.test?.plans ?? []).map(({ planId }) => planId),
  ];
  const matter = [
    ...plans.filter((plan) => isPresent(plan) || ids.includes(plan.id)),
    ...WAYS.flatMap((way) => way.planIn(advice) ?? []),
  ];
  return [...new Set(matter.filter(({ inHouse }) => !inHouse).map(({ platform }) => platform))];
}

/** What a seller publishes about data, with its page; that nobody has read one where that is so. */
function sellerLine(platform: string): RichTextPart[] {
  const name = words(`${cut(asOneLine(platformName(platform)), 60)}: `, { bold: true });
  const known = dataHandlingAt(platform);
  if (known === undefined) {
    return [name, words('not verified. No page of its own on prompts and training files was read.')];
  }
  const { says, address, pageDate, readOn } = known;
  const dated = pageDate === undefined ? 'a page without a date' : `a page of ${formatDay(pageDate)}`;
  return [
    name,
    words(`${says} By `),
    { type: 'link', url: address, text: dated },
    words(`, read on ${formatDay(readOn)}.`),
  ];
}

/** What happens to data at the sellers in question, and what this advice cannot know. */
export function limitsBlocks(advice?: Advice): Block[] {
  const sellers = advice === undefined ? [] : sellersIn(advice);
  return [
    bullets('What happens to your data', [
      ...(sellers.length === 0
        ? [
            [
              words(
                `Terms differ by seller and by account. Under a result, Why has what the sellers in question publish; pages were read of ${listed(PLATFORMS_READ.map(platformName))}.`,
              ),
            ],
          ]
        : sellers.map(sellerLine)),
      [
        words(
          'Ask before a file leaves the house: is it used to train other models, how long is it kept, where, and what deletes it and the tuned model?',
        ),
      ],
    ]),
    bullets('The limits of this advice', [
      [words('Quality is a spread until your own queries are judged: published results are not your work.')],
      [
        words(
          'Prices are list prices of the day with their sources; discounts count only where you entered them.',
        ),
      ],
      [words('Token counts are taken as equal across models; tokenizers differ.')],
      [words('Working time, upkeep and growth are your figures or stated defaults: see the assumptions.')],
      [words('It does not know your contracts, your law, or what a delay costs you.')],
    ]),
    paragraph(
      words(
        'Whom to ask: the owner of the workload for the bar and the loss per error, finance for the invoice, and security for the terms on data.',
      ),
    ),
  ];
}
