/** A date at the end of a model's name: `-2024-08-06`, `-20240806`, `@20240806`, `-2512`, `-0528`, `-09-2025`. */
const DATE_AT_END = /[-@](\d{4}-\d{2}-\d{2}|\d{8}|\d{4}|\d{2}-\d{4})$/;

/** The word that makes a name an alias by its own statement. */
const LATEST = /(^|[-@_./:])latest($|[-@_./:])/i;

/** A region or routing scope in front of a model's name at Amazon. */
const SCOPE = /^(us-gov|us|eu|apac|ap|jp|au|ca|sa|global)\./;

/** A maker in front of a model's name at Amazon and Oracle. */
const MAKER =
  /^(anthropic|amazon|meta|mistral|cohere|ai21|deepseek|qwen|openai|xai|google|moonshot|minimax|nvidia|zai)\./;

/** A version of the seller's own at the end: `-v1:0`, `-v2`, `:0`. */
const SELLERS_VERSION = /(-v\d+)?(:\d+)?$/;

/** Whether a key says of itself that what it stands for moves. */
export function namesLatest(key: string): boolean {
  return LATEST.test(key);
}

/** A key without the date at its end, or `undefined` where there is none. */
export function withoutDate(key: string): string | undefined {
  const bare = key.replace(DATE_AT_END, '');
  return bare === key || bare === '' ? undefined : bare;
}

/**
 * The model's name alone, without platform, region, maker, date or version: to see that several keys have one
 * cause. Never to be used to find a price, for which only whole ids count.
 */
export function bareModelName(key: string): string {
  const last = key.slice(key.lastIndexOf('/') + 1).toLowerCase();
  const named = last.replace(SCOPE, '').replace(MAKER, '').replace(SELLERS_VERSION, '');
  return withoutDate(named) ?? named;
}
