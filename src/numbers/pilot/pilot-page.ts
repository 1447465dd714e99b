import { stringify } from 'yaml';
import { type Effort, formatCount, formatShare } from '../../engine/index.js';
import type { Task } from '../../engine/workload.js';
import type { Model } from '../../prices/price-book.js';

/** What a pilot needs beside its items: a configuration that runs the candidates on them, and a page on what has to come out. Pure. */

/** A model that is judged, at the effort that is meant. */
export interface Contestant {
  readonly model: Model;
  readonly effort?: Effort;
}

/** What a pilot is to settle. */
export interface PilotPlan {
  /** All that are judged on the same items; today's model first, where it is judged, too. */
  readonly contestants: readonly Contestant[];
  readonly items: number;
  /** How far below today's share of right answers still counts as good enough. */
  readonly tolerance: number;
  readonly task: Task;
  /** What passes, in sentences, for a test that was planned; without one the tolerance decides. */
  readonly marks?: string;
}

/** The part of the different questions that is held out at most: a file that is smaller gives fewer items. */
const LARGEST_PART = 1 / 2;

/** Items that are held out of so many different questions. */
export function itemsHeldOut(questions: number, { items }: Pick<PilotPlan, 'items'>): number {
  return Math.min(items, Math.floor(questions * LARGEST_PART));
}

/** How promptfoo calls the makers' own interfaces (promptfoo.dev/docs/providers, read 2026-11-30). */
const PROMPTFOO_MAKERS: ReadonlyMap<string, string> = new Map([
  ['openai', 'openai:chat:'],
  ['anthropic', 'anthropic:messages:'],
  ['google-gemini-api', 'google:'],
  ['mistral', 'mistral:'],
  ['deepseek', 'deepseek:'],
]);

/** Makers whose efforts promptfoo passes on under this name (promptfoo.dev/docs/providers/openai, read 2026-11-30). */
const EFFORT_KEYS: ReadonlyMap<string, string> = new Map([['openai', 'reasoning_effort']]);

function nameOf({ model, effort }: Contestant): string {
  return effort === undefined ? model.name : `${model.name} at ${effort} effort`;
}

/** A contestant as promptfoo runs it; nothing where its name or its effort there is not known. */
function providerOf({ model, effort }: Contestant): string | object | undefined {
  const { id, aliases, platform } = model;
  const maker = PROMPTFOO_MAKERS.get(platform);
  if (maker === undefined) return undefined;
  // Anthropic's interface takes names without points, which the book has as aliases.
  const name =
    platform === 'anthropic'
      ? (aliases.find((alias) => alias.startsWith('claude-') && !alias.includes('.')) ?? id)
      : id;
  if (effort === undefined) return `${maker}${name}`;
  const key = EFFORT_KEYS.get(platform);
  // The label comes back in the results, and says which effort they are of.
  return key && { id: `${maker}${name}`, label: `${id}@${effort}`, config: { [key]: effort } };
}

/** The configuration of promptfoo: every contestant on every item. */
export function pilotConfiguration({ task, contestants }: PilotPlan): string {
  return stringify({
    description: `Pilot: ${task} on held-out items`,
    prompts: ['{{messages}}'],
    providers: contestants.flatMap((one) => providerOf(one) ?? []),
    tests: 'file://items.jsonl',
    outputPath: 'results.json',
  });
}

/** What the folder holds: the items and the rest of the file, or only which rows are items. */
export type PilotContent =
  | { readonly items: number; readonly rest: number }
  | { readonly items: number; readonly rowsFile: string };

/** The page: what is in the folder, what to do, and what passes. */
export function pilotPage(plan: PilotPlan, content: PilotContent): string {
  const { contestants, items: wanted } = plan;
  const names = contestants.map(nameOf).join(', ');
  const leftOut = contestants.filter((one) => providerOf(one) === undefined).map(nameOf);
  const { items } = content;
  const fewer =
    items < wanted
      ? ` ${formatCount(wanted)} items were wanted; the file has fewer different questions, so take what comes out for a hint.`
      : '';
  const missing =
    leftOut.length === 0
      ? ''
      : `\n\nNot in the configuration, as their names there are not known: ${leftOut.join(', ')}.`;
  return `# Pilot

Judged on the same ${formatCount(items)} questions: ${names}. ${contentWords(content)}

1. Set the keys of the makers, and run \`npx promptfoo@latest eval\` in this folder. It writes results.json.
2. To judge a tuned model, too, add it under \`providers\`.
3. Send results.json to ftcost in Slack, or run \`npm run ask -- "<your question>" --evals results.json\`: accuracies with their intervals, and the advice with them.

**What passes.** ${marksOf(plan, items)}${fewer}${missing}
`;
}

function contentWords(content: PilotContent): string {
  if ('rest' in content) {
    return `Everything here is your own text: keep the folder where the training file may be.

| file | what it is |
| --- | --- |
| items.jsonl | ${formatCount(content.items)} questions that were held out, each with its right answer |
| train-without-items.jsonl | the other ${formatCount(content.rest)} rows: tune on these only |
| promptfooconfig.yaml | runs every model on every item |`;
  }
  return `None of your text is in here: ${content.rowsFile} names the rows of your file that are held out. Where the file is, \`npm run ask -- pilot "<your question>" --training FILE --out pilot\` takes the same rows out of it, and writes items.jsonl beside this configuration. Tune on the other rows only.`;
}

function marksOf({ marks, tolerance, contestants }: PilotPlan, items: number): string {
  const [today] = contestants;
  return (
    marks ??
    `A candidate with at most ${formatCount(Math.floor(tolerance * items))} right answers fewer than ${today === undefined ? 'today' : nameOf(today)} on the same ${formatCount(items)} items (${formatShare(tolerance)} of them). If the first third of the items shows it far behind, stop: it will not catch up.`
  );
}
