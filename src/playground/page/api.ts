/** The playground server's HTTP interface, as typed functions. */
import type {
  ActionRequest,
  CommandRequest,
  MessageRequest,
  PlaygroundAnswer,
  PlaygroundState,
  SuggestionAnswer,
  SuggestionRequest,
  ViewRequest,
} from '../protocol.js';

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`/playground/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Sends a request whose failure on the way counts as Slack's own `dispatch_failed`. */
async function ask(path: string, body: unknown): Promise<PlaygroundAnswer> {
  try {
    return (await post(path, body)) as PlaygroundAnswer;
  } catch {
    return { ok: false, error: 'dispatch_failed' };
  }
}

/** The whole workspace as it is now. */
export async function fetchState(): Promise<PlaygroundState> {
  const response = await fetch('/playground/state');
  if (!response.ok) throw new Error(`The playground answered ${response.status}.`);
  return (await response.json()) as PlaygroundState;
}

/** Runs a slash command. */
export const sendCommand = (request: CommandRequest) => ask('commands', request);

/** Posts an ordinary message. */
export const sendMessage = (request: MessageRequest) => ask('messages', request);

/** Reports that an interactive element was used. */
export const sendAction = (request: ActionRequest) => ask('actions', request);

/** Submits a modal. */
export const submitView = (request: ViewRequest) => ask('views/submit', request);

/** Closes a modal. */
export const closeView = (request: ViewRequest) => ask('views/close', request);

/** Asks the app for the choices of an external select; fails when the app gives none in time. */
export async function fetchSuggestions(request: SuggestionRequest): Promise<SuggestionAnswer> {
  const answer = (await post('suggestions', request)) as SuggestionAnswer & Partial<PlaygroundAnswer>;
  if (answer.ok === false) throw new Error(answer.error ?? 'dispatch_failed');
  return answer;
}
