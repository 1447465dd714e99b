import type { types } from '@slack/bolt';
import type { Reference } from '../kit/reference.js';
import type { FormAnswer, Press, Request, Submission, Words } from './request.js';
import type { Services } from './services.js';

/** Something that people do with the app, and every way to it. The list of them is all that the entrance knows. */
export interface Feature {
  /** What can be typed after `/ftcost`, after a mention, and to the app itself. In the order of the help. */
  readonly words?: readonly Word[];
  /** Buttons and menus, by the id of their action up to the first colon: what follows the colon tells several apart. */
  readonly presses?: Readonly<Record<string, (press: Press) => Promise<void>>>;
  /** Submitted forms, by the callback id of their view. */
  readonly forms?: Readonly<Record<string, Form>>;
  /** What a search field suggests for what was typed so far, by the id of its action. */
  readonly options?: Readonly<Record<string, (services: Services, typed: string) => Suggestions>>;
  /** Shortcuts, by their callback id. */
  readonly shortcuts?: Readonly<
    Record<string, (request: Request & { readonly triggerId: string }) => Promise<void>>
  >;
  /** Shortcuts on messages, by their callback id. The text is that of the message, as it was typed. */
  readonly messageShortcuts?: Readonly<Record<string, (request: Request, text: string) => Promise<void>>>;
  /**
   * Called with files that somebody sends to the app, and what is said with them. One feature has it.
   *
   * @param fileIds Slack's ids of the files, at least one
   */
  readonly files?: (words: Words, fileIds: readonly string[], said: string) => Promise<void>;
  /** Called when somebody opens the Home tab. */
  readonly homeOpened?: (request: Request) => Promise<void>;
}

/** A word that begins a line, and what it asks for. */
export interface Word {
  /** What it is counted as in the metrics. */
  readonly name: string;
  /** The word and others that mean the same, in lower case; none for every line that begins with no known word. */
  readonly typed: readonly string[];
  /** Whether the word means this only where nothing follows it. */
  readonly standsAlone?: true;
  /** Whether only the person who asks sees the answer. */
  readonly isPrivate: boolean;
  /** What is typed and what it does, line by line, for the help. */
  help(exampleModel: string): readonly HelpLine[];
  /**
   * @param after what follows the word, tidied; the whole line where `typed` is empty
   * @param said the whole line as it was typed
   */
  answer(words: Words, after: string, said: string): Promise<void>;
}

/** What is typed, and what it does. */
export type HelpLine = readonly [typed: string, does: string];

/** A form of a feature. */
export interface Form {
  submit(submission: Submission): Promise<void>;
  /**
   * What keeps the form open, with all that was typed, when it could not be read through a fault of ours. A form in
   * which nothing is typed closes in any case.
   */
  readonly failed?: (view: Submission['view'], reference: Reference) => FormAnswer;
}

/** Options for a search field. */
export type Suggestions =
  | { readonly options: types.PlainTextOption[] }
  | {
      readonly option_groups: {
        readonly label: types.PlainTextElement;
        readonly options: types.PlainTextOption[];
      }[];
    };
