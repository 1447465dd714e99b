import { APP, CHANNELS, type Channel, PEOPLE, type Person } from '../workspace.js';
import type { Ids } from './ids.js';

/** The places of the workspace and who is in them. */
export class ChannelStore {
  readonly #ids: Ids;
  readonly #channels = new Map<string, Channel>(CHANNELS.map((channel) => [channel.id, channel]));

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  /** Every channel and direct message. */
  all(): readonly Channel[] {
    return [...this.#channels.values()];
  }

  /** A channel by its id. */
  find(id: string): Channel | undefined {
    return this.#channels.get(id);
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

  /** The direct message between somebody and the bot, opened if need be. */
  directMessageWithBot(person: Person): Channel {
    const open = this.findDirectMessageWithBot(person.id);
    if (open !== undefined) return open;
    const channel: Channel = {
      id: this.#ids.next('D'),
      name: `${person.name} and ${APP.name}`,
      kind: 'dm',
      members: new Set([person.id, APP.botUserId]),
      isArchived: false,
    };
    this.#channels.set(channel.id, channel);
    return channel;
  }

  /** The direct message between somebody and the bot, if it is open. */
  findDirectMessageWithBot(userId: string): Channel | undefined {
    return this.all().find(
      ({ kind, members }) => kind === 'dm' && members.has(userId) && members.has(APP.botUserId),
    );
  }

  #change(channelId: string, changes: (channel: Channel) => Partial<Channel>): void {
    const channel = this.#channels.get(channelId);
    if (channel === undefined) throw new Error(`There is no channel ${channelId}`);
    this.#channels.set(channelId, { ...channel, ...changes(channel) });
  }
}

/** Whether the app's bot is a member. */
export function hasBot(channel: Channel): boolean {
  return channel.members.has(APP.botUserId);
}

/** A person or bot by id. */
export function findPerson(userId: string): Person | undefined {
  return PEOPLE.find(({ id }) => id === userId);
}
