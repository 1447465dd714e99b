/** A count with its noun: `1 estimate`, `3 estimates`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
