import { APP, type Channel, type Person, type Team } from '../workspace.js';
import type { Feed } from './feed.js';
import type { Ids } from './ids.js';

/** The places of a team and who is in them. */
export class ChannelStore {
  readonly #team: Team;
  readonly #ids: Ids;
  readonly #feed: Feed;
  readonly #channels: Map<string, Channel>;

  constructor(team: Team, ids: Ids, feed: Feed) {
    this.#team = team;
    this.#ids = ids;
    this.#feed = feed;
    this.#channels = new Map(team.channels.map((channel) => [channel.id, channel]));
  }

  /** Every channel and direct message. */
  all(): readonly Channel[] {
    return [...this.#channels.values()];
  }

  /** A channel by its id. */
  find(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  /** Whether the app's bot is a member. */
  hasBot(channel: Channel): boolean {
    return channel.members.has(this.#team.bot.userId);
  }

  /** Lets somebody in. */
  invite(channelId: string, userId: string): void {
    this.#change(channelId, ({ members }) => ({ members: new Set([...members, userId]) }));
  }

  /** Shows somebody out. */
  remove(channelId: string, userId: string): void {
    this.#change(channelId, ({ members }) => ({
      members: new Set([...members].filter((id) => id !== userId)),
    }));
  }

  /** Archives a channel, or brings it back. */
  archive(channelId: string, isArchived: boolean): void {
    this.#change(channelId, () => ({ isArchived }));
  }

  /** Gives a channel another name. */
  rename(channelId: string, name: string): void {
    this.#change(channelId, () => ({ name }));
  }

  /** Deletes a channel. */
  delete(channelId: string): void {
    this.#channels.delete(channelId);
    this.#feed.publish({ type: 'channel-deleted', channelId });
  }

  /** The direct message between somebody and the bot, opened if need be. */
  directMessageWithBot(person: Person): Channel {
    const open = this.findDirectMessageWithBot(person.id);
    if (open !== undefined) return open;
    return this.#keep({
      id: this.#ids.next('D'),
      name: `${person.name} and ${APP.name}`,
      kind: 'dm',
      members: new Set([person.id, this.#team.bot.userId]),
      isArchived: false,
    });
  }

  /** The direct message between somebody and the bot, if it is open. */
  findDirectMessageWithBot(userId: string): Channel | undefined {
    return this.all().find((channel) => {
      return channel.kind === 'dm' && channel.members.has(userId) && this.hasBot(channel);
    });
  }

  #change(channelId: string, changes: (channel: Channel) => Partial<Channel>): void {
    const channel = this.#channels.get(channelId);
    if (channel === undefined) throw new Error(`There is no channel ${channelId}`);
    this.#keep({ ...channel, ...changes(channel) });
  }

  #keep(channel: Channel): Channel {
    this.#channels.set(channel.id, channel);
    this.#feed.publish({ type: 'channel-changed', channel });
    return channel;
  }
}

/** A person or bot of a team by id. */
export function findPerson(team: Team, userId: string): Person | undefined {
  return team.people.find(({ id }) => id === userId);
}
