import { FIELDS } from './fields.js';
import { type FlatValue, type FlatWorkload, modelOfPath } from './flat-workload.js';
import { tidy } from './split-words.js';
import { writeField } from './write-field.js';

/**
 * A workload as the words of a command that say it: `gpt-4o volume=500k in=200 out=100 accuracy=182/200`. Reading them
 * gives the workload again; only a name is written as far as a command can hold it.
 */
export function writeWorkload(flat: FlatWorkload): string {
  const words: string[] = [];
  for (const { path, kind, keys } of FIELDS) {
    const key = keys[0] ?? '';
    const value = flat[path];
    if (kind === 'figures') words.push(...modelFigures(flat));
    else if (value === undefined) continue;
    else if (kind === 'model') words.unshift(writeField(path, value));
    else if (kind === 'text') words.push(`${key}="${tidy(String(value)).replace(/["=]/g, "'")}"`);
    else words.push(pair(key, path, value));
  }
  return words.join(' ');
}

function modelFigures(flat: FlatWorkload): string[] {
  return Object.entries(flat).flatMap(([path, value]) => {
    const model = modelOfPath(path);
    return model === undefined ? [] : [`accuracy:${model}=${writeField(path, value)}`];
  });
}

function pair(key: string, path: string, value: FlatValue): string {
  const text = writeField(path, value);
  return text.includes(' ') ? `${key}="${text}"` : `${key}=${text}`;
}
