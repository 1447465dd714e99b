import type { Plan } from '../advice.js';

const GERUNDS = [
  ['Fine-tune', 'Fine-tuning'],
  ['Tune', 'Tuning'],
  ['Distil', 'Distilling'],
  ['Switch', 'Switching'],
  ['Keep', 'Keeping'],
  ['Add', 'Adding'],
  ['Put', 'Putting'],
  ['Ask', 'Asking'],
  ['Run', 'Running'],
] as const;

/** What may come after `Keep X,` in a title. */
const SECOND_GERUNDS = [
  [/(, | and )turn on /, ' and turning on '],
  [/, shorten /, ', shortening '],
  [/, have answers /, ', having answers '],
] as const;

/** A plan's title as the subject of a sentence: `Fine-tune X` becomes `Fine-tuning X`. */
export function doing(plan: Plan): string {
  const verb = GERUNDS.find(([imperative]) => plan.title.startsWith(imperative));
  const title = verb === undefined ? plan.title : plan.title.replace(verb[0], verb[1]);
  if (plan.kind !== 'optimise') return title;
  return SECOND_GERUNDS.reduce((words, [from, to]) => words.replace(from, to), title);
}
