import { OPEN_FORM } from '../../kit/action-ids.js';
import { button, type Message, paragraph, words } from '../../kit/blocks.js';
import { packJson } from '../../kit/workload-code.js';

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
