import type { AckFn, App, ViewSubmitAction } from '@slack/bolt';
import {
  type EventArgs,
  messageOfShortcut,
  requestOfAction,
  requestOfCommand,
  requestOfHome,
  requestOfShortcut,
  requestOfSpoken,
  requestOfView,
} from '../entry/arrivals.js';
import type { Services } from '../entry/services.js';
import { AnsweredError } from '../errors/answered-error.js';
import { otherCommand, otherForm, otherShortcut, tellOtherVersion } from '../errors/other-version.js';
import { answerLine, FEATURES } from '../features/index.js';
import { privately } from '../kit/privately.js';
import { newReference, type Reference } from '../kit/reference.js';

const PRESSES = byId(FEATURES.map(({ presses }) => presses));
const FORMS = byId(FEATURES.map(({ forms }) => forms));
const OPTIONS = byId(FEATURES.map(({ options }) => options));
const SHORTCUTS = byId(FEATURES.map(({ shortcuts }) => shortcuts));
const MESSAGE_SHORTCUTS = byId(FEATURES.map(({ messageShortcuts }) => messageShortcuts));

/**
 * Connects everything that people can do to the feature that does it. Bolt asks every listener about every request, so
 * there is one for each way to use the app; the list of features knows the rest.
 */
export function registerListeners(app: App, services: Services): void {
  app.command('/ftcost', (args) =>
    acknowledged(args.ack, (ack) =>
      answerLine(requestOfCommand(services, { ...args, ack }), args.command.text ?? ''),
    ),
  );
  app.event('app_mention', (args) => answerSpoken(services, args));
  app.event('message', (args) => answerSpoken(services, args));
  app.event('app_home_opened', async (args) => {
    const request = requestOfHome(services, args);
    if (request === undefined) return;
    for (const { homeOpened } of FEATURES) await homeOpened?.(request);
  });
  app.action({ type: 'block_actions' }, async (args) => {
    await args.ack();
    const [id = ''] = args.action.action_id.split(':');
    const press = PRESSES.get(id) ?? tellOtherVersion;
    await press(requestOfAction(services, args));
  });
  app.view<ViewSubmitAction>({ type: 'view_submission' }, async (args) => {
    const form = FORMS.get(args.view.callback_id);
    if (form === undefined) return args.ack(otherForm());
    const { failed } = form;
    await acknowledged(
      args.ack,
      (ack) => form.submit(requestOfView(services, { ...args, ack })),
      failed && ((reference) => failed(args.view, reference)),
    );
  });
  app.options(/./, (args) =>
    acknowledged(
      args.ack,
      async (ack) => {
        const suggest = OPTIONS.get(args.options.action_id);
        await ack(suggest?.(services, args.options.value) ?? { options: [] });
      },
      () => ({ options: [] }),
    ),
  );
  app.shortcut(/./, async (args) => {
    await args.ack();
    const request = requestOfShortcut(services, args);
    const { callback_id: id } = args.shortcut;
    const text = messageOfShortcut(args);
    const choose = text === undefined ? SHORTCUTS.get(id) : undefined;
    const chooseOn = text === undefined ? undefined : MESSAGE_SHORTCUTS.get(id);
    await (choose?.(request) ?? chooseOn?.(request, text ?? '') ?? request.tell(otherShortcut()));
  });
  app.command(/^(?!\/ftcost$)/, ({ ack }) => ack(privately(otherCommand())));
}

/** A mention, or a direct message to the app. */
async function answerSpoken(services: Services, args: EventArgs): Promise<void> {
  const heard = requestOfSpoken(services, args);
  if (heard === undefined) return;
  const { words, said, fileIds } = heard;
  if (!(await services.claims.claim(words.workspaceId, `event:${args.body.event_id}`))) return;
  const take = fileIds.length === 0 ? undefined : FEATURES.find(({ files }) => files !== undefined)?.files;
  await (take === undefined ? answerLine(words, said) : take(words, fileIds, said));
}

/** What all features have for each id. */
function byId<Handler>(
  tables: readonly (Readonly<Record<string, Handler>> | undefined)[],
): ReadonlyMap<string, Handler> {
  return new Map(tables.flatMap((table) => Object.entries(table ?? {})));
}

/**
 * Runs what acknowledges by itself, and acknowledges for it when it fails before it could: Slack then shows the given
 * answer at once, and not its own `operation_timeout` after three seconds. The error goes on.
 *
 * @param onFailure the answer, under the reference by which the failure is found in the log
 * @throws AnsweredError when the answer of `onFailure` was given
 */
async function acknowledged<Answer>(
  ack: AckFn<Answer>,
  work: (ack: AckFn<Answer>) => Promise<void>,
  onFailure?: (reference: Reference) => NoInfer<Answer>,
): Promise<void> {
  let isAcknowledged = false;
  try {
    await work((answer) => {
      isAcknowledged = true;
      return ack(answer);
    });
  } catch (error) {
    if (isAcknowledged) throw error;
    if (onFailure === undefined) {
      await ack();
      throw error;
    }
    const reference = newReference();
    await ack(onFailure(reference));
    throw new AnsweredError(reference, error);
  }
}
