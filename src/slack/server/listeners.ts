import type { App, ViewSubmitAction } from '@slack/bolt';
import type { Services } from '../entry/services.js';
import { handleNewEstimate } from '../features/form/shortcut.js';
import { handleHomeOpened } from '../features/home/show-home.js';
import { NEW_ESTIMATE } from '../kit/action-ids.js';
import { acknowledged } from './acknowledged.js';
import { handleFtcost } from './ftcost.js';
import { ON_ACTION, ON_OPTIONS, ON_VIEW } from './handlers.js';
import { handleDirectMessage, handleMention } from './spoken-to.js';
import {
  handleUnknownAction,
  handleUnknownCommand,
  handleUnknownShortcut,
  handleUnknownView,
} from './unknown.js';

/**
 * Connects everything that people can do to the function that handles it. Bolt asks every listener about every
 * request, so there is one for each way to use the app; the tables of `handlers.ts` know the rest.
 */
export function registerListeners(app: App, services: Services): void {
  app.command('/ftcost', (args) => acknowledged(args.ack, (ack) => handleFtcost(services, { ...args, ack })));
  app.command(/^(?!\/ftcost$)/, handleUnknownCommand);
  app.shortcut(/./, (args) => {
    const { shortcut } = args;
    const isKnown = shortcut.type === 'shortcut' && shortcut.callback_id === NEW_ESTIMATE;
    if (!isKnown) return handleUnknownShortcut(services, args);
    return acknowledged(args.ack, (ack) => handleNewEstimate(services, { ...args, shortcut, ack }));
  });
  app.event('app_home_opened', (args) => handleHomeOpened(services, args));
  app.event('app_mention', (args) => handleMention(services, args));
  app.event('message', (args) => handleDirectMessage(services, args));
  app.action({ type: 'block_actions' }, (args) => {
    const [id = ''] = args.action.action_id.split(':');
    const handle = ON_ACTION.get(id) ?? handleUnknownAction;
    return handle(services, args);
  });
  app.view<ViewSubmitAction>({ type: 'view_submission' }, (args) => {
    const on = ON_VIEW.get(args.view.callback_id);
    if (on === undefined) return handleUnknownView(args);
    const { failed } = on;
    return acknowledged(
      args.ack,
      (ack) => on.handle(services, { ...args, ack }),
      failed && ((reference) => failed(args.view, reference)),
    );
  });
  app.options(/./, (args) =>
    acknowledged(
      args.ack,
      async (ack) => {
        const suggest = ON_OPTIONS.get(args.options.action_id);
        if (suggest === undefined) return ack({ options: [] });
        await suggest(services, { ...args, ack });
      },
      () => ({ options: [] }),
    ),
  );
}
