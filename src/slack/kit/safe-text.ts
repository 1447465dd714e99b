/**
 * Text that people typed, made harmless before Slack sees it. Where an object can be `plain_text`, `raw_text` or
 * `rich_text`, nothing needs escaping; these functions are for `mrkdwn` and for a message's top-level `text`, the
 * two places in which Slack interprets markup and mentions.
 */

/** Invisible, and enough to keep Slack from reading the next character as markup. */
const WORD_JOINER = '\u2060';

/** Escapes Slack's three control characters. Enough for text of our own that merely contains `<` or `&`. */
function escapeControls(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Text from outside for a `mrkdwn` place: no mention, link, channel, emoji or formatting comes out of it. */
export function asSafeMrkdwn(text: string): string {
  return escapeControls(asOneLine(text))
    .replace(/[*_~`@#]/g, (mark) => `${WORD_JOINER}${mark}${WORD_JOINER}`)
    .replace(/:(?=\/\/|[\w+'-]+:)/g, `${WORD_JOINER}:${WORD_JOINER}`)
    .replace(/(\w)\.(?=[a-z]{2,}(?:[^a-z0-9]|$))/gi, `$1${WORD_JOINER}.`);
}

/** The text that `asSafeMrkdwn` made harmless, as it was: for places that interpret nothing. */
export function asPlainText(mrkdwn: string): string {
  return mrkdwn
    .replaceAll(WORD_JOINER, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** Without line breaks, control and bidirectional marks: one line that reads in one direction. */
export function asOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * At most `length` UTF-16 units, ending in an ellipsis when something was cut. Never splits a surrogate pair, nor a
 * word of usual length.
 */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = Math.max(0, length - 1);
  const kept = text.slice(0, end).replace(/[\ud800-\udbff]$/, '');
  const whole = /\s/.test(text.charAt(end)) ? kept : kept.replace(/(\S)\s+\S{1,20}$/, '$1');
  return `${whole.trimEnd()}…`;
}

/** A count with its noun: `1 estimate`, `3 estimates`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
