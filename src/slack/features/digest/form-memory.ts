import { z } from 'zod';
import { packJson, unpackJson } from '../../kit/workload-code.js';
import type { Person } from '../../posting/person.js';

/** What the form remembers: which channel it is about, and how to answer the person. */
export interface FormMemory {
  readonly channelId: string;
  readonly responseUrl?: string;
}

const MemorySchema = z.object({ c: z.string(), r: z.string().optional() });

/** Writes the memory into `private_metadata`. A response URL that does not fit is left out. */
export function writeMemory({ channelId, responseUrl }: FormMemory): string {
  return packJson({ c: channelId, r: responseUrl }, 3_000) ?? JSON.stringify({ c: channelId });
}

/** Reads it back; `undefined` for metadata that is not ours. */
export function readMemory(metadata: string): FormMemory | undefined {
  const parsed = MemorySchema.safeParse(unpackJson(metadata));
  if (!parsed.success) return undefined;
  const { c, r } = parsed.data;
  return r === undefined ? { channelId: c } : { channelId: c, responseUrl: r };
}

/** The person who filled the form in. */
export function personFrom({ channelId, responseUrl }: FormMemory, userId: string): Person {
  return { userId, channelId, ...(responseUrl !== undefined && { responseUrl }) };
}
