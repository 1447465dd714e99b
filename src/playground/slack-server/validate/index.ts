import { z } from 'zod';
import { isObject, type JsonObject } from '../json.js';
import { Block } from './blocks.js';
import { type BlockProblem, type BlockRefusal, problemsFrom } from './problems.js';
import { Suggestions } from './selects.js';
import { surfaceProblems } from './surface.js';
import { charactersIn } from './table.js';
import { Home, Modal } from './view.js';

const MAX_MESSAGE_CHARACTERS = 13_200;
const MAX_VIEW_BYTES = 250_000;
const MessageBlocks = z.array(Block).max(50);

/** What Slack would say against the blocks of a message; `undefined` if nothing. */
export function checkMessageBlocks(blocks: readonly unknown[]): BlockRefusal | undefined {
  const parsed = MessageBlocks.safeParse(blocks, { reportInput: true });
  const problems = [
    ...problemsFrom(parsed.error?.issues ?? [], ['blocks']),
    ...surfaceProblems(blocks, 'message', ['blocks']),
  ];
  if (problems.length > 0) return { error: 'invalid_blocks', problems };
  const tables = blocks.filter((block) => isObject(block) && block.type === 'table');
  if (tables.length > 1) {
    const problem = { reason: 'only_one_table_allowed', pointer: '/blocks' };
    return { error: 'invalid_attachments', problems: [problem] };
  }
  if (charactersIn(blocks) > MAX_MESSAGE_CHARACTERS) {
    const reason = `no more than ${MAX_MESSAGE_CHARACTERS} characters allowed over all blocks`;
    return { error: 'msg_blocks_too_long', problems: [{ reason, pointer: '/blocks' }] };
  }
  return undefined;
}

/** What Slack would say against a view; `undefined` if nothing. */
export function checkView(view: unknown, type: 'modal' | 'home'): BlockRefusal | undefined {
  if (Buffer.byteLength(JSON.stringify(view) ?? '') > MAX_VIEW_BYTES) {
    return { error: 'view_too_large', problems: [] };
  }
  const schema = type === 'modal' ? Modal : Home;
  const parsed = schema.safeParse(view, { reportInput: true });
  const blocks: readonly unknown[] = isObject(view) && Array.isArray(view.blocks) ? view.blocks : [];
  const problems = [
    ...problemsFrom(parsed.error?.issues ?? [], ['view']),
    ...surfaceProblems(blocks, type, ['view', 'blocks']),
  ];
  return problems.length > 0 ? { error: 'invalid_arguments', problems } : undefined;
}

/** What Slack would say against the blocks or the view of a payload; `undefined` if it has neither. */
export function problemsIn(payload: JsonObject): readonly BlockProblem[] | undefined {
  const { view, blocks } = payload;
  if (isObject(view)) return problemsOf(checkView(view, view.type === 'home' ? 'home' : 'modal'));
  return Array.isArray(blocks) ? problemsOf(checkMessageBlocks(blocks)) : undefined;
}

/** A refusal that names no place, such as a view that is too large, is a problem of the whole. */
function problemsOf(refusal: BlockRefusal | undefined): readonly BlockProblem[] {
  if (refusal === undefined) return [];
  return refusal.problems.length > 0 ? refusal.problems : [{ reason: refusal.error, pointer: '' }];
}

/** What Slack would say against the options that an app suggests; nothing if they are fine. */
export function checkSuggestions(answer: JsonObject): readonly BlockProblem[] {
  return problemsFrom(Suggestions.safeParse(answer, { reportInput: true }).error?.issues ?? [], []);
}
