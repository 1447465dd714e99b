/** Currencies that people name, by sign, code and word. */

/** The one that everything is counted in. */
export const OWN_CURRENCY = 'USD';

const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    $: OWN_CURRENCY,
    usd: OWN_CURRENCY,
    us$: OWN_CURRENCY,
    dollar: OWN_CURRENCY,
    dollars: OWN_CURRENCY,
    bucks: OWN_CURRENCY,
    '€': 'EUR',
    eur: 'EUR',
    euro: 'EUR',
    euros: 'EUR',
    '£': 'GBP',
    gbp: 'GBP',
    pound: 'GBP',
    pounds: 'GBP',
    quid: 'GBP',
    '¥': 'JPY',
    jpy: 'JPY',
    yen: 'JPY',
    cny: 'CNY',
    rmb: 'CNY',
    yuan: 'CNY',
    '₹': 'INR',
    inr: 'INR',
    rs: 'INR',
    rupee: 'INR',
    rupees: 'INR',
    chf: 'CHF',
    francs: 'CHF',
    sek: 'SEK',
    nok: 'NOK',
    dkk: 'DKK',
    pln: 'PLN',
    cad: 'CAD',
    aud: 'AUD',
    brl: 'BRL',
    r$: 'BRL',
    '₩': 'KRW',
    krw: 'KRW',
  }),
);

/** The code of a currency that a sign, a code or a word stands for. */
export function currencyOf(text: string): string | undefined {
  return CURRENCIES.get(text.toLowerCase());
}

/** A sum as it was written: the number, and the currency where one is named. */
export interface Money {
  readonly number: string;
  readonly currency?: string;
}

const SIGN_BEFORE = /^(?:us\$|r\$|[$€£¥₹₩]|[a-z]{2,3}(?=[ \d]))/i;
const SIGN_BEHIND = /(?:[$€£¥₹₩]|[a-z]{3,8})$/i;

/** Parts a sum from its currency: `€0.14`, `12 EUR`, `$9k`. */
export function splitMoney(typed: string): Money {
  for (const sign of [SIGN_BEFORE, SIGN_BEHIND]) {
    const [said = ''] = sign.exec(typed) ?? [];
    const currency = currencyOf(said);
    if (currency !== undefined) return { number: typed.replace(sign, '').trim(), currency };
  }
  return { number: typed };
}

/** Why a sum in another currency is not taken. */
export function withoutRate(currency: string): string {
  return `I count in US dollars, and no rate for ${currency} is set here. Write it in $, or set the rate in /ftcost settings.`;
}

/** Whether a text names another currency than our own. */
export function namesOtherCurrency(text: string): boolean {
  if (/[€£¥₹₩]/.test(text)) return true;
  return text.split(/[\s\d.,]+/).some((word) => (currencyOf(word) ?? OWN_CURRENCY) !== OWN_CURRENCY);
}
