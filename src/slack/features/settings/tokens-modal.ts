import { formatDay } from '../../../engine/index.js';
import { type ApiToken, MAX_TOKENS, TOKEN_NAME_LENGTH } from '../../../workspace/api-token.js';
import { TOKENS_FORM, WITHDRAW_TOKEN } from '../../kit/action-ids.js';
import {
  type Block,
  button,
  type ModalView,
  mrkdwn,
  paragraph,
  plain,
  small,
  words,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { readingWindow } from '../../kit/window.js';

/** The title of the window. */
export const TOKENS_TITLE = 'Tokens for programs';

/** The field of a new token's name: its `block_id` and its `action_id`. */
export const TOKEN_NAME = 'token_name';

/** Where programs ask, as far as it is known. */
function meaning(address = 'https://your-host'): string {
  return (
    `Assistants (MCP, ${address}/mcp) and programs (${address}/v1/openapi.json) ask for this workspace with a ` +
    'token: with its settings and negotiated prices. They can read nothing else of it, and change nothing.'
  );
}

/** The tokens of a workspace, each to withdraw, and a field that makes another. */
export function tokensModal(tokens: readonly ApiToken[], address?: string, notice?: string): ModalView {
  const blocks: Block[] = [
    ...(notice === undefined ? [] : [paragraph(words(notice, { bold: true }))]),
    small(meaning(address)),
    ...tokens.map(tokenSection),
  ];
  const frame = { type: 'modal', title: plain(TOKENS_TITLE), close: plain('Close') } as const;
  if (tokens.length >= MAX_TOKENS) {
    return { ...frame, blocks: [...blocks, small(`A workspace has at most ${MAX_TOKENS} tokens.`)] };
  }
  return {
    ...frame,
    callback_id: TOKENS_FORM,
    submit: plain('Make a token'),
    blocks: [
      ...blocks,
      {
        type: 'input',
        block_id: TOKEN_NAME,
        label: plain('Name of a new token'),
        hint: plain('What it is for, such as: pull requests. The token is shown once.'),
        element: { type: 'plain_text_input', action_id: TOKEN_NAME, max_length: TOKEN_NAME_LENGTH },
      },
    ],
  };
}

function tokenSection({ id, name, createdBy, createdAt, lastUsedOn }: ApiToken): Block {
  const made = formatDay(createdAt.toISOString().slice(0, 10));
  const used = lastUsedOn === null ? 'never used' : `last used on ${formatDay(lastUsedOn)}`;
  const shown = cut(asOneLine(name), TOKEN_NAME_LENGTH);
  return {
    type: 'section',
    block_id: `token.${id}`,
    text: mrkdwn(`*${asSafeMrkdwn(shown)}*\nMade by ${who(createdBy)} on ${made}, ${used}.`),
    accessory: {
      ...button(`${WITHDRAW_TOKEN}:${id}`, 'Withdraw', id),
      style: 'danger',
      confirm: {
        title: plain('Withdraw this token?'),
        text: plain(`From now on whatever uses ${shown} gets no answer.`),
        confirm: plain('Withdraw'),
        deny: plain('Keep it'),
      },
    },
  };
}

/** A person by their id; who wants to be forgotten has none. */
function who(userId: string): string {
  return /^[UW][A-Z0-9]+$/.test(userId) ? `<@${userId}>` : asSafeMrkdwn(userId);
}

/** A token that was made just now, the only time that it is shown. */
export function newTokenModal(name: string, token: string): ModalView {
  return readingWindow(TOKENS_TITLE, [
    paragraph(words('Copy it now: it is not shown again.', { bold: true })),
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: token }] }],
    },
    small(
      `“${cut(asOneLine(name), TOKEN_NAME_LENGTH)}” opens this workspace's advices to whoever has it. Keep it where you ` +
        'keep other secrets; /ftcost settings tokens withdraws it.',
    ),
  ]);
}
