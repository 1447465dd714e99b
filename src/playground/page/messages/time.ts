/** Times as the message list shows them, in the language and zone of the browser. */
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** The moment that a message's `ts` names. */
const tsDate = (ts: string): Date => new Date(Number(ts) * 1000);

/** Hours and minutes. */
export const clockTime = (ts: string): string => CLOCK.format(tsDate(ts));

/** Date and time in full. */
export const fullTime = (ts: string): string => FULL.format(tsDate(ts));

/** The day as a heading. */
export function dayName(ts: string): string {
  const date = tsDate(ts);
  const today = new Date();
  if (date.toDateString() === today.toDateString()) return 'Today';
  today.setDate(today.getDate() - 1);
  return date.toDateString() === today.toDateString() ? 'Yesterday' : DAY.format(date);
}
