import { type JsonObject, parseJson } from '../json.js';
import { missingArgument, SlackApiError } from './api-error.js';

const JSON_ARGUMENTS = ['blocks', 'view', 'attachments', 'files', 'metadata'];
const SECRETS = ['token', 'client_secret', 'refresh_token', 'code'];

/** The arguments of a call, which forms send as strings and JSON bodies as they are. */
export class Arguments {
  readonly #values: JsonObject;

  constructor(values: JsonObject) {
    this.#values = values;
  }

  /** A text argument; `undefined` if absent or empty. */
  optional(name: string): string | undefined {
    const value = this.#values[name];
    return value === undefined || value === null || value === '' ? undefined : String(value);
  }

  /**
   * A text argument that must be there.
   * @throws SlackApiError `invalid_arguments` without it.
   */
  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw missingArgument(name);
    return value;
  }

  /**
   * An argument that is JSON, inside a string or not; `undefined` if absent.
   * @throws SlackApiError `error` if it cannot be parsed.
   */
  json(name: string, error: string): unknown {
    const value = this.#values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') return value;
    const parsed = parseJson(value);
    if (parsed === undefined) throw new SlackApiError(error);
    return parsed;
  }

  /** Whether a flag is set, in any of the forms that clients send. */
  flag(name: string): boolean {
    const value = this.#values[name];
    return value === true || value === 'true' || value === 1 || value === '1';
  }

  /** The arguments as they are logged: JSON parsed, tokens and other secrets left out. */
  forLog(): JsonObject {
    const values = Object.fromEntries(
      Object.entries(this.#values).filter(([name]) => !SECRETS.includes(name)),
    );
    const parsed = JSON_ARGUMENTS.filter((name) => typeof values[name] === 'string').map((name) => [
      name,
      parseJson(String(values[name])),
    ]);
    return { ...values, ...Object.fromEntries(parsed) };
  }
}
