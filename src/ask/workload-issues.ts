import type { z } from 'zod';
import { FIELDS } from '../slack/grammar/fields.js';
import { nearestWord } from '../slack/kit/nearest.js';

/** Paths that a workload can have, groups included. */
const PATHS: readonly string[] = [
  ...new Set(FIELDS.flatMap(({ path }) => (path.includes('.') ? [path.split('.')[0] ?? '', path] : [path]))),
];

/**
 * What is wrong with a workload, a line for each mistake: the field, what is wrong, and the mend.
 *
 * @param error of a parse with `reportInput`, which tells what is missing from what has the wrong type
 */
export function workloadIssues(error: z.ZodError): readonly string[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(path, key));
    if (issue.code === 'invalid_union') return unionProblems(path, issue);
    return [`${path === '' ? 'The workload' : path}: ${problemOf(issue)}`];
  });
}

/** What is wrong with a value that may have two forms: in the one that it was given in, where that can be told. */
function unionProblems(path: string, { errors }: z.core.$ZodIssueInvalidUnion): readonly string[] {
  const [meant] = errors.filter((issues) =>
    issues.every((issue) => issue.code !== 'invalid_type' || issue.path.length > 0),
  );
  if (meant === undefined) return [`${path}: write a share such as 0.91, or {"right": 182, "items": 200}.`];
  return meant.flatMap((issue) => {
    const inner = [path, ...issue.path.map(String)].join('.');
    if (issue.code === 'unrecognized_keys') {
      return [`${path}: it takes "right" and "items" alone, such as {"right": 182, "items": 200}.`];
    }
    return [`${inner}: ${problemOf(issue)}`];
  });
}

function unknownField(group: string, key: string): string {
  const path = group === '' ? key : `${group}.${key}`;
  const here = PATHS.filter((known) => known.split('.').slice(0, -1).join('.') === group);
  const names = here.map((known) => known.slice(group === '' ? 0 : group.length + 1));
  const near = nearestWord(key, names);
  const mend = near === undefined ? `Here there are: ${names.join(', ')}.` : `Did you mean ${near}?`;
  return `${path}: there is no such field. ${mend}`;
}

/** Words for what a schema expects. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    number: 'a number, without quotes',
    int: 'a whole number',
    string: 'a text in quotes',
    boolean: 'true or false',
    array: 'a list in square brackets',
    object: 'an object in braces',
  }),
);

function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const isMissing = issue.input === undefined;
      return `${isMissing ? 'this is missing' : 'this has the wrong type'}. Write ${TYPES.get(issue.expected) ?? issue.expected}.`;
    }
    case 'too_small':
      return issue.origin === 'string'
        ? 'this is empty. Write a text, or leave the field out.'
        : `this is too small. Write ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum.toLocaleString('en-US')}.`;
    case 'too_big':
      return `this is too large. The most is ${issue.maximum.toLocaleString('en-US')}${issue.origin === 'string' ? ' characters' : ''}.`;
    case 'invalid_value':
      return `there is no such choice. Choose one of: ${issue.values.join(', ')}.`;
    default:
      return issue.message;
  }
}
