/** The seed of the local workspace: one team, two people, the app's bot and the places they may talk in. */

/** The team that has the app installed. */
export const TEAM = { id: 'T0ACMEACME', name: 'Acme', domain: 'acme' } as const;

/** The app and its bot. */
export const APP = {
  id: 'A0FTCOSTAP',
  botId: 'B0FTCOSTBO',
  botUserId: 'U0FTCOSTBO',
  name: 'ftcost',
} as const;

/** Ada Lovelace, who has a direct message with the bot. */
export const ADA = 'U0ADALOVEL';

/** Grace Hopper, who has not spoken to the bot yet. */
export const GRACE = 'U0GRACEHOP';

/** `#ml-platform`: public, the bot is a member. */
export const ML_PLATFORM = 'C0MLPLATFO';

/** `#finance`: public, the bot is not a member. */
export const FINANCE = 'C0FINANCE0';

/** `#secret-lab`: private, the bot is not a member and so cannot see it. */
export const SECRET_LAB = 'C0SECRETLA';

/** `#old-project`: archived, the bot is a member. */
export const OLD_PROJECT = 'C0OLDPROJE';

/** The direct message between Ada and the bot. */
export const ADA_AND_BOT = 'D0ADABOT00';

/** The direct message between Ada and Grace, where a bot can never be a member. */
export const ADA_AND_GRACE = 'D0ADAGRACE';

/** A person or a bot of the workspace. */
export interface Person {
  readonly id: string;
  /** The handle, as in `user_name` of a slash command. */
  readonly handle: string;
  readonly name: string;
  readonly isBot: boolean;
  /** IANA zone, as users.info answers it. */
  readonly timeZone: string;
}

/** Everybody in the workspace. */
export const PEOPLE: readonly Person[] = [
  { id: ADA, handle: 'ada', name: 'Ada Lovelace', isBot: false, timeZone: 'Europe/London' },
  { id: GRACE, handle: 'grace', name: 'Grace Hopper', isBot: false, timeZone: 'America/New_York' },
  { id: APP.botUserId, handle: APP.name, name: APP.name, isBot: true, timeZone: 'Etc/UTC' },
];

/** A place to talk in. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'dm';
  readonly members: ReadonlySet<string>;
  readonly isArchived: boolean;
}

/** The channels of a new workspace. */
export const CHANNELS: readonly Channel[] = [
  channel(ML_PLATFORM, 'ml-platform', 'public', [ADA, GRACE, APP.botUserId]),
  channel(FINANCE, 'finance', 'public', [ADA, GRACE]),
  channel(SECRET_LAB, 'secret-lab', 'private', [ADA, GRACE]),
  { ...channel(OLD_PROJECT, 'old-project', 'public', [ADA, GRACE, APP.botUserId]), isArchived: true },
  channel(ADA_AND_BOT, 'Ada Lovelace and ftcost', 'dm', [ADA, APP.botUserId]),
  channel(ADA_AND_GRACE, 'Ada Lovelace and Grace Hopper', 'dm', [ADA, GRACE]),
];

function channel(id: string, name: string, kind: Channel['kind'], members: readonly string[]): Channel {
  return { id, name, kind, members: new Set(members), isArchived: false };
}
