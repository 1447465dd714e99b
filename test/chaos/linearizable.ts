import type { EstimateDeed, EstimateState } from './history.js';

/**
 * Whether what happened to one estimate could have happened one deed after the other, each at an instant between its
 * start and its end (Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects", 1990), by
 * the search of Wing and Gong with states that were seen before left out (Lowe, "Testing for linearizability", 2017).
 *
 * A deed whose outcome is unknown may have happened at any time after its start, or never; a refused one has not.
 *
 * @param end how the estimate is when all is over
 * @returns `undefined` when there is such an order, or else the deeds in the order of their starts, a line for each
 */
export function whyNoOrder(deeds: readonly EstimateDeed[], end: EstimateState): string | undefined {
  const open = deeds.filter(({ outcome }) => outcome !== 'refused');
  const seen = new Set<string>();

  function isInOrder(left: readonly EstimateDeed[], state: EstimateState): boolean {
    if (left.every(({ outcome }) => outcome === 'unknown') && isSame(state, end)) return true;
    const key = JSON.stringify([left.map((deed) => open.indexOf(deed)), state]);
    if (seen.has(key)) return false;
    seen.add(key);
    // What begins after something else has ended for sure comes after it.
    const firstEndMs = Math.min(
      ...left.map(({ outcome, endMs }) => (outcome === 'confirmed' ? endMs : Number.POSITIVE_INFINITY)),
    );
    return left.some((deed) => {
      if (deed.startMs > firstEndMs) return false;
      const next = stateAfter(state, deed.deed);
      return (
        next !== undefined &&
        isInOrder(
          left.filter((other) => other !== deed),
          next,
        )
      );
    });
  }

  if (isInOrder(open, 'gone')) return undefined;
  const lines = [...deeds].sort((a, b) => a.startMs - b.startMs).map(lineOf);
  return [...lines, `  in the end: ${JSON.stringify(end)}`].join('\n');
}

/** How the estimate is after a deed, `undefined` when the deed cannot have come of this state. */
export function stateAfter(state: EstimateState, deed: EstimateDeed['deed']): EstimateState | undefined {
  switch (deed.kind) {
    case 'save':
      return state === 'gone' ? { name: deed.name, watched: true } : state;
    case 'watch':
      return state === 'gone' ? undefined : { ...state, watched: deed.watched };
    case 'rename':
      return state === 'gone' ? undefined : { ...state, name: deed.name };
    case 'delete':
      return state === 'gone' ? undefined : 'gone';
    case 'see':
      return isSame(state, deed.state) ? state : undefined;
  }
}

function isSame(one: EstimateState, other: EstimateState): boolean {
  if (one === 'gone' || other === 'gone') return one === other;
  return one.name === other.name && one.watched === other.watched;
}

function lineOf({ userId, deed, startMs, endMs, outcome }: EstimateDeed): string {
  const at = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 23) : '…');
  return `  ${at(startMs)} to ${at(endMs)} ${userId} ${outcome}: ${JSON.stringify(deed)}`;
}
