/** Where all cases of property tests are drawn: `npm run test:all` does. */
const IS_WHOLE = process.env.TEST_RUNS === 'all';

/** One in so many cases is drawn elsewhere. */
const SHARE = 5;

/** How many cases a property test draws: as many as given, or a fixed share of them while somebody waits. */
export function runs(all: number): number {
  return IS_WHOLE ? all : Math.ceil(all / SHARE);
}
