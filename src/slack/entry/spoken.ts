import { z } from 'zod';

/** What a person has said to the app in a conversation, read from a mention or a direct message. */
export interface Spoken {
  readonly userId: string;
  readonly text: string;
  readonly channelId: string;
  readonly ts: string;
  /** `ts` of the message at the top of the thread, if it was said in one. */
  readonly threadTs?: string;
  /** Ids of the files that came with it. */
  readonly fileIds: readonly string[];
}

const EventSchema = z.object({
  user: z.string().min(1),
  text: z.string(),
  channel: z.string().min(1),
  ts: z.string().min(1),
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  edited: z.unknown().optional(),
  files: z.array(z.object({ id: z.string().regex(/^F[A-Z0-9]{1,40}$/) })).default([]),
});

/** A message of a person's that comes with a file says so; every other kind is something else than words. */
const WITH_FILES = 'file_share';

/** Reads an event; nothing for what a program has said, what was edited, and everything else that nobody has just said. */
export function readSpoken(event: unknown): Spoken | undefined {
  const parsed = EventSchema.safeParse(event);
  if (!parsed.success) return undefined;
  const { user: userId, text, channel: channelId, ts, thread_ts: threadTs } = parsed.data;
  const { subtype, bot_id: botId, edited, files } = parsed.data;
  const isOther = subtype !== undefined && subtype !== WITH_FILES;
  if (isOther || botId !== undefined || edited !== undefined) return undefined;
  const fileIds = files.map(({ id }) => id);
  return { userId, text, channelId, ts, fileIds, ...(threadTs !== undefined && { threadTs }) };
}

/** Mentions and addresses as Slack writes them. None has `<` in it, so that each is read once. */
const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g;
const NAMED_ADDRESS = /<(?:https?:\/\/|mailto:)[^<>|]*\|([^<>]*)>/g;
const BARE_ADDRESS = /<((?:https?:\/\/|mailto:)[^<>]*)>/g;

/** Where the app was mentioned; Slack sends no control characters. */
const HERE = '\0';

/**
 * The words of a message as they were typed: what Slack makes of addresses and channels is undone, marks of code are
 * dropped, and so is the mention of the app. What was said before the mention counts only if nothing follows it.
 */
export function wordsOf(text: string, botUserId: string | undefined): string {
  const [before = '', ...after] = aroundMentions(text, botUserId);
  return asTyped(after.join(' ').trim() || before);
}

/** The same with what was said before the mention, whatever follows it. */
export function allWordsOf(text: string, botUserId: string | undefined): string {
  return asTyped(aroundMentions(text, botUserId).join(' '));
}

function aroundMentions(text: string, botUserId: string | undefined): readonly string[] {
  return text
    .replace(MENTION, (mention, userId) => (userId === (botUserId ?? userId) ? HERE : mention))
    .split(HERE);
}

function asTyped(said: string): string {
  return said.replace(NAMED_ADDRESS, '$1').replace(BARE_ADDRESS, '$1').replace(/`/g, '').trim();
}
