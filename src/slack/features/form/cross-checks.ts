import {
  batchingRuledOut,
  daysBetween,
  formatCount,
  formatDay,
  formatDuration,
  formatShare,
} from '../../../engine/index.js';
import type { Model } from '../../../prices/price-book.js';
import { type FlatWorkload, numberAt, textAt } from '../../grammar/flat-workload.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { type Block, small } from '../../kit/blocks.js';
import { cut } from '../../kit/safe-text.js';
import type { FormField } from './form-fields.js';

/**
 * What does not go together in a form that is being filled in: one sentence beside a field. None of it stops anybody:
 * the answer is worked out all the same.
 */
export type CrossChecks = Readonly<Partial<Record<FormField, string>>>;

/** The fields whose change is looked at while the form is open. */
export const LIVE_FIELDS: readonly FormField[] = [
  'model',
  'volume',
  'tokens',
  'examples',
  'knowledge',
  'cache',
  'batch',
  'latency',
  'p95',
  'target',
  'tolerance',
  'conditions',
  'corpus',
  'horizon',
];

/** Queries a day from which one asks whether the unit is right: 1,000 a second. */
const VERY_MANY_A_DAY = 86_400_000;
/** Queries a day below which no change pays for the work of a day. */
const VERY_FEW_A_DAY = 20;
const DAYS_PER_MONTH = 30;
const USUAL_HORIZON_MONTHS = 12;
/** Taken by the engine where knowledge is needed and its size is not given. */
const ASSUMED_CORPUS = '1M tokens';

interface Matter {
  readonly flat: FlatWorkload;
  readonly words: Vocabulary;
  readonly today: string;
  readonly model: Model | undefined;
}

/** Everything that does not go together. Pure. */
export function crossChecks(flat: FlatWorkload, words: Vocabulary, today: string): CrossChecks {
  const id = textAt(flat, 'current.model');
  const matter = { flat, words, today, model: id === undefined ? undefined : words.findModel(id) };
  const found: Partial<Record<FormField, string>> = {};
  for (const [field, check] of CHECKS) {
    const sentence = check(matter);
    if (sentence !== undefined) found[field] = sentence;
  }
  return found;
}

const CHECKS: readonly (readonly [FormField, (matter: Matter) => string | undefined])[] = [
  ['model', modelEnds],
  ['volume', oddVolume],
  ['cache', cacheWithoutEffect],
  ['tokens', cacheWithoutEffect],
  ['tokens', promptTooLong],
  ['examples', fewExamples],
  ['knowledge', knowledgeWithoutSize],
  ['batch', batchesThatMayNotWait],
  ['p95', slowerThanAccepted],
  ['tolerance', toleranceBelowBar],
  ['conditions', waitingAgainstLatency],
];

function modelEnds({ model, flat, today }: Matter): string | undefined {
  const end = model?.endsOn;
  if (model === undefined || end === undefined) return undefined;
  if (end.date <= today) return `${model.name} stopped answering on ${formatDay(end.date)}.`;
  const months = numberAt(flat, 'horizonMonths') ?? USUAL_HORIZON_MONTHS;
  const days = daysBetween(today, end.date);
  if (days >= months * DAYS_PER_MONTH) return undefined;
  const when = `${formatDay(end.date)}${end.orLater ? ' or later' : ''}`;
  return `It stops answering on ${when}, in ${formatDuration(days)}: what pays back later never does.`;
}

function oddVolume({ flat }: Matter): string | undefined {
  const perDay = numberAt(flat, 'volume.queriesPerDay');
  if (perDay === undefined) return undefined;
  if (perDay >= VERY_MANY_A_DAY) {
    return `${formatCount(perDay)} queries a day are ${formatCount(perDay / 86_400)} a second around the clock. Is the unit right?`;
  }
  if (perDay >= VERY_FEW_A_DAY) return undefined;
  return 'With so few queries a day hardly any change pays for the work on it. Is the unit right?';
}

function cacheWithoutEffect({ flat, model }: Matter): string | undefined {
  const share = numberAt(flat, 'current.cacheHitRate') ?? 0;
  if (share === 0 || model === undefined) return undefined;
  const floor = model.cacheFloorTokens;
  if (floor === undefined) {
    return `${model.name} is sold without a cache, so the ${formatShare(share)} of cache hits do not count.`;
  }
  const fixed = (numberAt(flat, 'tokens.staticPrompt') ?? 0) + (numberAt(flat, 'tokens.fewShot') ?? 0);
  if (fixed >= floor) return undefined;
  return `${model.name} caches fixed prompts of ${formatCount(floor)} tokens or more, and this one has ${formatCount(fixed)}: the ${formatShare(share)} of cache hits do not count.`;
}

function promptTooLong({ flat, model }: Matter): string | undefined {
  const most = model?.maxInputTokens;
  if (model === undefined || most === undefined) return undefined;
  const prompt = ['staticPrompt', 'fewShot', 'user', 'retrieved']
    .map((part) => numberAt(flat, `tokens.${part}`) ?? 0)
    .reduce((sum, tokens) => sum + tokens, 0);
  if (prompt <= most) return undefined;
  return `${model.name} takes at most ${formatCount(most)} tokens, and this prompt has ${formatCount(prompt)}.`;
}

function fewExamples({ flat, words }: Matter): string | undefined {
  const examples = numberAt(flat, 'data.examples');
  if (examples === undefined || words.fewestExamples === undefined || examples >= words.fewestExamples) {
    return undefined;
  }
  return `Nobody tunes on fewer than ${formatCount(words.fewestExamples)} examples, and some hundreds are needed to be useful: plans with a tune will be blocked.`;
}

function knowledgeWithoutSize({ flat }: Matter): string | undefined {
  const kind = textAt(flat, 'knowledge.kind');
  if (kind === undefined || kind === 'none' || numberAt(flat, 'knowledge.corpusTokens') !== undefined) {
    return undefined;
  }
  return `How much there is to know is not given, so ${ASSUMED_CORPUS} are assumed. The field below takes it.`;
}

function batchesThatMayNotWait({ flat }: Matter): string | undefined {
  const share = numberAt(flat, 'current.batchShare') ?? 0;
  if (share === 0 || flat['constraints.batchable'] === true) return undefined;
  return `${formatShare(share)} of the calls go out as a batch, which may take a day, but “Answers may take a day” is not ticked below.`;
}

function slowerThanAccepted({ flat }: Matter): string | undefined {
  const measured = numberAt(flat, 'current.p95LatencyMs');
  const most = numberAt(flat, 'constraints.maxLatencyMs');
  if (measured === undefined || most === undefined || measured <= most) return undefined;
  return `It is slower today than the ${formatCount(most)} ms that you accept: to keep it is then no answer.`;
}

function toleranceBelowBar({ flat }: Matter): string | undefined {
  const target = numberAt(flat, 'quality.target');
  if (target === undefined || numberAt(flat, 'quality.tolerance') === undefined) return undefined;
  return `The accuracy needed, ${formatShare(target)}, is what counts: the points below today do not.`;
}

function waitingAgainstLatency({ flat }: Matter): string | undefined {
  if (flat['constraints.batchable'] !== true) return undefined;
  return batchingRuledOut(numberAt(flat, 'constraints.maxLatencyMs'))?.statement;
}

const CHECK = 'check.';

/** The fields of the form that tell us of every change, with what does not go together below them. */
export function liveBlocks(blocks: readonly Block[], checks: CrossChecks): Block[] {
  return blocks.flatMap((block) => {
    const field = LIVE_FIELDS.find((one) => block.block_id?.startsWith(`${one}.`) === true);
    if (field === undefined) return [block];
    const sentence = checks[field];
    return [
      telling(block),
      ...(sentence === undefined ? [] : [{ ...small(cut(sentence, 300)), block_id: `${CHECK}${field}` }]),
    ];
  });
}

function telling(block: Block): Block {
  if (block.type !== 'input') return block;
  const { element } = block;
  if (element.type !== 'plain_text_input') return { ...block, dispatch_action: true };
  return {
    ...block,
    dispatch_action: true,
    // Not on Enter: that submits the form.
    element: { ...element, dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } },
  };
}

/** What a form says below its fields, to be compared with what it would say now. */
export function checksShown(blocks: readonly { readonly block_id?: string }[]): string {
  return JSON.stringify(
    blocks.filter(({ block_id: id }) => id?.startsWith(CHECK) === true).map((block) => wordsOf(block)),
  );
}

/** Id and text alone: Slack hands blocks back with more in them than we sent. */
function wordsOf(block: { readonly block_id?: string; readonly elements?: unknown }): unknown[] {
  const elements = Array.isArray(block.elements) ? block.elements : [];
  return [block.block_id, elements.map((one: { readonly text?: unknown }) => one.text)];
}
