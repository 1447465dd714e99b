/** What can be wrong with a line of a training file. The checks are those of OpenAI's cookbook, and the traps of the other platforms. */

/** A fault, as it is called in JSON. */
export type FaultCode = keyof typeof FAULTS;

/** What is wrong, and how to mend it. */
interface Fault {
  readonly says: string;
  readonly mend: string;
  /** True where platforms refuse the file for it; else they train on it, and the tune suffers. */
  readonly isRefused: boolean;
}

export const FAULTS = {
  'invalid-json': {
    says: 'no JSON',
    mend: 'Write one JSON object on each line, with text in double quotes and no comma at its end.',
    isRefused: true,
  },
  'cut-short': {
    says: 'cut short: the last line ends in the middle',
    mend: 'Copy the file again; its end is missing.',
    isRefused: true,
  },
  'not-an-object': {
    says: 'a JSON value, but no object in braces',
    mend: 'A file that is one JSON list has to be written as JSONL: one example on each line.',
    isRefused: true,
  },
  'unknown-shape': {
    says: 'nothing that can be trained on',
    mend: 'Each line needs messages, contents, prompt and completion, input with preferred_output, or text.',
    isRefused: true,
  },
  'mixed-shapes': {
    says: 'another format than the first line',
    mend: 'Keep one format in a file.',
    isRefused: true,
  },
  'no-messages': { says: 'no messages, or an empty list', mend: 'Leave the line out.', isRefused: true },
  'not-a-message': {
    says: 'a message that is no object',
    mend: 'Write each message as {"role": ..., "content": ...}.',
    isRefused: true,
  },
  'missing-role': {
    says: 'a message without a role',
    mend: 'Say who speaks: system, user or assistant.',
    isRefused: true,
  },
  'unknown-role': {
    says: 'a role that no platform knows',
    mend: 'Use system, user, assistant or tool (for Google user and model).',
    isRefused: true,
  },
  'missing-content': {
    says: 'a message without content, or with a content that is no text',
    mend: 'Give each message its text; only an answer that calls tools may be without.',
    isRefused: true,
  },
  'unknown-key': {
    says: 'a message with a key that OpenAI does not know',
    mend: 'Keep role, content, name, weight, tool_calls and tool_call_id; drop the rest.',
    isRefused: true,
  },
  'bad-weight': {
    says: 'a weight other than 0 or 1',
    mend: 'Write 0 to leave an answer out of training, else 1.',
    isRefused: true,
  },
  'no-answer': {
    says: 'no answer to learn from',
    mend: 'Add the answer as the last message, with the role assistant (for Google model).',
    isRefused: true,
  },
  'answer-not-last': {
    says: 'an example that does not end with an answer',
    mend: 'Drop what follows the last answer.',
    isRefused: true,
  },
  'empty-answer': {
    says: 'an empty answer: the tune would learn to say nothing',
    mend: 'Fill it in, or leave the line out.',
    isRefused: false,
  },
  'no-preference': {
    says: 'a preference without both answers',
    mend: 'Give preferred_output and non_preferred_output, each a list with one message of the assistant.',
    isRefused: true,
  },
  'same-preference': {
    says: 'the same text as preferred and as rejected answer',
    mend: 'Leave the line out: it teaches nothing.',
    isRefused: false,
  },
  'not-utf8': {
    says: 'characters that are broken: the file is not in UTF-8, or was converted wrongly',
    mend: 'Export it again as UTF-8.',
    isRefused: false,
  },
} as const satisfies Readonly<Record<string, Fault>>;
