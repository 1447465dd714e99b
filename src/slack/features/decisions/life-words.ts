import type { Pipeline } from '../../../decisions/pipeline.js';
import { formatDay, formatUsd } from '../../../engine/index.js';
import type { Estimate } from '../../../workspace/estimate.js';
import { type LifeState, PROPOSED } from '../../../workspace/life.js';
import { type RichTextPart, words } from '../../kit/blocks.js';
import { asOneLine, counted, cut } from '../../kit/safe-text.js';

/** How the life of a decision is said: the same on the Home tab, in the list and in digests. */

/** The states as people choose them. */
export const STATE_WORDS: Readonly<Record<LifeState, string>> = {
  proposed: 'Proposed',
  adopted: 'Adopted',
  rejected: 'Rejected',
  done: 'Done',
  withdrawn: 'Withdrawn',
};

/** What people did about a decision, by whom, and by when something is due; nothing where nobody did anything. */
export function lifeParts(
  { id, life }: Pick<Estimate, 'id' | 'life'>,
  { deadlines, measured }: Pipeline,
): readonly RichTextPart[] {
  const due = deadlines.find((one) => one.id === id)?.on;
  const realised = measured.find((one) => one.id === id)?.usdPerMonth;
  const { state, adoption, owner, reason } = life ?? PROPOSED;
  const person = (userId: string): RichTextPart => ({ type: 'user', user_id: userId });
  const why = reason === undefined ? '' : `: ${cut(asOneLine(reason), 200)}`;
  const adopted: RichTextPart[] =
    adoption === undefined
      ? []
      : [
          words(`Adopted on ${formatDay(adoption.on)} by `),
          person(adoption.by),
          words(`: ${cut(asOneLine(adoption.planTitle), 120)}, ${saidWords(adoption.savingUsd)}. `),
        ];
  const parts: RichTextPart[] = [
    ...adopted,
    ...(state === 'proposed' || state === 'adopted' ? [] : [words(`${STATE_WORDS[state]}${why}. `)]),
    ...(owner === undefined ? [] : [words('Owner: '), person(owner), words('. ')]),
    ...(realised === undefined ? [] : [words(`Usage shows ${realisedWords(realised)}. `)]),
    ...(due === undefined ? [] : [words(`Due ${formatDay(due)}. `)]),
  ];
  return parts.length === 0 ? [] : [words('\n'), ...parts];
}

function saidWords(usd: number | null): string {
  if (usd === null) return 'saving unknown then';
  return usd < 0 ? `said to cost ${formatUsd(-usd)} a month more` : `said to save ${formatUsd(usd)} a month`;
}

/** A saving that usage shows, for the middle of a sentence. */
function realisedWords(usdPerMonth: number): string {
  return usdPerMonth < 0
    ? `that it costs ${formatUsd(-usdPerMonth)} a month more`
    : `that it saves ${formatUsd(usdPerMonth)} a month`;
}

/** Names that a line gives. */
const MAX_NAMES = 3;

/** What the savings of all decisions come to, in a sentence; nothing where there is nothing to say. */
export function sumLines({
  identifiedUsd,
  adoptedUsd,
  adopted,
  realisedUsd,
  measured,
}: Pipeline): readonly string[] {
  if (identifiedUsd <= 0 && adopted === 0) return [];
  const sums = [
    `${formatUsd(identifiedUsd)} identified`,
    `${formatUsd(adoptedUsd)} adopted${adopted === 0 ? '' : ` in ${counted(adopted, 'decision')}`}`,
    realisedUsd === null
      ? 'nothing measured yet'
      : `${formatUsd(realisedUsd)} realised in ${counted(measured.length, 'decision')}`,
  ];
  return [`Savings a month: ${sums.join(', ')}.`];
}

/** What is due and what nobody owns, in sentences. */
export function openLines({ deadlines, unowned }: Pipeline, today: string): readonly string[] {
  const overdue = deadlines.filter(({ on }) => on <= today);
  const next = deadlines.filter(({ on }) => on > today);
  const dated = (all: Pipeline['deadlines']) => all.map(({ name, on }) => `${short(name)} ${formatDay(on)}`);
  return [
    ...(overdue.length === 0 ? [] : [`Overdue: ${listed(dated(overdue))}.`]),
    ...(next.length === 0 ? [] : [`Next due: ${listed(dated(next))}.`]),
    ...(unowned.length === 0 ? [] : [`Nobody owns ${listed(unowned.map(({ name }) => short(name)))}.`]),
  ];
}

/** All that is said of the decisions of a workspace together. */
export function pipelineLines(pipeline: Pipeline, today: string): readonly string[] {
  return [...sumLines(pipeline), ...openLines(pipeline, today)];
}

function short(name: string): string {
  return cut(asOneLine(name), 60);
}

function listed(items: readonly string[]): string {
  const more = items.length - MAX_NAMES;
  return `${items.slice(0, MAX_NAMES).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
