/** Finding payloads, and saying how they went. */
import type { PlaygroundCall } from '../../protocol.js';

/** What the panel shows. */
export interface CallFilter {
  /** Found in the name and in the JSON of both sides, whatever its case. */
  readonly text: string;
  readonly direction: PlaygroundCall['direction'] | 'both';
}

const searchable = new WeakMap<PlaygroundCall, string>();

function textOf(call: PlaygroundCall): string {
  const known = searchable.get(call);
  if (known !== undefined) return known;
  const text = `${call.name} ${JSON.stringify([call.payload, call.answer, call.problems])}`.toLowerCase();
  searchable.set(call, text);
  return text;
}

/** The calls that match, newest first. */
export function findCalls(
  calls: readonly PlaygroundCall[],
  { text, direction }: CallFilter,
): readonly PlaygroundCall[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return calls
    .filter((call) => direction === 'both' || call.direction === direction)
    .filter((call) => words.every((word) => textOf(call).includes(word)))
    .reverse();
}

/** How a call went, in a word or two. */
export interface CallOutcome {
  readonly tone: 'good' | 'bad' | 'open';
  readonly text: string;
}

/** Slack answers refusals with status 200, so the word for the failure counts before the status. */
export function outcomeOf({ answer }: PlaygroundCall): CallOutcome {
  if (answer === undefined) return { tone: 'open', text: 'waiting' };
  if (answer.error !== undefined) return { tone: 'bad', text: answer.error };
  if (answer.status === undefined) return { tone: 'bad', text: 'no answer' };
  return { tone: answer.status < 400 ? 'good' : 'bad', text: String(answer.status) };
}
