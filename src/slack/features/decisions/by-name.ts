import type { Estimate } from '../../../workspace/estimate.js';
import type { Request } from '../../entry/request.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { NOTHING_SAVED } from '../estimates/saved-message.js';

/** A saved estimate that was named, or why none is meant. */
export type Found =
  | { readonly kind: 'found'; readonly estimate: Estimate }
  | { readonly kind: 'none'; readonly why: string };

const MAX_NAMES = 5;

/**
 * Finds the saved estimate that a person names: by its whole name in any case, else the only one whose name has all of
 * the words. Without words the only one there is.
 *
 * @param command an example of what is typed, for the answer: `adopt`
 */
export async function findByName(
  { services, workspaceId }: Pick<Request, 'services' | 'workspaceId'>,
  said: string,
  command: string,
): Promise<Found> {
  const { estimates } = await services.workspaces.estimates.list(workspaceId);
  const [first, ...others] = matching(estimates, said);
  if (estimates.length === 0) return { kind: 'none', why: NOTHING_SAVED };
  if (first !== undefined && others.length === 0) return { kind: 'found', estimate: first };
  const among = first === undefined ? estimates : [first, ...others];
  const names = among.slice(0, MAX_NAMES).map(({ name }) => `“${cut(asOneLine(name), 60)}”`);
  const more = among.length > MAX_NAMES ? ' and others' : '';
  const what =
    first === undefined
      ? 'No saved estimate has these words in its name. There are'
      : 'Several have these words:';
  return {
    kind: 'none',
    why: `${what} ${names.join(', ')}${more}. Write one of them: /ftcost ${command} NAME.`,
  };
}

function matching(estimates: readonly Estimate[], said: string): readonly Estimate[] {
  const wanted = asOneLine(said)
    .replace(/^["“”']|["“”']$/g, '')
    .toLowerCase();
  const exact = estimates.filter(({ name }) => asOneLine(name).toLowerCase() === wanted);
  if (exact.length > 0) return exact;
  const parts = wanted.split(' ');
  return estimates.filter(({ name }) => {
    const low = asOneLine(name).toLowerCase();
    return parts.every((part) => low.includes(part));
  });
}
