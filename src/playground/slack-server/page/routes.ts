import type { z } from 'zod';
import type { PlaygroundAnswer, PlaygroundCalls, SuggestionAnswer, UploadAnswer } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import { type Handler, type HttpRequest, json, type Reply, type Route } from '../http/router.js';
import { parseJson } from '../json.js';
import { knownValues } from '../state/view-state.js';
import { sendAction } from '../to-app/actions.js';
import { sendCommand } from '../to-app/commands.js';
import { formOf } from '../to-app/container.js';
import { openHome } from '../to-app/home.js';
import { sendMessage } from '../to-app/messages.js';
import { ImpossibleGestureError } from '../to-app/payload.js';
import { sendShortcut } from '../to-app/shortcuts.js';
import { requestOptions } from '../to-app/suggestions.js';
import { uploadFile } from '../to-app/uploads.js';
import { closeView, submitView } from '../to-app/views.js';
import { mimeType } from '../web-api/file-for-app.js';
import { changeChannel, changeInstallation } from './changes.js';
import { chooseFeed, moveClock } from './controls.js';
import { guarded } from './guard.js';
import { pageCall } from './page-call.js';
import { pageState } from './presentation.js';
import { PageRequests } from './requests.js';
import { staticFiles } from './static-files.js';
import { streamEvents } from './stream.js';

type Answer = PlaygroundAnswer & SuggestionAnswer;

/** What the browser page asks for. */
export function pageRoutes(slack: SlackContext, pageDirectory: string | undefined): readonly Route[] {
  const routes: readonly Route[] = [
    get('/playground/state', () => json(pageState(slack))),
    get('/playground/events', (request) => streamEvents(slack, request)),
    get('/playground/calls', () =>
      json({ calls: slack.traffic.all().map(pageCall) } satisfies PlaygroundCalls),
    ),
    get('/playground/files/:id', (request) => fileReply(slack, request)),
    post('/playground/commands', PageRequests.command, async (gesture) => {
      const { ok, error } = await sendCommand(slack, gesture);
      return answer(ok, error);
    }),
    post('/playground/messages', PageRequests.message, async (gesture) => {
      await sendMessage(slack, gesture);
      return { ok: true };
    }),
    {
      method: 'POST',
      pattern: '/playground/files',
      handle: guarded((request) => uploadReply(slack, request), 'application/octet-stream'),
    },
    post('/playground/actions', PageRequests.action, async (gesture) => {
      const { blocks } = formOf(slack, gesture.container, gesture.userId);
      const stateValues = knownValues(blocks, gesture.stateValues);
      const { ok, error } = await sendAction(slack, { ...gesture, stateValues });
      return answer(ok, error);
    }),
    post('/playground/suggestions', PageRequests.suggestion, async (gesture) => {
      const { deliveries: _, ...shown } = await requestOptions(slack, gesture);
      return shown;
    }),
    post('/playground/views/submit', PageRequests.view, async (gesture) => {
      const { blocks } = formOf(slack, { kind: 'view', viewId: gesture.viewId }, gesture.userId);
      const stateValues = knownValues(blocks, gesture.stateValues);
      const { deliveries: _, ...shown } = await submitView(slack, { ...gesture, stateValues });
      return shown;
    }),
    post('/playground/views/close', PageRequests.view, async ({ userId, viewId }) => {
      await closeView(slack, { userId, viewId });
      return { ok: true };
    }),
    post('/playground/home/open', PageRequests.home, async (gesture) => {
      await openHome(slack, gesture);
      return { ok: true };
    }),
    post('/playground/shortcuts', PageRequests.shortcut, async (gesture) => {
      const { ok, error } = await sendShortcut(slack, gesture);
      return answer(ok, error);
    }),
    post('/playground/channels', PageRequests.channel, async (request) => {
      await changeChannel(slack, request);
      return { ok: true };
    }),
    post('/playground/installation', PageRequests.installation, async (request) => {
      await changeInstallation(slack, request);
      return { ok: true };
    }),
    post('/playground/clock', PageRequests.clock, (request) => moveClock(slack, request)),
    post('/playground/feed', PageRequests.feed, (request) => chooseFeed(slack, request)),
  ];
  return pageDirectory === undefined ? routes : [...routes, get('*', staticFiles(pageDirectory))];
}

function get(pattern: string, handle: Handler): Route {
  return { method: 'GET', pattern, handle: guarded(handle) };
}

function post<Schema extends z.ZodType>(
  pattern: string,
  schema: Schema,
  handle: (body: z.output<Schema>) => Answer | Promise<Answer>,
): Route {
  const handler = async ({ body }: HttpRequest): Promise<Reply> => {
    const parsed = schema.safeParse(parseJson(body.toString('utf8')));
    if (!parsed.success) return json({ ok: false, error: 'invalid_arguments' }, 400);
    try {
      return json(await handle(parsed.data));
    } catch (error) {
      if (error instanceof ImpossibleGestureError) return json({ ok: false, error: error.message });
      throw error;
    }
  };
  return { method: 'POST', pattern, handle: guarded(handler) };
}

function answer(ok: boolean, error: string | undefined): Answer {
  return error === undefined ? { ok } : { ok, error };
}

/** The bytes of a file as they are, and in the address whose it is and what it is called. */
function uploadReply(slack: SlackContext, { query, body }: HttpRequest): Reply {
  const about = PageRequests.upload.safeParse(Object.fromEntries(query));
  if (!about.success) return json({ ok: false, error: 'invalid_arguments' }, 400);
  try {
    const { id } = uploadFile(slack, { ...about.data, bytes: body });
    return json({ ok: true, fileId: id } satisfies UploadAnswer);
  } catch (error) {
    if (error instanceof ImpossibleGestureError) return json({ ok: false, error: error.message });
    throw error;
  }
}

/** Pictures are shown, everything else is saved under its name. */
function fileReply(slack: SlackContext, { parameters }: HttpRequest): Reply {
  const file = slack.files.find(parameters.id ?? '');
  const type = file === undefined ? '' : mimeType(slack, file);
  if (file?.bytes === undefined || type === '') return { status: 404, body: 'not found' };
  const headers = { 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' };
  if (type.startsWith('image/')) return { status: 200, headers, body: file.bytes };
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
  return { status: 200, headers: { ...headers, 'content-disposition': disposition }, body: file.bytes };
}
