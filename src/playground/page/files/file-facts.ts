/** What a file is, and how large, in a few words. */
import type { PlaygroundFile } from '../../protocol.js';

/** How the page can show a file. */
export type FilePreview = 'picture' | 'table' | 'json' | 'text' | 'none';

const KB = 1000;

/** `812 bytes`, `4.2 kB`, `1.3 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < KB) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return bytes < KB * KB ? `${(bytes / KB).toFixed(1)} kB` : `${(bytes / KB / KB).toFixed(1)} MB`;
}

const endingOf = (name: string) => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** `CSV`, `JSON`, `PNG`: after the name, else after the media type. */
export function kindText({ name, mimeType }: Pick<PlaygroundFile, 'name' | 'mimeType'>): string {
  const kind = endingOf(name) || (mimeType.split('/')[1] ?? '');
  return kind === '' ? 'File' : kind.toUpperCase();
}

/** The way to show it; the name decides where the media type is only *text*. */
export function previewOf({ name, mimeType }: Pick<PlaygroundFile, 'name' | 'mimeType'>): FilePreview {
  const ending = endingOf(name);
  if (mimeType.startsWith('image/')) return 'picture';
  if (mimeType === 'text/csv' || ending === 'csv') return 'table';
  if (mimeType === 'application/json' || ending === 'json') return 'json';
  return mimeType.startsWith('text/') ? 'text' : 'none';
}
