import { isObject, jsonOf, type Line } from '../lines.js';
import type { ChatMessage } from '../tokens/chat.js';
import type { FaultCode } from './faults.js';

/** One line of a training file, whatever platform it was written for, as turns of a chat; and what is wrong with it. */

/** How a file is written: recognised by its content, never by its name. */
export type Shape =
  | 'openai-chat'
  | 'openai-preference'
  | 'google-contents'
  | 'bedrock-conversation'
  | 'prompt-completion'
  | 'plain-text';

export type Role = 'system' | 'user' | 'assistant' | 'tool';

export interface Turn extends ChatMessage {
  readonly role: Role;
}

/** An example that can be counted. */
export interface Example {
  readonly shape: Shape;
  readonly system: string;
  /** What comes before the answer, system messages apart. */
  readonly input: readonly Turn[];
  /** The last answer, calls of tools included as JSON. */
  readonly answer: string;
  /** The answer that is not wanted, in a file of preferences. */
  readonly rejected?: string;
  /** Definitions of tools, as JSON. */
  readonly tools: string;
  readonly callsTools: boolean;
  readonly hasMedia: boolean;
}

/** What a line is: an example with its small faults, or nothing that can be trained on. */
export interface ReadExample {
  readonly example?: Example;
  readonly faults: readonly FaultCode[];
}

const CHAT_KEYS = new Set([
  'role',
  'content',
  'name',
  'weight',
  'tool_calls',
  'tool_call_id',
  'function_call',
  'refusal',
]);
const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['assistant', 'assistant'],
  ['model', 'assistant'],
  ['tool', 'tool'],
  ['function', 'tool'],
]);

/** Reads one line. Pure; never throws. */
export function readExample({ text }: Line): ReadExample {
  const row = jsonOf(text);
  if (row === undefined) return { faults: ['invalid-json'] };
  if (!isObject(row)) return { faults: ['not-an-object'] };
  const shape = shapeOf(row);
  if (shape === undefined) return { faults: ['unknown-shape'] };
  const reading = new Reading(shape);
  if (text.includes('\uFFFD')) reading.fault('not-utf8');
  READERS[shape](row, reading);
  return reading.result();
}

type Row = Readonly<Record<string, unknown>>;

function shapeOf(row: Row): Shape | undefined {
  if ('preferred_output' in row || 'non_preferred_output' in row) return 'openai-preference';
  if ('contents' in row) return 'google-contents';
  if ('messages' in row) return isBedrock(row) ? 'bedrock-conversation' : 'openai-chat';
  if ('prompt' in row && 'completion' in row) return 'prompt-completion';
  if (typeof row.text === 'string') return 'plain-text';
  return undefined;
}

/** Bedrock's parts of a message have no `type`, as those of OpenAI have. */
function isBedrock(row: Row): boolean {
  if (typeof row.schemaVersion === 'string') return true;
  const [first]: readonly unknown[] = Array.isArray(row.messages) ? row.messages : [];
  const [part]: readonly unknown[] = isObject(first) && Array.isArray(first.content) ? first.content : [];
  return isObject(part) && !('type' in part);
}

const READERS: Readonly<Record<Shape, (row: Row, reading: Reading) => void>> = {
  'openai-chat': (row, reading) => {
    reading.tools(row.tools);
    reading.messages(row.messages, 'content');
  },
  'openai-preference': (row, reading) => {
    const input = isObject(row.input) ? row.input : {};
    reading.tools(input.tools);
    reading.messages(input.messages, 'content');
    reading.preferred(row.preferred_output, row.non_preferred_output);
  },
  'google-contents': (row, reading) => {
    reading.tools(row.tools);
    const { systemInstruction, system_instruction: older } = row;
    const instruction = systemInstruction ?? older;
    if (isObject(instruction)) reading.turn('system', reading.partsOf(instruction.parts));
    reading.messages(row.contents, 'parts');
  },
  'bedrock-conversation': (row, reading) => {
    reading.tools(row.toolConfig ?? row.tools);
    if (row.system !== undefined) reading.turn('system', reading.partsOf(row.system));
    reading.messages(row.messages, 'content');
  },
  'prompt-completion': ({ prompt, completion }, reading) => {
    if (typeof prompt !== 'string' || typeof completion !== 'string') {
      reading.fault('missing-content');
      return;
    }
    reading.turn('user', prompt);
    reading.turn('assistant', completion);
  },
  'plain-text': ({ text }, reading) => reading.turn('assistant', String(text)),
};

/** Collects the turns of one example and what is wrong with them, each fault once. */
class Reading {
  readonly #faults = new Set<FaultCode>();
  readonly #turns: Turn[] = [];
  #tools = '';
  #rejected: string | undefined;
  #callsTools = false;
  #hasMedia = false;
  #canBeCounted = true;

  constructor(private readonly shape: Shape) {}

  fault(code: FaultCode): void {
    this.#faults.add(code);
  }

  tools(value: unknown): void {
    if (value === undefined) return;
    this.#tools = JSON.stringify(value);
  }

  turn(role: Role, content: string, name?: string): void {
    this.#turns.push(name === undefined ? { role, content } : { role, content, name });
  }

  messages(list: unknown, contentKey: 'content' | 'parts'): void {
    if (!Array.isArray(list) || list.length === 0) {
      this.#canBeCounted = false;
      this.fault('no-messages');
      return;
    }
    for (const message of list) this.message(message, contentKey);
  }

  message(message: unknown, contentKey: 'content' | 'parts'): void {
    if (!isObject(message)) {
      this.fault('not-a-message');
      return;
    }
    if (typeof message.role !== 'string') {
      this.fault('missing-role');
      return;
    }
    const role = ROLES.get(message.role);
    if (role === undefined) {
      this.fault('unknown-role');
      return;
    }
    if (this.shape === 'openai-chat' && Object.keys(message).some((key) => !CHAT_KEYS.has(key))) {
      this.fault('unknown-key');
    }
    if (message.weight !== undefined && message.weight !== 0 && message.weight !== 1)
      this.fault('bad-weight');
    const calls = message.tool_calls ?? message.function_call;
    if (calls !== undefined) this.#callsTools = true;
    const content = message[contentKey];
    if ((content === undefined || content === null) && calls === undefined) {
      this.fault('missing-content');
      return;
    }
    const words = typeof content === 'string' ? content : this.partsOf(content);
    const said = calls === undefined ? words : `${words}${JSON.stringify(calls)}`;
    this.turn(role, said, typeof message.name === 'string' ? message.name : undefined);
  }

  preferred(wanted: unknown, rejected: unknown): void {
    const [good, bad] = [this.answerOf(wanted), this.answerOf(rejected)];
    if (good === undefined || bad === undefined) {
      this.fault('no-preference');
      return;
    }
    if (good === bad) this.fault('same-preference');
    this.turn('assistant', good);
    this.#rejected = bad;
  }

  /** The text of an answer that is given as a list of messages. */
  answerOf(list: unknown): string | undefined {
    const [message]: readonly unknown[] = Array.isArray(list) ? list : [];
    if (!isObject(message) || message.role !== 'assistant') return undefined;
    return typeof message.content === 'string' ? message.content : this.partsOf(message.content);
  }

  /** The text in the parts of a content. Calls of tools count as JSON; media are noted. */
  partsOf(parts: unknown): string {
    if (typeof parts === 'string') return parts;
    if (parts === undefined || parts === null) return '';
    if (!Array.isArray(parts)) {
      this.fault('missing-content');
      return '';
    }
    return parts.map((part) => this.partText(part)).join('');
  }

  partText(part: unknown): string {
    if (!isObject(part)) return '';
    if (typeof part.text === 'string') return part.text;
    const call = part.functionCall ?? part.functionResponse ?? part.toolUse ?? part.toolResult;
    if (call !== undefined) {
      this.#callsTools = true;
      return JSON.stringify(call);
    }
    this.#hasMedia = true;
    return '';
  }

  result(): ReadExample {
    const at = this.#turns.findLastIndex(({ role }) => role === 'assistant');
    const answer = this.#turns[at]?.content ?? '';
    if (this.#canBeCounted && at < 0) this.fault('no-answer');
    else if (at >= 0 && answer.trim() === '') this.fault('empty-answer');
    if (at >= 0 && at < this.#turns.length - 1) this.fault('answer-not-last');
    const faults = [...this.#faults];
    if (at < 0 || !this.#canBeCounted) return { faults };
    return {
      faults,
      example: {
        shape: this.shape,
        system: this.#turns
          .filter(({ role }) => role === 'system')
          .map(({ content }) => content)
          .join('\n'),
        input: this.#turns.slice(0, at).filter(({ role }) => role !== 'system'),
        answer,
        ...(this.#rejected !== undefined && { rejected: this.#rejected }),
        tools: this.#tools,
        callsTools: this.#callsTools,
        hasMedia: this.#hasMedia,
      },
    };
  }
}
