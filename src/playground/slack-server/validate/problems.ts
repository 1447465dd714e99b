import type { z } from 'zod';
import { pointerOf } from '../json.js';

/** One rule that a payload breaks. */
export interface BlockProblem {
  /** Slack's reason, for example `must be less than 3001 characters`. */
  readonly reason: string;
  /** Where, as a JSON pointer, for example `/blocks/0/text/text`. */
  readonly pointer: string;
}

/** A payload that Slack refuses: the error's name and every rule it breaks. */
export interface BlockRefusal {
  readonly error: string;
  readonly problems: readonly BlockProblem[];
}

/** Turns a schema's complaints into Slack's words; `prefix` is where the value stands in the payload. */
export function problemsFrom(
  issues: readonly z.core.$ZodIssue[],
  prefix: readonly PropertyKey[],
): readonly BlockProblem[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    return reasonsOf(issue).map((reason) => ({
      reason,
      // A field that is missing is reported at the object that should hold it.
      pointer: pointerOf(reason.startsWith('missing required field') ? path.slice(0, -1) : path),
    }));
  });
}

function reasonsOf(issue: z.core.$ZodIssue): readonly string[] {
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'array') return [`no more than ${issue.maximum} items allowed`];
      return [`must be at most ${issue.maximum}`];
    case 'too_small':
      if (issue.origin === 'string') return ['must be more than 0 characters'];
      if (issue.origin === 'array') return [`no less than ${issue.minimum} items allowed`];
      return [`must be at least ${issue.minimum}`];
    case 'unrecognized_keys':
      return issue.keys.map((key) => `invalid additional property: ${key}`);
    case 'invalid_type':
      return [
        isMissing(issue)
          ? `missing required field: ${lastStep(issue)}`
          : `must provide ${article(issue.expected)}`,
      ];
    case 'invalid_union':
      return [unionReason(issue)];
    case 'invalid_value':
      if (isMissing(issue)) return [`missing required field: ${lastStep(issue)}`];
      return [`must be a valid enum value: ${issue.values.map(String).join(', ')}`];
    default:
      return [issue.message];
  }
}

/** A union is always one of objects told apart by `type`. */
function unionReason(issue: z.core.$ZodIssue): string {
  const { input } = issue;
  if (typeof input !== 'object' || input === null) {
    return input === undefined ? `missing required field: ${lastStep(issue)}` : 'must provide an object';
  }
  return 'type' in input ? `unsupported type: ${String(input.type)}` : 'missing required field: type';
}

function article(noun: string): string {
  return /^[aeio]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.input === undefined && issue.path.length > 0;
}

function lastStep(issue: z.core.$ZodIssue): string {
  return String(issue.path.at(-1) ?? '');
}
