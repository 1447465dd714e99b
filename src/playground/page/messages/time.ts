/** Times as one person reads them: in the zone of the person, written like the clock of the workspace. */
/** Says when a message was sent. */
export interface Times {
  /** Hours and minutes. */
  readonly clock: (ts: string) => string;
  /** Hours, minutes and seconds. */
  readonly exact: (ts: string) => string;
  /** Date and time in full. */
  readonly full: (ts: string) => string;
  /** A key that is the same for all messages of one day. */
  readonly day: (ts: string) => string;
  /** The day as a heading: *Today* and *Yesterday* as seen from `nowMs`. */
  readonly dayName: (ts: string, nowMs: number) => string;
}

const DAY_MS = 86_400_000;
const msOf = (ts: string): number => Number(ts) * 1000;

function createTimes(timeZone: string): Times {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const exact = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
  const full = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'medium' });
  const heading = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
  });
  // The Swedish way to write a date is the year, the month and the day.
  const key = new Intl.DateTimeFormat('sv-SE', { timeZone });
  return {
    clock: (ts) => clock.format(msOf(ts)),
    exact: (ts) => exact.format(msOf(ts)),
    full: (ts) => full.format(msOf(ts)),
    day: (ts) => key.format(msOf(ts)),
    dayName(ts, nowMs) {
      const day = key.format(msOf(ts));
      if (day === key.format(nowMs)) return 'Today';
      return day === key.format(nowMs - DAY_MS) ? 'Yesterday' : heading.format(msOf(ts));
    },
  };
}

const known = new Map<string, Times>();

/** The times of a zone, such as `Europe/London`. */
export function timesIn(timeZone: string): Times {
  const times = known.get(timeZone) ?? createTimes(timeZone);
  known.set(timeZone, times);
  return times;
}
