import type { Message, ModalView } from '../kit/blocks.js';
import type { SlackApi } from '../kit/slack-api.js';
import { type Person, tellPerson } from '../posting/person.js';
import type { Destination } from '../posting/post-content.js';
import type { SharedFiles } from '../posting/shared-files.js';
import type { Services } from './services.js';

/** The services, with the Web API and the files of the workspace that asks. */
export type BoundServices = Services & { readonly api: SlackApi; readonly files: SharedFiles };

/** What is known of a request, whatever kind it is of. */
export interface Asked {
  readonly services: BoundServices;
  readonly workspaceId: string;
  readonly person: Person;
  /** What a window can be opened with: lives three seconds and works once. Absent where Slack gives none. */
  readonly triggerId?: string;
  /** Whether it was asked in the Home tab, or in a form that was opened from there. */
  readonly isAtHome: boolean;
  /** The state of the Home tab in which it was asked: a newer one is read again before it is replaced. */
  readonly homeHash?: string;
}

/** Something that a person has asked of the app: in words, with a button or a menu, with a form or a shortcut. */
export interface Request extends Asked {
  /**
   * Answers where it was asked, so that only the person sees it: in the Home tab, or else privately.
   *
   * @param replaces `original`: in place of the private message whose button was used, where Slack still allows that
   */
  tell(message: Message, replaces?: 'nothing' | 'original'): Promise<void>;
  /** Brings Home tabs up to date after something they show has changed: the person's at once, the others' when due. */
  changed(): Promise<void>;
}

/** Words: the slash command, a mention, or a direct message to the app. */
export interface Words extends Request {
  readonly person: Person & { readonly channelId: string };
  /** The same for every delivery of the same request, different for every other. */
  readonly key: string;
  /** Where an answer for everybody goes. */
  readonly here: Destination;
  /** All that was said, where the line is a part of it: before and behind a mention. */
  readonly whole?: string;
  /** Whether it was asked in the person's own conversation with the app. */
  readonly isWithApp: boolean;
  /** Says that the request has arrived and what was understood, where Slack waits for that. To be called at most once. */
  received(note?: Message): Promise<void>;
}

/** A view as Slack hands it back: what was filled in, and what the form remembers. */
export interface AskingView {
  readonly id: string;
  readonly hash: string;
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  readonly blocks: readonly { readonly block_id?: string }[];
}

/** The use of a button or a menu. It has been acknowledged. */
export interface Press extends Request {
  readonly triggerId: string;
  readonly actionId: string;
  /** The value of the button, or of what was chosen. */
  readonly value?: string;
  /** The same for every delivery of the same press, different for every other. */
  readonly key: string;
  /** The message that it stands in, as Slack hands it back. */
  readonly message: unknown;
  /** `ts` of that message, known where the message itself is not handed back. */
  readonly messageTs: unknown;
  /** Whether only the person sees that message. */
  readonly isEphemeral: boolean;
  /** The window or the Home tab that it stands in. */
  readonly view?: AskingView;
}

/** What an acknowledgement can do with a form: close it without an answer, leave it open with errors, show another. */
export type FormAnswer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'push' | 'update'; readonly view: ModalView };

/** A submitted form. Slack waits for `ack`. */
export interface Submission extends Request {
  readonly view: AskingView;
  /** What the person is called in Slack. */
  readonly userName: string;
  /** A response URL of the conversation that was chosen in the form, where one was. */
  readonly response?: { readonly url: string; readonly channelId: string };
  ack(answer?: FormAnswer): Promise<void>;
}

/** Gives what is known of a request the ways to answer it. */
export function requestOf(asked: Asked): Request {
  const { services, workspaceId, person, isAtHome, homeHash } = asked;
  const { homes } = services;
  const owner = { api: services.api, workspaceId, userId: person.userId };
  return {
    ...asked,
    async tell(message, replaces) {
      if (!isAtHome) {
        await tellPerson(services, person, message, replaces);
        return;
      }
      const { blocks: notice } = message;
      await homes.publish(owner, {
        isOpen: true,
        notice,
        ...(homeHash !== undefined && { hash: homeHash }),
      });
    },
    async changed() {
      // What is told in the Home tab shows everything already.
      if (isAtHome) return homes.changed(workspaceId, person.userId);
      homes.changed(workspaceId);
      await homes.publish(owner, { isOpen: false });
    },
  };
}

/** Where the answer goes: what is for one person alone needs no other place in that person's conversation with the app. */
export function destinationOf({ here, isWithApp }: Words, isPrivate: boolean): Destination {
  return isPrivate && !isWithApp ? { kind: 'private' } : here;
}
