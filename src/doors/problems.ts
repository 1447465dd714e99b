import { z } from 'zod';
import type { TextProblem } from '../slack/grammar/text-problem.js';
import { nearestWord } from '../slack/kit/nearest.js';

/** One thing that is wrong with what was asked. */
export interface Problem {
  /** Path of the field, such as `workload.tokens.user`; empty for the whole. */
  readonly field: string;
  /** What is wrong, and how to mend it. */
  readonly message: string;
}

/** A question that cannot be answered as it was asked, with everything that is wrong. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((one) => problemLine(one)).join('\n'));
    this.problems = problems;
  }
}

/** A problem as one line. */
export function problemLine({ field, message }: Problem, whole = 'The question'): string {
  return `${field === '' ? whole : field}: ${message}`;
}

/** A problem with what was typed, as one line. */
export function sentenceOf({ said, problem, mend }: TextProblem): string {
  return `${said === undefined || said === '' ? '' : `${said}: `}${problem}${mend === undefined ? '' : ` For example: ${mend}`}`;
}

/** What is wrong with a value by its schema: the field, what is wrong, and the mend. */
export function problemsOf(error: z.ZodError, schema: z.core.$ZodType): readonly Problem[] {
  return error.issues.flatMap((issue) => {
    const field = issue.path.join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownField(issue.path, key, schema));
    if (issue.code === 'invalid_union') return unionProblems(field, issue);
    return [{ field, message: messageOf(issue) }];
  });
}

/** What is wrong with a share that may have two forms: in the one that it was given in, where that can be told. */
function unionProblems(field: string, { errors }: z.core.$ZodIssueInvalidUnion): readonly Problem[] {
  const [meant] = errors.filter((issues) =>
    issues.every((issue) => issue.code !== 'invalid_type' || issue.path.length > 0),
  );
  if (meant === undefined)
    return [{ field, message: 'write a share such as 0.91, or {"right": 182, "items": 200}.' }];
  return meant.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return [
        { field, message: 'it takes "right" and "items" alone, such as {"right": 182, "items": 200}.' },
      ];
    }
    return [{ field: [field, ...issue.path.map(String)].join('.'), message: messageOf(issue) }];
  });
}

function unknownField(group: readonly PropertyKey[], key: string, schema: z.core.$ZodType): Problem {
  const names = fieldsAt(schema, group);
  const near = nearestWord(key, names);
  const mend = near === undefined ? `Here there are: ${names.join(', ')}.` : `Did you mean ${near}?`;
  return { field: [...group.map(String), key].join('.'), message: `there is no such field. ${mend}` };
}

/** The fields that a schema has at a path. */
function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodOptional) return fieldsAt(schema.unwrap(), path);
  const [first, ...rest] = path;
  if (schema instanceof z.ZodArray && first !== undefined) return fieldsAt(schema.element, rest);
  if (schema instanceof z.ZodRecord && first !== undefined) return fieldsAt(schema.valueType, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  const fields = new Map<string, z.core.$ZodType>(Object.entries(schema.shape));
  if (first === undefined) return [...fields.keys()];
  const next = fields.get(String(first));
  return next === undefined ? [] : fieldsAt(next, rest);
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

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const isMissing = issue.message.endsWith('received undefined');
      return `${isMissing ? 'this is missing' : 'this has the wrong type'}. Write ${TYPES.get(issue.expected) ?? issue.expected}.`;
    }
    case 'too_small':
      if (issue.origin === 'string') return 'this is empty. Write a text, or leave the field out.';
      return `this is too ${issue.origin === 'array' ? 'short' : 'small'}. Write ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum.toLocaleString('en-US')}.`;
    case 'too_big': {
      const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
      return `this is too ${unit === '' ? 'large' : 'long'}. The most is ${issue.maximum.toLocaleString('en-US')}${unit}.`;
    }
    case 'invalid_value':
      return `there is no such choice. Choose one of: ${issue.values.join(', ')}.`;
    default:
      return issue.message;
  }
}
