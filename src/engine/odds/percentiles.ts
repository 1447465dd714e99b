import type { Percentiles } from '../advice.js';

/** Reading a simulation. */

/** The value that would stand at an index if the values were sorted; moves them about (Hoare's selection). */
function selectAt(values: Float64Array, index: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++;
      while ((values[right] ?? 0) > pivot) right--;
      if (left > right) break;
      const moved = values[left] ?? 0;
      values[left++] = values[right] ?? 0;
      values[right--] = moved;
    }
    if (index <= right) high = right;
    else if (index >= left) low = left;
    else break;
  }
  return values[index] ?? 0;
}

function at(values: Float64Array, share: number): number {
  return selectAt(values, Math.max(0, Math.ceil(share * values.length) - 1));
}

/** The 10th, 50th and 90th of 100 draws. */
export function percentilesOf(values: Float64Array): Percentiles {
  const copy = values.slice();
  return { p10: at(copy, 0.1), p50: at(copy, 0.5), p90: at(copy, 0.9) };
}
