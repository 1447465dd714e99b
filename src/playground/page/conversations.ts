/** Conversations as one person sees them. */
import type { PlaygroundChannel, PlaygroundState } from '../protocol.js';

const BETWEEN = ' and ';

/**
 * The conversations that a person may open. A direct message is named after the people in it: others do not see
 * it, and to those it is the name of the other one.
 */
export function conversationsOf(state: PlaygroundState, userId: string): PlaygroundChannel[] {
  const me = state.users.find(({ id }) => id === userId)?.name ?? '';
  return state.channels.flatMap((channel) => {
    const people = channel.name.split(BETWEEN);
    if (channel.kind !== 'dm' || people.length < 2) return [channel];
    const others = people.filter((name) => name !== me);
    return others.length < people.length ? [{ ...channel, name: others.join(BETWEEN) }] : [];
  });
}
