import { describe, expect, it } from 'vitest';
import { parseMrkdwn, parsePlainText } from '../../src/playground/page/block-kit/mrkdwn.js';

const text = (value: string, style?: Record<string, true>) => ({
  type: 'text',
  text: value,
  ...(style && { style }),
});
const inline = (source: string) => parseMrkdwn(source).flatMap((group) => group.elements);

describe('mrkdwn', () => {
  it('reads the styles, one inside the other', () => {
    expect(inline('*bold _both_* ~gone~ `a*b*`')).toEqual([
      text('bold ', { bold: true }),
      text('both', { bold: true, italic: true }),
      text(' '),
      text('gone', { strike: true }),
      text(' '),
      text('a*b*', { code: true }),
    ]);
  });

  it.each([
    '$5*3 and 2*4',
    'snake_case_name',
    'at 12:30:45',
    'a * b * c',
    '1. first\n# no heading\n---',
    '~100 to ~200',
  ])('leaves %j alone', (source) => {
    expect(inline(source)).toEqual([text(source)]);
  });

  it('reads links, mentions and emoji', () => {
    expect(
      inline('<https://a.example/?x=1&amp;y=2|here> <@U1> <#C1|general> <!here> :rocket: https://b.example.'),
    ).toEqual([
      { type: 'link', url: 'https://a.example/?x=1&y=2', text: 'here' },
      text(' '),
      { type: 'user', user_id: 'U1' },
      text(' '),
      { type: 'channel', channel_id: 'C1' },
      text(' '),
      { type: 'broadcast', range: 'here' },
      text(' '),
      { type: 'emoji', name: 'rocket' },
      text(' '),
      { type: 'link', url: 'https://b.example', text: 'https://b.example' },
      text('.'),
    ]);
  });

  it('never makes a link that runs a script', () => {
    expect(inline('<javascript:alert(1)|click>')).toEqual([text('<javascript:alert(1)|click>')]);
  });

  it('undoes the three escapes, once', () => {
    expect(inline('R&amp;D &lt;b&gt; &amp;lt;')).toEqual([text('R&D <b> &lt;')]);
  });

  it('separates quotes and preformatted text from sections', () => {
    expect(parseMrkdwn('before\n&gt; quoted\n> again\nafter ```\n*raw*\n```')).toEqual([
      { type: 'rich_text_section', elements: [text('before')] },
      { type: 'rich_text_quote', elements: [text('quoted\nagain')] },
      { type: 'rich_text_section', elements: [text('after ')] },
      { type: 'rich_text_preformatted', elements: [text('*raw*')] },
    ]);
  });
});

describe('plain text', () => {
  it('knows emoji and nothing else', () => {
    expect(parsePlainText('*x* :tada: &lt;y&gt;')[0]?.elements).toEqual([
      text('*x* '),
      { type: 'emoji', name: 'tada' },
      text(' <y>'),
    ]);
    expect(parsePlainText(':tada:', false)[0]?.elements).toEqual([text(':tada:')]);
  });
});
