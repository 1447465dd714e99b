import { type PlainOption, plain } from '../../kit/blocks.js';

/** Slack's limit for one answer. */
const MAX_OPTIONS = 100;

const ZONES: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

/** The zones whose name has every typed word in it; those that begin with it, or whose city does, come first. */
export function zonesFor(typed: string): PlainOption[] {
  const wanted = typed
    .toLowerCase()
    .slice(0, 60)
    .split(/[\s_/]+/)
    .filter((word) => word !== '');
  const [first = ''] = wanted;
  const rank = (zone: string): number =>
    zone
      .toLowerCase()
      .split('/')
      .some((part) => part.startsWith(first))
      ? 0
      : 1;
  return ZONES.filter((zone) => wanted.every((word) => zone.toLowerCase().includes(word)))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MAX_OPTIONS)
    .map(zoneOption);
}

/** A time zone as an option: `Europe/Berlin`. */
export function zoneOption(zone: string): PlainOption {
  return { text: plain(zone.replaceAll('_', ' ')), value: zone };
}
