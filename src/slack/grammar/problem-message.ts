import { OPEN_FORM } from '../kit/action-ids.js';
import { bullets, button, type Message, paragraph, type RichTextPart, words } from '../kit/blocks.js';
import { asSafeMrkdwn, cut } from '../kit/safe-text.js';
import { MAX_BUTTON_VALUE_LENGTH, packJson } from '../kit/workload-code.js';
import type { TextProblem } from './text-problem.js';

/** What is said about a text that could not be read. */
export interface ProblemReport {
  readonly problems: readonly TextProblem[];
  /** A complete command that works. */
  readonly example: string;
  /** The text as typed, for the form; cut when it is too long for a button. */
  readonly typed: string;
  /** The preset that the text was to change. */
  readonly presetId?: string;
}

/** Every problem with its mend, a working example, and a button that opens the form with what was understood. */
export function problemMessage({ problems, example, typed, presetId }: ProblemReport): Message {
  const opening = 'I need a little more to answer that. Nothing was posted.';
  const spoken = problems.map(({ said, problem, mend }) => {
    const start = said === undefined ? '' : `“${said}”: `;
    return `${start}${problem}${mend === undefined ? '' : ` For example: ${mend}.`}`;
  });
  return {
    text: asSafeMrkdwn(cut(`${opening} ${spoken.join(' ')} This works: ${example}`, 3_000)),
    blocks: [
      paragraph(words(opening, { bold: true })),
      ...(problems.length === 0 ? [] : [bullets('What is missing or unclear', problems.map(lineOf))]),
      paragraph(words('This works: '), words(example, { code: true })),
      {
        type: 'actions',
        elements: [button(OPEN_FORM, 'Open the form', formValue(typed, presetId), 'primary')],
      },
    ],
  };
}

function lineOf({ said, problem, mend }: TextProblem): RichTextPart[] {
  return [
    ...(said === undefined || said === '' ? [] : [words(said, { code: true }), words(': ')]),
    words(problem),
    ...(mend === undefined || mend === '' ? [] : [words(' → '), words(mend, { code: true })]),
  ];
}

/** The typed text for a button: whole when it fits, else its beginning. */
function formValue(typed: string, presetId: string | undefined): string {
  for (const length of [typed.length, 1_500, 500]) {
    const value = packJson({ t: typed.slice(0, length), p: presetId }, MAX_BUTTON_VALUE_LENGTH);
    if (value !== undefined) return value;
  }
  return '{}';
}
