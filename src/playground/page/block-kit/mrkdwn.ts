/** Slack's mrkdwn and plain text, turned into the elements of a `rich_text` block, as Slack itself does. */

interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly code?: true;
}

/** An element of a rich text section. */
type RichTextPart = Readonly<Record<string, unknown>> & { readonly type: string };

/** A section, a quote or preformatted text. */
export interface RichTextGroup {
  readonly type: 'rich_text_section' | 'rich_text_quote' | 'rich_text_preformatted';
  readonly elements: readonly RichTextPart[];
}

const EMOJI = String.raw`(?<![\w:]):([a-z0-9+-][\w+'-]*):(?![\w:])`;
const STYLED = String.raw`(?<![A-Za-z0-9])([*_~])(?!\s|\4)([^\n]*?\S)\4(?![A-Za-z0-9])`;
const LINK = String.raw`(https?://[^\s<>|]*[^\s<>|.,;:!?)'"])`;
const INLINE = new RegExp(`\`([^\`\\n]+)\`|<([^<>\\n]+)>|${EMOJI}|${STYLED}|${LINK}`, 'g');
const STYLE_OF: Readonly<Record<string, Style>> = {
  '*': { bold: true },
  _: { italic: true },
  '~': { strike: true },
};

/** Slack escapes three characters and no others. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function withStyle(style: Style): { style?: Style } {
  return Object.keys(style).length > 0 ? { style } : {};
}

/** What stands between angle brackets: a mention, a date or a link. */
function reference(content: string, style: Style): RichTextPart {
  const [target = '', label] = content.split('|', 2);
  const id = target.slice(1);
  if (target.startsWith('@')) return { type: 'user', user_id: id, ...withStyle(style) };
  if (target.startsWith('#')) return { type: 'channel', channel_id: id, ...withStyle(style) };
  if (/^!(here|channel|everyone)$/.test(target)) return { type: 'broadcast', range: id };
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: id.slice(8) };
  const date = /^!date\^(\d+)\^([^^]+)/.exec(target);
  if (date) return { type: 'date', timestamp: Number(date[1]), format: date[2], ...withStyle(style) };
  if (/^(https?|mailto|tel):/.test(target)) {
    const url = unescapeText(target);
    return { type: 'link', url, text: unescapeText(label ?? target), ...withStyle(style) };
  }
  return { type: 'text', text: unescapeText(`<${content}>`), ...withStyle(style) };
}

function inline(text: string, style: Style): RichTextPart[] {
  const parts: RichTextPart[] = [];
  const plain = (piece: string) => {
    if (piece) parts.push({ type: 'text', text: unescapeText(piece), ...withStyle(style) });
  };
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, angle, emoji, marker, styled, url] = match;
    plain(text.slice(end, match.index));
    end = match.index + whole.length;
    if (code) parts.push({ type: 'text', text: unescapeText(code), style: { ...style, code: true } });
    else if (angle) parts.push(reference(angle, style));
    else if (emoji) parts.push({ type: 'emoji', name: emoji });
    else if (marker && styled) parts.push(...inline(styled, { ...style, ...STYLE_OF[marker] }));
    else if (url)
      parts.push({ type: 'link', url: unescapeText(url), text: unescapeText(url), ...withStyle(style) });
  }
  plain(text.slice(end));
  return parts;
}

/** Sections and quotes of a text without preformatted parts. */
function paragraphs(text: string): RichTextGroup[] {
  const groups: { quote: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = groups.at(-1);
    const content = quoted ? (quoted[1] ?? '') : line;
    if (last && last.quote === (quoted !== null)) last.lines.push(content);
    else groups.push({ quote: quoted !== null, lines: [content] });
  }
  return groups.map(({ quote, lines }) => ({
    type: quote ? 'rich_text_quote' : 'rich_text_section',
    elements: inline(lines.join('\n'), {}),
  }));
}

/** mrkdwn as rich text: bold, italic, strike, code, quotes, preformatted, links, mentions, dates and emoji. */
export function parseMrkdwn(text: string): RichTextGroup[] {
  return text
    .split(/```\n?([\s\S]*?)\n?```\n?/)
    .flatMap((part, index): RichTextGroup[] => {
      if (index % 2 === 1) {
        return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: unescapeText(part) }] }];
      }
      return paragraphs(part);
    })
    .filter((group) => group.elements.length > 0);
}

/** Plain text as rich text: nothing but emoji means anything in it. */
export function parsePlainText(text: string, emoji = true): RichTextGroup[] {
  const pieces = emoji ? text.split(new RegExp(EMOJI, 'g')) : [text];
  const elements = pieces.flatMap((piece, index): RichTextPart[] => {
    if (index % 2 === 1) return [{ type: 'emoji', name: piece }];
    return piece ? [{ type: 'text', text: unescapeText(piece) }] : [];
  });
  return [{ type: 'rich_text_section', elements }];
}
