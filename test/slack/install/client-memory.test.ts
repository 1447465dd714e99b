import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { App, Receiver } from '@slack/bolt';
import { expect, it } from 'vitest';
import { LayeredApp } from '../../../src/slack/entry/layered-app.js';
import { authorizeInstalled } from '../../../src/slack/install/authorize.js';
import type { Opened } from '../../../src/slack/install/open-installations.js';

const RENEWALS = 1_000;
const TEAMS = 5;

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** Passes on what it is given, and is never started. */
class DirectReceiver implements Receiver {
  app: App | undefined;

  init(app: App): void {
    this.app = app;
  }
  start = () => Promise.resolve();
  stop = () => Promise.resolve();
}

function openedWith(id: string, token: string): Opened {
  const bot = { id: 'B0FTCOST', userId: 'U0FTCOST', token };
  const installation = {
    id,
    isOrganisation: false,
    name: id,
    appId: 'A0FTCOST',
    installedBy: 'U0ADA',
    scopes: ['commands'],
    bot,
  };
  return { installation, sealed: token };
}

it('a client is kept for as long as its request, and not for each token that was ever renewed', async () => {
  let renewals = 0;
  const receiver = new DirectReceiver();
  const app = new LayeredApp(
    {
      receiver,
      authorize: authorizeInstalled({
        async current(id) {
          renewals += 1;
          return openedWith(id, `xoxe.xoxb-${renewals}`);
        },
      }),
      convoStore: false,
    },
    [],
  );
  const clients: WeakRef<object>[] = [];
  const tokens = new Set<string | undefined>();
  app.command('/ftcost', async ({ client, ack }) => {
    clients.push(new WeakRef(client));
    tokens.add(client.token);
    await ack();
  });
  for (let request = 0; request < RENEWALS; request += 1) {
    const body = { command: '/ftcost', text: '', user_id: 'U0ADA', team_id: `T${request % TEAMS}` };
    await receiver.app?.processEvent({ body, ack: async () => {} });
  }
  expect(tokens.size).toBe(RENEWALS);
  // What a weak reference has just been asked for stays until the turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  if (typeof collectGarbage !== 'function') throw new Error('There is no garbage collector to call.');
  collectGarbage();
  const left = clients.filter((client) => client.deref() !== undefined);
  expect(left.length).toBeLessThanOrEqual(TEAMS);
  // The app has lived until now, with all that it keeps.
  expect(receiver.app).toBe(app);
});
