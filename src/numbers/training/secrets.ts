/**
 * Secrets and personal data in a text: which kinds, never the text. A hint, no proof: what looks like a key may be an
 * example of one, and names and addresses of people are not found at all.
 */

/** A kind of secret or of personal data. */
export type SecretKind = keyof typeof SECRET_WORDS;

export const SECRET_WORDS = {
  'api-key': 'API keys or tokens',
  'private-key': 'private keys',
  'e-mail': 'e-mail addresses',
  'payment-card': 'payment card numbers',
  iban: 'bank account numbers (IBAN)',
  'us-ssn': 'US social security numbers',
  phone: 'phone numbers',
} as const;

/** Prefixes of keys that their makers publish: OpenAI, Anthropic, Slack, GitHub, Amazon, Google, Stripe, GitLab. */
const API_KEY =
  /\b(?:sk-[A-Za-z0-9_-]{20}|xox[abprs]-[A-Za-z0-9-]{10}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22}|AKIA[0-9A-Z]{16}\b|AIza[0-9A-Za-z_-]{35}|[sr]k_live_[A-Za-z0-9]{20}|glpat-[A-Za-z0-9_-]{20})/;
const PRIVATE_KEY = /-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY/;
const E_MAIL = /[A-Za-z0-9]@[A-Za-z0-9-]{1,63}\.[A-Za-z]{2}/;
const CARD = /\b[3-6](?:[ -]?\d){12,18}\b/g;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g;
const SSN = /\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/;
const PHONE = /\+\d{1,3}[ .-]?\(?\d{2,4}\)?(?:[ .-]?\d{2,4}){2,4}\b/;

/** The kinds that a text seems to hold. */
export function secretsIn(text: string): readonly SecretKind[] {
  const kinds: SecretKind[] = [];
  if (API_KEY.test(text)) kinds.push('api-key');
  if (text.includes('PRIVATE KEY') && PRIVATE_KEY.test(text)) kinds.push('private-key');
  if (text.includes('@') && E_MAIL.test(text)) kinds.push('e-mail');
  if (allOf(CARD, text).some(isCard)) kinds.push('payment-card');
  if (allOf(IBAN, text).some(isIban)) kinds.push('iban');
  if (SSN.test(text)) kinds.push('us-ssn');
  if (text.includes('+') && PHONE.test(text)) kinds.push('phone');
  return kinds;
}

function allOf(expression: RegExp, text: string): readonly string[] {
  return text.match(expression) ?? [];
}

/** Whether the last digit is the check digit of a payment card (Luhn, ISO/IEC 7812-1). */
function isCard(found: string): boolean {
  const digits = [...found.replace(/[ -]/g, '')].map(Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const counted = index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
    return total + counted;
  }, 0);
  return sum % 10 === 0;
}

/** Whether the check digits of an account number are right (ISO 13616, mod 97). */
function isIban(found: string): boolean {
  const iban = found.replaceAll(' ', '');
  if (iban.length < 15 || iban.length > 34) return false;
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((sign) => Number.parseInt(sign, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
