/** The playground server's HTTP interface, as typed functions. */
import type {
  ActionRequest,
  ChannelRequest,
  ClockRequest,
  CommandRequest,
  FeedRequest,
  HomeRequest,
  InstallationRequest,
  MessageRequest,
  PlaygroundAnswer,
  PlaygroundCalls,
  PlaygroundState,
  ShortcutRequest,
  SuggestionAnswer,
  SuggestionRequest,
  UploadAnswer,
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

async function load(path: string): Promise<unknown> {
  const response = await fetch(`/playground/${path}`);
  if (!response.ok) throw new Error(`The playground answered ${response.status}.`);
  return response.json();
}

/** The whole workspace as it is now. */
export const fetchState = async () => (await load('state')) as PlaygroundState;

/** The last payloads between Slack and the app. */
export const fetchCalls = async () => (await load('calls')) as PlaygroundCalls;

/** Runs a slash command. */
export const sendCommand = (request: CommandRequest) => ask('commands', request);

/** Uploads a file of a person's, as it is. */
export async function uploadFile(userId: string, file: File): Promise<UploadAnswer> {
  const query = new URLSearchParams({ userId, name: file.name });
  try {
    const response = await fetch(`/playground/files?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
    if (response.status === 413)
      return { ok: false, error: 'It is larger than 30 MB, which is as much as this workspace takes.' };
    return (await response.json()) as UploadAnswer;
  } catch {
    return { ok: false, error: 'It could not be read, or the workspace cannot be reached.' };
  }
}

/** Posts an ordinary message. */
export const sendMessage = (request: MessageRequest) => ask('messages', request);

/** Reports that an interactive element was used. */
export const sendAction = (request: ActionRequest) => ask('actions', request);

/** Submits a modal. */
export const submitView = (request: ViewRequest) => ask('views/submit', request);

/** Closes a modal. */
export const closeView = (request: ViewRequest) => ask('views/close', request);

/** Tells the app that its Home or Messages tab was opened. */
export const openAppTab = (request: HomeRequest) => ask('home/open', request);

/** Runs a shortcut. */
export const runShortcut = (request: ShortcutRequest) => ask('shortcuts', request);

/** Archives, renames or deletes a channel, or lets the bot in or out. */
export const changeChannel = (request: ChannelRequest) => ask('channels', request);

/** Removes the app from the workspace, or brings it back. */
export const changeInstallation = (request: InstallationRequest) => ask('installation', request);

/** Moves the workspace's clock. */
export const moveClock = (request: ClockRequest) => ask('clock', request);

/** Chooses where prices come from. */
export const chooseFeed = (request: FeedRequest) => ask('feed', request);

/** Asks the app for the choices of an external select; fails when the app gives none in time. */
export async function fetchSuggestions(request: SuggestionRequest): Promise<SuggestionAnswer> {
  const answer = (await post('suggestions', request)) as SuggestionAnswer & Partial<PlaygroundAnswer>;
  if (answer.ok === false) throw new Error(answer.error ?? 'dispatch_failed');
  return answer;
}
