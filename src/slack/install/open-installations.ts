import { LRUCache } from 'lru-cache';
import type { Installations, SealedInstallation } from '../../store/installations.js';
import { type Keyring, KeyringError } from '../../store/keyring.js';
import { NotInstalledError } from '../errors/not-installed.js';
import { type Installation, InstallationSchema } from './installation.js';

/** An installation that was opened, and what it was opened from. */
export interface Opened {
  readonly installation: Installation;
  /** As it stands in the store: a change says what was read before. */
  readonly sealed: string;
}

/** Opened installations are kept for this time, so that an acknowledgement waits for no database, in milliseconds. */
const KEPT_MS = 15_000;
const MAX_KEPT = 5_000;

/** What came of sealing again. */
export interface SealedAgain {
  readonly count: number;
  /** Ids of installations that no key opens. */
  readonly unreadable: readonly string[];
}

/** The installations of the app, opened and sealed on the way. */
export interface OpenInstallations {
  /** @throws NotInstalledError when there is none, or Slack refuses its token */
  find(id: string): Promise<Opened>;
  /** The same from the store, past what is kept in memory. @throws NotInstalledError */
  read(id: string): Promise<Opened>;
  /** Puts in what somebody has just installed. */
  install(installation: Installation): Promise<void>;
  /** Puts renewed tokens in place of what was read. @returns what is there now */
  renew(before: Opened, installation: Installation): Promise<Opened>;
  /** Notes that Slack refuses the token, and stops the subscriptions of the workspace. @returns whether it was news */
  refuse(opened: Opened): Promise<boolean>;
  /** Ids of those whose token Slack has refused since this moment, or earlier. */
  refusedUntil(moment: Date): Promise<readonly string[]>;
  /** Forgets what is kept in memory. */
  forget(id: string): void;
  /** Seals everything again that was sealed with an older key. */
  sealAgain(): Promise<SealedAgain>;
}

/** Opens installations with a ring of keys. */
export function openInstallations(
  installations: Installations,
  keyring: Keyring,
  clock: () => Date,
): OpenInstallations {
  const kept = new LRUCache<string, Opened>({ max: MAX_KEPT, ttl: KEPT_MS });

  function seal(installation: Installation): string {
    return keyring.seal(JSON.stringify(installation), installation.id);
  }

  function open({ id, sealed }: SealedInstallation): Installation {
    return InstallationSchema.parse(JSON.parse(keyring.open(sealed, id)));
  }

  async function read(id: string): Promise<Opened> {
    kept.delete(id);
    const row = await installations.get(id);
    if (row === undefined || row.refusedAt !== null) throw new NotInstalledError(id);
    const opened = { installation: open(row), sealed: row.sealed };
    kept.set(id, opened);
    return opened;
  }

  return {
    find: async (id) => kept.get(id) ?? read(id),
    read,
    async install(installation) {
      const { id, isOrganisation, installedBy: userId } = installation;
      const sealed = seal(installation);
      await installations.install({ id, isOrganisation, sealed }, { userId }, clock());
      kept.delete(id);
    },
    async renew(before, installation) {
      const sealed = seal(installation);
      const { id } = installation;
      kept.delete(id);
      const isOurs = await installations.replace(id, before.sealed, sealed, clock());
      // Somebody has installed it again meanwhile: those tokens hold.
      if (!isOurs) return read(id);
      const opened = { installation, sealed };
      kept.set(id, opened);
      return opened;
    },
    async refuse({ installation: { id }, sealed }) {
      kept.delete(id);
      return installations.refuse(id, sealed, clock());
    },
    refusedUntil: installations.refusedUntil,
    forget: (id) => void kept.delete(id),
    async sealAgain() {
      let count = 0;
      const unreadable: string[] = [];
      for (const { id, sealed } of await installations.all()) {
        if (keyring.isCurrent(sealed)) continue;
        const secret = ifReadable(() => keyring.open(sealed, id));
        if (secret === undefined) unreadable.push(id);
        else if (await installations.replace(id, sealed, keyring.seal(secret, id), clock())) count += 1;
      }
      return { count, unreadable };
    },
  };
}

/** Nothing where no key opens it: installing the app again mends that. */
function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof KeyringError) return undefined;
    throw error;
  }
}
