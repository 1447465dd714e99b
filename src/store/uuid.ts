import { z } from 'zod';

const Uuid = z.uuid();

/** Whether an id that came from outside can be one of ours. PostgreSQL refuses to compare anything else with one. */
export function isUuid(id: string): boolean {
  return Uuid.safeParse(id).success;
}
