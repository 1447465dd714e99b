import { z } from 'zod';
import { type TokenPrice, type Workload, WorkloadSchema } from '../../engine/index.js';
import { EFFORT_PATH, FLAG_PATHS, isTree, LIST_PATHS, NUMBER_PATHS, type Tree, valueAt } from './paths.js';

/** What can be changed of a workload in the live sheet, the same for the browser and for what it posts back. */

/** Longest list of sellers, and longest name of one: as a workload has them. */
const names = z.array(z.string().max(60)).max(50);

/** What was changed: a value, or `null` for nothing, so that the stated default holds. */
export const ChangesSchema = z.partialRecord(
  z.enum([...NUMBER_PATHS, ...FLAG_PATHS, ...LIST_PATHS, EFFORT_PATH]),
  z.union([z.number(), z.boolean(), names, WorkloadSchema.shape.current.shape.effort.unwrap()]).nullable(),
);

export type Changes = Readonly<z.infer<typeof ChangesSchema>>;

/** What a model costs where nobody says otherwise; a price that is not known is absent. */
export type ListPrice = Partial<Pick<TokenPrice, 'inputUsdPerMTok' | 'outputUsdPerMTok'>>;

/** A changed workload, or what is wrong with it. */
export type Changed =
  | { readonly ok: true; readonly workload: Workload }
  | { readonly ok: false; readonly path: string; readonly problem: string };

/**
 * The workload with what was changed. An own price of which one half was given takes the other from the list.
 *
 * @param list what the model in use costs by list
 */
export function applyChanges(workload: Workload, changes: Changes, list: ListPrice): Changed {
  let changed: Tree = workload;
  for (const [path, value] of Object.entries(changes)) changed = withValue(changed, path.split('.'), value);
  const parsed = WorkloadSchema.safeParse(withWholePrice(changed, list));
  if (parsed.success) return { ok: true, workload: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, path: issue?.path.join('.') ?? '', problem: issue?.message ?? 'Something is wrong.' };
}

/** The tree with another value at a path; with none where it is `null` or `undefined`, and without what is empty then. */
function withValue(tree: Tree, [first = '', ...rest]: readonly string[], value: unknown): Tree {
  const { [first]: before, ...others } = tree;
  const after = rest.length === 0 ? value : withValue(isTree(before) ? before : {}, rest, value);
  const isNothing =
    after === null || after === undefined || (isTree(after) && Object.keys(after).length === 0);
  return isNothing ? others : { ...others, [first]: after };
}

function withWholePrice(tree: Tree, list: ListPrice): Tree {
  const price = valueAt(tree, 'current.price');
  if (!isTree(price)) return tree;
  const { inputUsdPerMTok = list.inputUsdPerMTok, outputUsdPerMTok = list.outputUsdPerMTok } = price;
  const isGiven = price.inputUsdPerMTok !== undefined || price.outputUsdPerMTok !== undefined;
  // What was read from the cache has no price of its own without the rest.
  return withValue(
    tree,
    ['current', 'price'],
    isGiven ? { ...price, inputUsdPerMTok, outputUsdPerMTok } : undefined,
  );
}
