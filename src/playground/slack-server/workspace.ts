/** The seed of a local workspace: a team, three people, the app's bot and the places they may talk in. */

/** The first team, the one that the page shows. */
export const TEAM = { id: 'T0ACMEACME', name: 'Acme', domain: 'acme' } as const;

/** The app and the bot that it has in the first team. */
export const APP = {
  id: 'A0FTCOSTAP',
  botId: 'B0FTCOSTBO',
  botUserId: 'U0FTCOSTBO',
  name: 'ftcost',
} as const;

/** Ada Lovelace, an administrator and the owner of the workspace, who has a direct message with the bot. */
export const ADA = 'U0ADALOVEL';

/** Grace Hopper, an ordinary member, who has not spoken to the bot yet. */
export const GRACE = 'U0GRACEHOP';

/** Linus Pauling, an ordinary member, who is not in `#secret-lab` and has not spoken to the bot yet. */
export const LINUS = 'U0LINUSPAU';

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
  readonly isAdmin: boolean;
  readonly isOwner: boolean;
}

/** A place to talk in. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'dm';
  readonly members: ReadonlySet<string>;
  readonly isArchived: boolean;
}

/** What tells one team from another. */
export interface TeamIdentity {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  /** The Enterprise organisation that it belongs to. */
  readonly enterprise?: { readonly id: string; readonly name: string };
}

/** A team with the bot, the people and the channels that it starts with. */
export interface Team extends TeamIdentity {
  readonly bot: { readonly userId: string; readonly botId: string };
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  /** The id that stands in this team for one of the first team, for example for `ADA`. */
  readonly idOf: (idInFirstTeam: string) => string;
}

/** A new team; `index` counts from 0 and makes the ids of its people and channels its own. */
export function newTeam(identity: TeamIdentity, index: number): Team {
  const idOf = (id: string) =>
    index === 0 ? id : `${id.slice(0, 6)}${index.toString(36).toUpperCase().padStart(4, '0')}`;
  const bot = { userId: idOf(APP.botUserId), botId: idOf(APP.botId) };
  const ordinary = { isBot: false, isAdmin: false, isOwner: false };
  const ada = {
    ...ordinary,
    id: idOf(ADA),
    handle: 'ada',
    name: 'Ada Lovelace',
    isAdmin: true,
    isOwner: true,
  };
  const grace = { ...ordinary, id: idOf(GRACE), handle: 'grace', name: 'Grace Hopper' };
  const linus = { ...ordinary, id: idOf(LINUS), handle: 'linus', name: 'Linus Pauling' };
  const everybody = [ada.id, grace.id, linus.id];
  return {
    ...identity,
    bot,
    idOf,
    people: [
      { ...ada, timeZone: 'Europe/London' },
      { ...grace, timeZone: 'America/New_York' },
      { ...linus, timeZone: 'America/Los_Angeles' },
      { ...ordinary, id: bot.userId, handle: APP.name, name: APP.name, isBot: true, timeZone: 'Etc/UTC' },
    ],
    channels: [
      channel(idOf(ML_PLATFORM), 'ml-platform', 'public', [...everybody, bot.userId]),
      channel(idOf(FINANCE), 'finance', 'public', everybody),
      channel(idOf(SECRET_LAB), 'secret-lab', 'private', [ada.id, grace.id]),
      {
        ...channel(idOf(OLD_PROJECT), 'old-project', 'public', [...everybody, bot.userId]),
        isArchived: true,
      },
      channel(idOf(ADA_AND_BOT), `${ada.name} and ${APP.name}`, 'dm', [ada.id, bot.userId]),
      channel(idOf(ADA_AND_GRACE), `${ada.name} and ${grace.name}`, 'dm', [ada.id, grace.id]),
    ],
  };
}

function channel(id: string, name: string, kind: Channel['kind'], members: readonly string[]): Channel {
  return { id, name, kind, members: new Set(members), isArchived: false };
}
