import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, asc, eq, getTableColumns } from 'drizzle-orm';
import { type ApiToken, MAX_TOKENS } from '../workspace/api-token.js';
import { type Actor, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { apiTokens } from './schema/index.js';
import { lockWorkspace } from './workspace-lock.js';

/** Whose token it is. */
export interface TokenHolder {
  readonly workspaceId: string;
  readonly id: string;
}

/** The tokens with which programs ask for a workspace. */
export interface ApiTokens {
  /** The oldest first. */
  list(workspaceId: string): Promise<readonly ApiToken[]>;
  /** Makes a token. @returns it, the only time that it is known; `undefined` where the workspace has as many as it may */
  make(workspaceId: string, by: Actor, name: string, at: Date): Promise<string | undefined>;
  /** Withdraws a token: from now on it opens nothing. @returns whether there was one */
  withdraw(workspaceId: string, by: Actor, id: string, at: Date): Promise<boolean>;
  /** Whose token this is, and notes the day of its use; `undefined` when it is nobody's. */
  holderOf(token: string, at: Date): Promise<TokenHolder | undefined>;
}

/** `ftcost_<workspace>.<id>.<secret>`: the first two find the row, the third is what nobody can guess. */
const TOKEN = /^ftcost_([A-Z0-9]{1,40})\.([0-9a-f]{16})\.([\w-]{43})$/;

/** A secret of 256 random bits needs no slow hash: nobody tries them all. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

/** Tokens in the store, of whose secrets it keeps a hash. */
export function createApiTokens(database: Database): ApiTokens {
  const { hash: _, ...listed } = getTableColumns(apiTokens);
  const ofToken = (workspaceId: string, id: string) =>
    and(eq(apiTokens.workspaceId, workspaceId), eq(apiTokens.id, id));

  return {
    list: (workspaceId) =>
      database
        .select(listed)
        .from(apiTokens)
        .where(eq(apiTokens.workspaceId, workspaceId))
        .orderBy(asc(apiTokens.createdAt), asc(apiTokens.id)),
    make: (workspaceId, by, name, at) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const count = await inside.$count(apiTokens, eq(apiTokens.workspaceId, workspaceId));
        if (count >= MAX_TOKENS) return undefined;
        const id = randomBytes(8).toString('hex');
        const secret = randomBytes(32).toString('base64url');
        await inside
          .insert(apiTokens)
          .values({ workspaceId, id, name, hash: hashOf(secret), createdBy: by.userId, createdAt: at });
        await recordAudit(
          inside,
          workspaceId,
          by,
          { action: 'token.made', subjectId: id, subject: name },
          at,
        );
        return `ftcost_${workspaceId}.${id}.${secret}`;
      }),
    withdraw: (workspaceId, by, id, at) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const [gone] = await inside.delete(apiTokens).where(ofToken(workspaceId, id)).returning(listed);
        if (gone === undefined) return false;
        const deed = { action: 'token.withdrawn', subjectId: id, subject: gone.name } as const;
        await recordAudit(inside, workspaceId, by, deed, at);
        return true;
      }),
    async holderOf(token, at) {
      const [, workspaceId, id, secret] = TOKEN.exec(token) ?? [];
      if (workspaceId === undefined || id === undefined || secret === undefined) return undefined;
      const [row] = await database.select().from(apiTokens).where(ofToken(workspaceId, id));
      if (row === undefined || !isSame(row.hash, hashOf(secret))) return undefined;
      const today = at.toISOString().slice(0, 10);
      if (row.lastUsedOn !== today) {
        await database.update(apiTokens).set({ lastUsedOn: today }).where(ofToken(workspaceId, id));
      }
      return { workspaceId, id };
    },
  };
}
