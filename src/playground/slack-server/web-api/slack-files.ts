import type { SlackContext } from '../context.js';
import { isObject, type JsonObject, objectsIn, pointerOf } from '../json.js';
import { pictureType, type StoredFile } from '../state/files.js';
import type { BlockProblem } from '../validate/problems.js';

/**
 * Whose uploads an image may show; `no-files` where Slack shows none at all, as in ephemeral messages, updates
 * and posts to a response URL.
 */
export type FileAccess = { readonly owner: string } | 'no-files';

/** The images of a payload that name a file which cannot be shown there. */
export function slackFileProblems(
  slack: SlackContext,
  payload: JsonObject,
  access: FileAccess,
): readonly BlockProblem[] {
  const problems: BlockProblem[] = [];
  for (const [object, path] of objectsIn(payload)) {
    const { slack_file: reference } = object;
    if (!isObject(reference)) continue;
    const file = referencedFile(slack, reference);
    const shown = access !== 'no-files' && file?.owner === access.owner && isShowable(slack, file);
    if (!shown) problems.push({ reason: 'invalid slack file', pointer: pointerOf([...path, 'slack_file']) });
  }
  return problems;
}

/** The file that a `slack_file` object names by id or address. */
export function referencedFile(slack: SlackContext, reference: JsonObject): StoredFile | undefined {
  if (typeof reference.id === 'string') return slack.files.find(reference.id);
  if (typeof reference.url !== 'string') return undefined;
  const id = /\/files(?:-pri)?\/(?:[^/]+\/)?(F[A-Z0-9]+)(?:\/|$)/.exec(reference.url)?.[1];
  return id === undefined ? undefined : slack.files.find(id);
}

function isShowable(slack: SlackContext, file: StoredFile): boolean {
  return slack.files.isReady(file) && pictureType(file.bytes) !== undefined;
}
