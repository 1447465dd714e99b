import type { SlackContext } from '../context.js';
import { checkMessageBlocks } from '../validate/index.js';
import type { BlockProblem } from '../validate/problems.js';
import { rejected, SlackApiError } from './api-error.js';
import type { Arguments } from './arguments.js';
import { type FileAccess, slackFileProblems } from './slack-files.js';

const MAX_POSTED_TEXT = 40_000;
const MAX_ATTACHMENTS = 100;

/** What a message says. */
export interface MessageContent {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/**
 * Text and blocks of a call that posts. Text over 40,000 characters is cut.
 * @throws SlackApiError `no_text`, or what is wrong with the blocks.
 */
export function contentOf(slack: SlackContext, args: Arguments, access: FileAccess): MessageContent {
  const text = args.optional('text') ?? '';
  const blocks = blocksOf(slack, args, access) ?? [];
  const attachments = args.json('attachments', 'invalid_attachments') ?? [];
  if (!Array.isArray(attachments)) throw new SlackApiError('invalid_attachments');
  if (attachments.length > MAX_ATTACHMENTS) throw new SlackApiError('too_many_attachments');
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new SlackApiError('no_text');
  return { text: text.slice(0, MAX_POSTED_TEXT), blocks };
}

/**
 * The checked blocks of a call; `undefined` if it has none.
 * @throws SlackApiError naming every fault with its place.
 */
export function blocksOf(
  slack: SlackContext,
  args: Arguments,
  access: FileAccess,
): readonly unknown[] | undefined {
  const blocks = args.json('blocks', 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) throw new SlackApiError('invalid_blocks_format');
  const refusal = checkMessageBlocks(blocks);
  if (refusal !== undefined) throw rejected(refusal.error, refusal.problems);
  const problems: readonly BlockProblem[] = slackFileProblems(slack, { blocks }, access);
  if (problems.length > 0) throw rejected('invalid_blocks', problems);
  return blocks;
}
