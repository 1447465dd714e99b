/**
 * Loaded before everything else (`node --import`) in a process whose clock is wrong by `CLOCK_SKEW_MS` milliseconds,
 * ahead or behind. It shifts what `Date` says, in that process and its worker threads; timers and `performance.now()`
 * go on as they are, as when a machine's clock has been set wrongly.
 */

const skewMs = Number(process.env.CLOCK_SKEW_MS);
if (!Number.isFinite(skewMs)) throw new Error('CLOCK_SKEW_MS is no number of milliseconds.');

const TrueDate = Date;
const now = () => TrueDate.now() + skewMs;

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, given, self) => Reflect.construct(target, given.length === 0 ? [now()] : given, self),
  apply: () => new TrueDate(now()).toString(),
  get: (target, key, self) => (key === 'now' ? now : Reflect.get(target, key, self)),
});
