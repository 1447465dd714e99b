import { ConfigError, readConfig } from '../config.js';
import { BY_OPERATOR } from '../store/audit-log.js';
import { openStore } from '../store/open-store.js';
import { exportWorkspace, forgetPerson } from '../store/own-data.js';
import { createPresences } from '../store/presences.js';
import { purgeWorkspace } from '../store/purge-workspace.js';
import type { Store } from '../store/store.js';
import { StoreError } from '../store/store-error.js';

const USAGE = `What is kept of workspaces and people:

  npm run workspaces                            lists those that have removed the app, and until when they are kept
  npm run workspaces -- restore <workspace>     undoes a removal: what was kept is shown and sent again
  npm run workspaces -- purge <workspace>       deletes everything of a workspace at once, and for good
  npm run workspaces -- export <workspace> [<person>]   prints all that is kept of it, or of one person in it, as JSON
  npm run workspaces -- forget <workspace> <person>     deletes what is kept of a person, and their id and name
                                                from what the workspace keeps

A workspace is an id such as T0123ABC, a person one such as U0123ABC.`;

const DAY_MS = 24 * 60 * 60_000;

/** What a run prints and exits with. */
interface Outcome {
  readonly lines: readonly string[];
  readonly exitCode: 0 | 2;
}

/** Does what the words ask for, and prints what came of it. @returns the exit code: 2 when nothing was done */
export async function runWorkspaceCommand(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  try {
    const config = readConfig(env);
    const store = await openStore(config.store);
    try {
      const { lines, exitCode } = await answer(words, store, config.retention.removedDays, store.clock());
      console.log(lines.join('\n'));
      return exitCode;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StoreError)) throw error;
    console.error(error instanceof StoreError ? error.explanation : error.message);
    return 2;
  }
}

/** What the words come to on an open store. */
export async function answer(
  words: readonly string[],
  store: Store,
  removedDays: number,
  now: Date,
): Promise<Outcome> {
  const [what, workspaceId, userId] = words;
  const presences = createPresences(store.database);
  if (what === undefined) return done(await list(store, removedDays, now));
  const isId = (word: string | undefined) => word === undefined || /^\w+$/.test(word);
  if (workspaceId === undefined || !isId(workspaceId) || !isId(userId))
    return { lines: [USAGE], exitCode: 2 };
  switch (what) {
    case 'restore': {
      const wasRemoved = await presences.isRemoved(workspaceId);
      if (!wasRemoved) return { lines: [`${workspaceId} has not removed the app.`], exitCode: 2 };
      await presences.confirm(workspaceId, BY_OPERATOR, now);
      return done([`${workspaceId} is there again. Instances notice within 15 seconds.`]);
    }
    case 'purge':
      await purgeWorkspace(store, workspaceId);
      return done([`Nothing is kept of ${workspaceId} any more.`]);
    case 'export':
      return done([JSON.stringify(await exportWorkspace(store.database, workspaceId, userId), undefined, 2)]);
    case 'forget': {
      if (userId === undefined) return { lines: [USAGE], exitCode: 2 };
      const count = await forgetPerson(store.database, workspaceId, userId, now);
      return done([`${count} rows of ${workspaceId} named ${userId}; none does any more.`]);
    }
    default:
      return { lines: [USAGE], exitCode: 2 };
  }
}

function done(lines: readonly string[]): Outcome {
  return { lines, exitCode: 0 };
}

async function list(store: Store, removedDays: number, now: Date): Promise<readonly string[]> {
  const removed = await createPresences(store.database).removedUntil(now);
  if (removed.length === 0) return ['No workspace has removed the app and is still kept.'];
  return removed.map(({ workspaceId, removedAt }) => {
    const until = new Date(removedAt.getTime() + removedDays * DAY_MS);
    return `${workspaceId}  removed ${removedAt.toISOString()}  kept until ${until.toISOString()}`;
  });
}
