import type { PlaygroundChannel } from '../protocol.js';
import { HashIcon, LockIcon } from './icons.js';

/** Shows whether a conversation is public, private or a direct message. */
export function ChannelMark({ kind }: { readonly kind: PlaygroundChannel['kind'] }) {
  if (kind === 'dm') return <span className="dm-mark" aria-hidden="true" />;
  return kind === 'private' ? <LockIcon /> : <HashIcon />;
}
