import { type JsonObject, objectsIn } from '../json.js';

const MENTION = /<(?:@([UW][A-Z0-9]+)|!(channel|here|everyone)|!subteam\^([A-Z0-9]+))(?:\|[^>]*)?>/g;

/**
 * Whom a message notifies: user and group ids, and `channel`, `here` or `everyone`. Read from `text`, mrkdwn
 * objects, markdown blocks and rich text; escaped syntax such as `&lt;@U1&gt;` notifies nobody.
 */
export function mentionsIn(text: string, blocks: readonly unknown[]): readonly string[] {
  const found = new Set(inMarkup(text));
  for (const [object] of objectsIn(blocks)) {
    for (const mention of inObject(object)) found.add(mention);
  }
  return [...found];
}

function inObject(object: JsonObject): readonly string[] {
  switch (object.type) {
    case 'mrkdwn':
    case 'markdown':
      return inMarkup(object.text);
    case 'user':
      return strings(object.user_id);
    case 'usergroup':
      return strings(object.usergroup_id);
    case 'broadcast':
      return strings(object.range);
    default:
      return [];
  }
}

function inMarkup(text: unknown): readonly string[] {
  if (typeof text !== 'string') return [];
  return [...text.matchAll(MENTION)].flatMap((match) => strings(match[1] ?? match[2] ?? match[3]));
}

function strings(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : [];
}
