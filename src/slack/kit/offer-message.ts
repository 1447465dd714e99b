import { DIGEST_EDIT, OPEN_FORM, OPEN_SETTINGS } from './action-ids.js';
import { button, type Message, paragraph, words } from './blocks.js';
import { packJson } from './workload-code.js';

/** Offers of a form where Slack does not let one be opened unasked: a button does. */

/** What somebody reads who has called and said nothing. */
export function startMessage(exampleModel: string, isPrivate: boolean): Message {
  const asked = 'What shall I work out? Write it in one line, like ';
  const example = `@ftcost ${exampleModel} 500k/day 2000+200in 100out`;
  const rest = ', or fill in the form. @ftcost help lists what else I answer.';
  return {
    text: `${asked}${example}${rest}`,
    blocks: [
      paragraph(words(asked), words(example, { code: true }), words(rest)),
      {
        type: 'actions',
        elements: [startButton(isPrivate)],
      },
    ],
  };
}

/** Opens the empty form. */
export function startButton(isPrivate = false) {
  const value = packJson({ t: isPrivate ? 'private' : '' }, 100) ?? '{}';
  return button(OPEN_FORM, 'New estimate', value, 'primary');
}

/** Opens the settings of the workspace. */
export function settingsOffer(): Message {
  return offer(
    'The settings of this workspace open with this button.',
    OPEN_SETTINGS,
    'Open settings',
    'open',
  );
}

/** Opens the form with which the channel is subscribed. */
export function digestOffer(channelId: string): Message {
  const sentence = 'The weekly digest of this channel is set up with this button.';
  return offer(sentence, DIGEST_EDIT, 'Set up the digest', channelId);
}

function offer(sentence: string, actionId: string, label: string, value: string): Message {
  return {
    text: sentence,
    blocks: [paragraph(words(sentence)), { type: 'actions', elements: [button(actionId, label, value)] }],
  };
}
