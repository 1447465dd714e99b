import type { Block, Message } from './blocks.js';

/** A message as the acknowledgement of a command: only the person sees it, and no use of the response URL is spent. */
export function privately(message: Message): {
  readonly response_type: 'ephemeral';
  readonly text: string;
  readonly blocks: Block[];
} {
  return { response_type: 'ephemeral', text: message.text, blocks: [...message.blocks] };
}
