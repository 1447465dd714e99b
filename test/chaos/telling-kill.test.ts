import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { ADA, startSlackServer, TEAM } from '../../src/playground/slack-server/index.js';
import { openServerStore } from '../../src/store/server-store.js';
import { createDatabase } from '../store/stores.js';

const CHILD = fileURLToPath(new URL('./telling-child.js', import.meta.url));
const TOKEN = 'xoxb-telling';
const SERVER = process.env.TEST_DATABASE_URL;
if (SERVER === undefined) console.warn('killed after telling: skipped: TEST_DATABASE_URL is not set');

it.skipIf(SERVER === undefined)(
  'killed between telling a person and forgetting it: told once more, as a repetition, and then no more',
  async () => {
    const url = await createDatabase(SERVER ?? '');
    const slack = await startSlackServer({ signingSecret: 's', botToken: TOKEN, commands: [] });
    const store = await openServerStore(url);
    onTestFinished(async () => {
      await slack.close();
      await store.close();
    });
    const request = { workspaceId: TEAM.id, id: randomUUID(), userId: ADA, asked: '/ftcost help' };
    await store.acceptedRequests.add(randomUUID(), [request], 0);

    /** One process, from its start to its end. @returns the signal that ended it, or what it printed */
    function live(): Promise<string> {
      return new Promise((resolve) => {
        execFile(process.execPath, [CHILD, url, slack.apiUrl, TOKEN], (error, printed) =>
          resolve(error?.signal ?? printed),
        );
      });
    }
    const notices = () => slack.messages(slack.directMessage(ADA) ?? '').map(({ text }) => text);
    const left = () => store.database.$count(sql`accepted_requests`);
    const leaseEnds = () => store.database.execute(sql`UPDATE accepted_requests SET lease_until = now()`);

    expect(await live()).toBe('SIGKILL');
    expect(notices()).toEqual([expect.not.stringContaining('already')]);
    await leaseEnds();
    expect(await live()).toBe('SIGKILL');
    expect(notices()).toHaveLength(2);
    expect(notices()[1]).toContain('I may have told you this already');
    expect(await left()).toBe(1);
    await leaseEnds();
    expect(await live()).toBe('told 0\n');
    expect(notices()).toHaveLength(2);
    expect(await left()).toBe(0);
  },
  180_000,
);
