import type { PlaygroundCall, PlaygroundProblem } from '../../protocol.js';
import { isObject } from '../json.js';
import type { TrafficEntry } from '../state/traffic.js';
import { checkSuggestions, problemsIn } from '../validate/index.js';

/** A call as the panel shows it: with what Slack holds against the blocks or the view that the app sent in it. */
export function pageCall(entry: TrafficEntry): PlaygroundCall {
  const problems = problemsOf(entry);
  return problems === undefined ? entry : { ...entry, problems };
}

/** The app's part of a call: what it asks of Slack, or what it answers. */
function problemsOf({
  direction,
  name,
  payload,
  answer,
}: TrafficEntry): readonly PlaygroundProblem[] | undefined {
  const fromApp = direction === 'app-to-slack' ? payload : answer?.body;
  if (!isObject(fromApp)) return undefined;
  return name === 'block_suggestion' ? checkSuggestions(fromApp) : problemsIn(fromApp);
}
