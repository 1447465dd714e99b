import { writeNumber } from '../numbers.js';
import type { NumberItem } from './items.js';
import { MONTHS } from './lexicon.js';
import type { Matter } from './matter.js';
import { type Choice, choice, LEAVE_OUT } from './reading.js';

/** Which number counts which tokens: the words near it say so, clause by clause. */

const FIXED = 'tokens.staticPrompt';
const PROMPT = 'tokens.user';
const ANSWER = 'tokens.output';

/** A word, or several together, that says what tokens a number counts. */
interface Role {
  readonly index: number;
  readonly path: string;
  /** Whether it names the prompt as a whole, which may have a fixed part in it. */
  readonly isWhole: boolean;
  readonly word: string;
}

type Numbered = readonly [index: number, number: NumberItem];

/** Gives each number of a clause its role. */
export function readTokenRoles(matter: Matter): void {
  let isWhole = false;
  readPassages(matter);
  for (const clause of clausesOf(matter)) {
    const roles = rolesIn(matter, clause);
    const numbers = matter.numbers().filter(([index, { unit }]) => unit === undefined && isIn(index, clause));
    for (const [number, role] of paired(matter, numbers, roles)) {
      matter.use(number[0], role.index);
      if (takeSum(matter, number, role)) continue;
      matter.setNumber(role.path, number[1], 1, ' tokens');
      isWhole ||= role.isWhole && role.path === PROMPT;
    }
  }
  readPair(matter);
  readTokensWithoutRole(matter);
  if (isWhole || saysInside(matter)) partWhole(matter);
}

/** `10 retrieved passages of 300 tokens`: so many times so many tokens. */
function readPassages(matter: Matter): void {
  for (const [index, number] of matter.numbers()) {
    const words = matter.right(index, 4);
    const at = index + words.length + 1;
    const each = matter.items[at];
    const isOf = ['of', 'x', 'à', 'with'].includes(words.at(-1)?.word ?? '');
    const role = words.find(
      ({ concept }) => concept?.kind === 'tokens' && concept.path === 'tokens.retrieved',
    );
    if (role === undefined || !isOf || each?.kind !== 'number' || number.unit !== undefined) continue;
    matter.use(index, at, ...words.map((word) => word.index));
    const said = `${number.said} of ${each.said}`;
    matter.setNumber('tokens.retrieved', { ...each, said }, number.value, ' tokens');
  }
}

interface Clause {
  readonly from: number;
  readonly to: number;
}

function isIn(index: number, { from, to }: Clause): boolean {
  return index >= from && index < to;
}

function clausesOf({ items }: Matter): readonly Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'mark') continue;
    clauses.push({ from, to: index });
    from = index + 1;
  }
  return [...clauses, { from, to: items.length }];
}

/** The roles of a clause; words side by side are one, and the special one of them counts: *system prompt*. */
function rolesIn(matter: Matter, clause: Clause): readonly Role[] {
  const roles: Role[] = [];
  for (let index = clause.from; index < clause.to; index += 1) {
    const item = matter.items[index];
    if (item?.kind !== 'word' || item.concept?.kind !== 'tokens' || matter.isUsed(index)) continue;
    const { path, isWhole = false } = item.concept;
    // What is read already needs no other number: a rate says that it is the volume.
    if (matter.values[path] !== undefined && path === 'volume.queriesPerDay') continue;
    const role: Role = { index, path, isWhole, word: item.word };
    const before = roles.at(-1);
    if (before !== undefined && before.index === index - 1 && [before.path, path].includes(PROMPT)) {
      roles[roles.length - 1] = before.path === PROMPT ? { ...role, index } : { ...before, index };
    } else if (!(item.word === 'in' && isPreposition(matter, index, before))) roles.push(role);
  }
  return roles;
}

/** *Replies in 300 tokens*, *at 3 in the morning*: such an *in* says nothing of tokens. */
function isPreposition({ items }: Matter, index: number, before: Role | undefined): boolean {
  const next = items[index + 1];
  if (next?.kind === 'number') return before !== undefined && index - before.index <= 2;
  if (next?.kind !== 'word') return next?.kind === 'model';
  return next.concept === undefined ? !JOINTS.has(next.word) : !AFTER_IN.has(next.concept.kind);
}

/** What can go on behind *2k in*. */
const AFTER_IN: ReadonlySet<string> = new Set(['tokens', 'token', 'per', 'now', 'other']);

/** Words between one number of tokens and the next. */
const JOINTS: ReadonlySet<string> = new Set(['and', 'und', 'et', 'y', 'plus', '+', '-', '&', 'then', 'for']);

/** Numbers with their roles: one by one in their order where there are as many, else the nearest. */
function paired(
  matter: Matter,
  numbers: readonly Numbered[],
  roles: readonly Role[],
): readonly (readonly [Numbered, Role])[] {
  if (numbers.length === roles.length) {
    return numbers.flatMap((number, index) => {
      const role = roles[index];
      return role === undefined ? [] : [[number, role] as const];
    });
  }
  const taken = new Set<Role>();
  return numbers.flatMap((number, index) => {
    const from = numbers[index - 1]?.[0] ?? -1;
    const to = numbers[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    const near = roles
      .filter((role) => role.index > from && role.index < to && !taken.has(role))
      .map((role) => ({ role, distance: distanceOf(matter, number[0], role.index) }))
      .sort((a, b) => a.distance - b.distance || b.role.index - a.role.index);
    const [nearest] = near;
    if (nearest === undefined) return [];
    taken.add(nearest.role);
    return [[number, nearest.role] as const];
  });
}

/** Words between a number and a role; those that only count tokens are none. */
function distanceOf({ items }: Matter, number: number, role: number): number {
  const [from, to] = number < role ? [number, role] : [role, number];
  let distance = 0;
  for (const item of items.slice(from + 1, to)) {
    if (item.kind !== 'word' || item.concept?.kind !== 'token') distance += 1;
  }
  return distance;
}

/** `2000 + 200 prompt`: fixed and varying. */
function takeSum(matter: Matter, [index, number]: Numbered, { path }: Role): boolean {
  const [plus, before] = [matter.items[index - 1], matter.items[index - 2]];
  if (path !== PROMPT || plus?.kind !== 'word' || plus.word !== '+' || before?.kind !== 'number')
    return false;
  if (matter.isUsed(index - 2)) return false;
  matter.use(index - 2);
  matter.setNumber(FIXED, before, 1, ' tokens');
  matter.setNumber(PROMPT, number, 1, ' tokens');
  return true;
}

/** `2k/100`: what goes in and what comes back, where neither is said otherwise. */
function readPair(matter: Matter): void {
  if (matter.values[PROMPT] !== undefined || matter.values[ANSWER] !== undefined) return;
  for (const [index, number] of matter.numbers()) {
    const [slash, second] = [matter.items[index + 1], matter.items[index + 2]];
    if (slash?.kind !== 'word' || slash.word !== '/' || second?.kind !== 'number') continue;
    if (number.unit !== undefined || second.unit !== undefined || second.value >= number.value) continue;
    matter.use(index, index + 2);
    matter.setNumber(PROMPT, number, 1, ' tokens');
    matter.setNumber(ANSWER, second, 1, ' tokens');
    return;
  }
}

/** Tokens of nobody knows what: the part of the prompt that varies, where that is missing; else they are asked about. */
function readTokensWithoutRole(matter: Matter): void {
  const rest = matter
    .numbers()
    .filter(([index, { unit }]) => unit === undefined && countsTokens(matter, index));
  const each = rest.find(([index]) => isOfEach(matter, index));
  if (each !== undefined && rest.length > 1 && matter.values[PROMPT] === undefined) {
    matter.use(each[0]);
    matter.setNumber(PROMPT, each[1], 1, ' tokens');
    readTokensWithoutRole(matter);
    return;
  }
  for (const [index, number] of rest) {
    matter.use(index);
    const { said, value } = number;
    const others: readonly Choice[] = [
      choice('The answer', ANSWER, value),
      choice('A fixed prompt', FIXED, value),
      choice('Passages looked up', 'tokens.retrieved', value),
    ];
    if (matter.values[PROMPT] === undefined && rest.length === 1) {
      matter.setNumber(PROMPT, number, 1, ' tokens');
      matter.guesses.push({ path: PROMPT, others: others.slice(0, 2) });
      continue;
    }
    const free = [choice('The prompt', PROMPT, value), ...others].filter(({ values }) =>
      Object.keys(values).every((path) => matter.values[path] === undefined),
    );
    matter.questions.push({
      said: `${said} tokens`,
      ask: `What are the ${said} tokens?`,
      choices: [
        ...(value >= LEAST_CORPUS
          ? [
              {
                label: 'All the documents',
                values: { 'knowledge.kind': 'static', 'knowledge.corpusTokens': value },
              },
            ]
          : free.slice(0, 4)),
        LEAVE_OUT,
      ],
    });
  }
}

/** More tokens than stand in a call: what is searched. */
const LEAST_CORPUS = 500_000;

/** `6k tokens each`, `each about 600 tokens`: of every query. */
function isOfEach(matter: Matter, index: number): boolean {
  return [...matter.left(index, 2), ...matter.right(index, 3)].some(
    ({ word }) => word === 'each' || word === 'apiece' || word === 'jeweils',
  );
}

function countsTokens(matter: Matter, index: number): boolean {
  const [next, after] = matter.right(index, 2);
  return next?.concept?.kind === 'token' || (after?.concept?.kind === 'token' && next?.concept === undefined);
}

/** A prompt with a fixed part that was named, too: in it where the rest is named, and else that is asked. */
function partWhole(matter: Matter): void {
  const [whole, fixed] = [matter.values[PROMPT], matter.values[FIXED]];
  if (typeof whole !== 'number' || typeof fixed !== 'number' || whole <= fixed) return;
  const rest = matter.numbers().find(([, { value, unit }]) => unit === undefined && value === whole - fixed);
  if (rest !== undefined) {
    matter.use(rest[0]);
    matter.values[PROMPT] = rest[1].value;
    return;
  }
  if (saysInside(matter)) {
    matter.values[PROMPT] = whole - fixed;
    return;
  }
  delete matter.values[PROMPT];
  const [all, part] = [writeNumber(whole), writeNumber(fixed)];
  matter.questions.push({
    path: PROMPT,
    said: `prompt ${all}`,
    ask: `Are the ${part} fixed tokens in the ${all} of the prompt, or beside them?`,
    choices: [choice('In them', PROMPT, whole - fixed), choice('Beside them', PROMPT, whole)],
  });
}

/** Words behind the whole prompt, or behind its fixed part, that put the one inside the other. */
const BEHIND_WHOLE: ReadonlySet<string> = new Set(['total', 'including', 'incl', 'insgesamt']);
const BEHIND_PART: ReadonlySet<string> = new Set(['which', 'them', 'it', 'davon', 'thereof']);

/** Whether the fixed part is said to be in the prompt: *1,750 tokens, 1,500 of which are fixed*, *1,300 in total*. */
function saysInside(matter: Matter): boolean {
  const [whole, fixed] = [matter.values[PROMPT], matter.values[FIXED]];
  return matter.items.some((item, index) => {
    if (item.kind !== 'number' || (item.value !== whole && item.value !== fixed)) return false;
    const words = matter.right(index, 5).map(({ word }) => word);
    return item.value === whole
      ? words.some((word) => BEHIND_WHOLE.has(word))
      : words.some((word, at) => BEHIND_PART.has(word) && (word.length > 4 || words[at - 1] === 'of'));
  });
}

/** Numbers that nothing was made of: dates are none, what counts other things is put aside, the rest is asked about. */
export function readRest(matter: Matter): void {
  for (const [index, number] of matter.numbers()) {
    matter.use(index);
    if (isDate(matter, index, number)) continue;
    const [before] = matter.left(index, 1);
    if (before?.concept?.kind === 'ignored') {
      matter.asides.push(`${before.word} ${number.said}`);
      continue;
    }
    const [next] = matter.right(index, 1);
    const isOfSomething = next !== undefined && next.word !== '' && next.concept === undefined;
    const missing = [
      choice('Prompt tokens', PROMPT, number.value),
      choice('Answer tokens', ANSWER, number.value),
      choice('Queries a day', 'volume.queriesPerDay', number.value),
    ].filter(({ values }) => Object.keys(values).every((path) => matter.values[path] === undefined));
    if (isOfSomething || missing.length === 0 || number.value < 1) {
      matter.asides.push(isOfSomething ? `${number.said} ${next.word}` : number.said);
      continue;
    }
    matter.questions.push({
      said: number.said,
      ask: `What does ${number.said} count?`,
      choices: [...missing, LEAVE_OUT],
    });
  }
}

function isDate(matter: Matter, index: number, { value }: NumberItem): boolean {
  const around = [...matter.left(index, 2), ...matter.right(index, 2)].map(({ word }) => word);
  if (value <= 31 && around.some((word) => MONTHS.has(word))) return true;
  return value >= 1990 && value < 2100 && around.some((word) => MONTHS.has(word) || DATED.has(word));
}

const DATED: ReadonlySet<string> = new Set(['in', 'since', 'until', 'by', 'of', 'year']);
