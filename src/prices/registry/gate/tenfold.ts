/** A move by this factor or more, up or down, is looked at by a person: in a year nearly all were slips. */
const TENFOLD = 10;

/** Whether a price has moved tenfold or more. Both amounts must be above zero. */
export function isTenfold(before: string, after: string): boolean {
  const [old, now] = [Number(before), Number(after)];
  return now >= old * TENFOLD || old >= now * TENFOLD;
}
