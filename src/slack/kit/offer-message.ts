import { button, type Message, paragraph, words } from './blocks.js';

/** Offers a form where Slack does not let one be opened unasked: a button does. */
export function offerMessage(sentence: string, actionId: string, label: string, value: string): Message {
  return {
    text: sentence,
    blocks: [paragraph(words(sentence)), { type: 'actions', elements: [button(actionId, label, value)] }],
  };
}
