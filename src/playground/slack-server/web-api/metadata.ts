import { isObject } from '../json.js';
import type { MessageMetadata } from '../state/messages.js';
import { SlackApiError } from './api-error.js';
import type { Arguments } from './arguments.js';

/**
 * The metadata of a new message; `undefined` if there is none.
 * @throws SlackApiError `invalid_metadata_format` or `invalid_metadata_schema`.
 */
export function metadataOf(args: Arguments): MessageMetadata | undefined {
  return updatedMetadata(args) ?? undefined;
}

/**
 * The metadata of an update: `undefined` keeps what the message has, `null` (sent as an empty object) removes it.
 * @throws SlackApiError `invalid_metadata_format` or `invalid_metadata_schema`.
 */
export function updatedMetadata(args: Arguments): MessageMetadata | null | undefined {
  const metadata = args.json('metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (!isObject(metadata)) throw new SlackApiError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return null;
  const { event_type, event_payload } = metadata;
  if (typeof event_type !== 'string' || event_type === '' || !isObject(event_payload)) {
    throw new SlackApiError('invalid_metadata_schema');
  }
  return { event_type, event_payload };
}
