import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address leads somewhere else than to one machine of the public internet: loopback, private and
 * link-local networks, shared and reserved ranges, groups, and IPv6 forms that wrap any of these. What is no IP
 * address counts as internal, too.
 */
export function isInternalAddress(address: string): boolean {
  return !ipaddr.isValid(address) || ipaddr.process(address).range() !== 'unicast';
}
