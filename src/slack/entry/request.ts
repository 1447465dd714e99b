import type { webApi } from '@slack/bolt';
import type { Message } from '../kit/blocks.js';
import type { Person } from '../posting/person.js';
import type { Destination } from '../posting/post-content.js';

/** Something that a person has asked in words: with the command, with a mention, or in a direct message to the app. */
export interface Request {
  readonly workspaceId: string;
  readonly client: webApi.WebClient;
  readonly person: Person & { readonly channelId: string };
  /** The same for every delivery of the same request, different for every other. */
  readonly key: string;
  /** What a form can be opened with, at once; absent where Slack gives none. */
  readonly triggerId?: string;
  /** Where an answer for everybody goes. */
  readonly here: Destination;
  /** Whether it was asked in the person's own conversation with the app. */
  readonly isWithApp: boolean;
  /** Says that the request has arrived and what was understood, where Slack waits for that. To be called at most once. */
  received(note?: Message): Promise<void>;
  /** Answers so that only the person sees it. */
  tell(message: Message): Promise<void>;
}

/** Where the answer goes: what is for one person alone needs no other place in that person's conversation with the app. */
export function destinationOf({ here, isWithApp }: Request, isPrivate: boolean): Destination {
  return isPrivate && !isWithApp ? { kind: 'private' } : here;
}
