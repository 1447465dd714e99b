import { z } from 'zod';

/** The words after /ftcost that ask for something of their own. */
const COMMAND_KINDS = {
  '': 'form',
  private: 'workload',
  help: 'help',
  '?': 'help',
  digest: 'digest',
  presets: 'presets',
  preset: 'preset',
  prices: 'prices',
  price: 'prices',
  compare: 'compare',
  saved: 'saved',
  settings: 'settings',
} as const;

const TYPE_KINDS = {
  block_actions: 'action',
  view_submission: 'view',
  view_closed: 'view',
  block_suggestion: 'options',
  shortcut: 'shortcut',
  message_action: 'shortcut',
  event_callback: 'event',
} as const;

/** What a request asks for: few values, and nothing that a person typed. */
export type RequestKind =
  | (typeof COMMAND_KINDS)[keyof typeof COMMAND_KINDS]
  | (typeof TYPE_KINDS)[keyof typeof TYPE_KINDS]
  | 'other';

const Body = z.object({
  command: z.string().optional(),
  text: z.string().optional(),
  type: z.string().optional(),
});

/** The kind of a request by its body. A line that begins with none of the words is a workload. */
export function requestKind(body: unknown): RequestKind {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return 'other';
  const { command, text = '', type } = parsed.data;
  if (command !== undefined) {
    const [word = ''] = text.trim().toLowerCase().split(/\s+/);
    return kindIn(COMMAND_KINDS, word) ?? 'workload';
  }
  return kindIn(TYPE_KINDS, type ?? '') ?? 'other';
}

function kindIn<Kind>(kinds: Readonly<Record<string, Kind>>, word: string): Kind | undefined {
  return Object.hasOwn(kinds, word) ? kinds[word] : undefined;
}
