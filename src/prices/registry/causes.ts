import { ratioOf } from './decimal-amount.js';
import { bareModelName } from './key-names.js';

/** Ratios that agree to this many digits are one: amounts are rounded by those who enter them. */
const RATIO_DIGITS = 3;

/** Something that happened to one price, as far as its cause goes. */
export interface Happening {
  readonly platform: string;
  /** The product's id or key. */
  readonly product: string;
  /** What happened; different things have different causes. */
  readonly what: string;
  readonly oldAmount?: string;
  readonly newAmount?: string;
}

/**
 * T12: names the cause of each happening, so that one cause is one line: what happened by one ratio on one
 * platform, together with the same on other platforms that sell the same model.
 */
export function causesOf(happenings: readonly Happening[]): readonly string[] {
  const causes = new Causes();
  const names = happenings.map((happening) => {
    const ratio = ratioText(happening);
    const how = ratio === '' ? happening.what : `${happening.what} ${ratio}`;
    const name = `${happening.platform}: ${how}`;
    if (ratio !== '') causes.join(name, `${bareModelName(happening.product)}: ${how}`);
    return name;
  });
  return names.map((name) => causes.nameOf(name));
}

function ratioText({ oldAmount, newAmount }: Happening): string {
  if (oldAmount === undefined || newAmount === undefined || Number(oldAmount) <= 0) return '';
  return `x${ratioOf(oldAmount, newAmount).toPrecision(RATIO_DIGITS)}`;
}

/** Names that belong together; each group goes by the name that it began with. */
class Causes {
  readonly #parents = new Map<string, string>();

  /** Says that two names are one. */
  join(one: string, other: string): void {
    const [root, otherRoot] = [this.nameOf(one), this.nameOf(other)];
    if (root !== otherRoot) this.#parents.set(otherRoot, root);
  }

  /** The name that a group goes by. */
  nameOf(name: string): string {
    let root = name;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    return root;
  }
}
