/** What the composer offers while somebody types: commands after `/`, the app and people after `@`. */
import type { PlaygroundState, PlaygroundUser } from '../../protocol.js';

/** One offer: choosing it puts `insert` in place of what stands from {@link Completion.from} to the caret. */
export interface Offer {
  readonly key: string;
  readonly label: string;
  /** Shown beside the label. */
  readonly hint?: string;
  /** Shown under the label. */
  readonly description?: string;
  readonly insert: string;
  /** Shown with this person's picture. */
  readonly user?: PlaygroundUser;
}

/** The offers for what has been typed so far. */
export interface Completion {
  readonly label: string;
  /** Index in the text at which the word begins that an offer replaces. */
  readonly from: number;
  readonly offers: readonly Offer[];
}

type Known = Pick<PlaygroundState, 'commands' | 'users'>;

/** A name, or the beginning of one, after an `@` that begins a word. */
const MENTION = /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u;

/** The offers at a caret, or nothing where there is nothing to offer. */
export function completionAt(
  text: string,
  caret: number,
  { commands, users }: Known,
): Completion | undefined {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before) && caret === text.length) {
    const offers = commands
      .filter(({ command }) => command.startsWith(before))
      .map(({ command, usageHint, description }) => ({
        key: command,
        label: command,
        hint: usageHint,
        description,
        insert: `${command} `,
      }));
    return offers.length > 0 ? { label: 'Commands', from: 0, offers } : undefined;
  }
  const mention = MENTION.exec(before);
  if (mention === null || before.startsWith('/')) return undefined;
  const typed = (mention[1] ?? '').toLowerCase();
  const offers = users
    .filter(({ name }) => beginsAWord(name, typed) && name.toLowerCase() !== typed)
    .sort((left, right) => Number(right.isBot) - Number(left.isBot))
    .map((user) => ({
      key: user.id,
      label: user.name,
      ...(user.isBot && { hint: 'App' }),
      insert: `@${user.name} `,
      user,
    }));
  return offers.length > 0 ? { label: 'People', from: caret - typed.length - 1, offers } : undefined;
}

function beginsAWord(name: string, typed: string): boolean {
  const lower = name.toLowerCase();
  return lower.startsWith(typed) || lower.split(' ').some((word) => word.startsWith(typed));
}

/** A pattern that matches exactly this text. */
function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The text as Slack's client sends it: `@Ada Lovelace` becomes `<@U123>`. */
export function withMentions(text: string, users: readonly PlaygroundUser[]): string {
  const longestFirst = [...users].sort((left, right) => right.name.length - left.name.length);
  return longestFirst.reduce((mentioned, { name, id }) => {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}@])@${literal(name)}(?![\\p{L}\\p{N}])`, 'giu');
    return mentioned.replace(pattern, `<@${id}>`);
  }, text);
}
