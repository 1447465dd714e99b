/** Different codes that are told apart. Slack has far fewer; what comes on top is `other`. */
const MAX_CODES = 100;

/** Codes as labels: words of Slack's kind only, and never more than a hundred different ones. */
export function createBoundedCodes(): (code: string) => string {
  const known = new Set<string>();
  return (code) => {
    if (known.has(code)) return code;
    if (known.size >= MAX_CODES || !/^[a-z][a-z0-9_-]{0,59}$/.test(code)) return 'other';
    known.add(code);
    return code;
  };
}
