/** Texts of Block Kit: mrkdwn is understood, plain text is left alone. */
import { type CSSProperties, memo, type ReactNode, useMemo } from 'react';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import { useViewer } from '../use-workspace.js';
import { parseMrkdwn, parsePlainText, unescapeText } from './mrkdwn.js';
import type { TextObject } from './types.js';

type Hooks = NonNullable<MessageProps['hooks']>;

const hooks: Hooks = {
  // The library prints a name it does not know without its colons, which would lose text.
  emoji: (emoji, parse) => {
    const symbol = parse(emoji);
    return symbol === emoji.name ? `:${emoji.name}:` : symbol;
  },
};

interface LibraryBlocksProps {
  readonly blocks: readonly unknown[];
}

interface DrawnProps extends LibraryBlocksProps {
  readonly data: NonNullable<MessageProps['data']>;
  readonly theme: 'light' | 'dark';
}

/** Drawn again only when the blocks, a name or the theme change: with every event would be slow in a long channel. */
const Drawn = memo(function Drawn({ blocks, data, theme }: DrawnProps) {
  return (
    <Message
      withoutWrapper
      theme={theme}
      name=""
      logo=""
      data={data}
      hooks={hooks}
      blocks={blocks as MessageProps['blocks']}
    />
  );
});

/** Draws blocks with slack-blocks-to-jsx, with mentions resolved from the workspace. */
export function LibraryBlocks({ blocks }: LibraryBlocksProps) {
  const { state, theme } = useViewer();
  const data = useMemo(
    () => ({
      users: state.users.map(({ id, name }) => ({ id, name })),
      channels: state.channels.map(({ id, name }) => ({ id, name })),
    }),
    [state.users, state.channels],
  );
  return <Drawn blocks={blocks} data={data} theme={theme} />;
}

const needsNoMarkup = (text: TextObject) =>
  text.type === 'plain_text' && (text.emoji === false || !/:[\w+'-]+:/.test(text.text));

/**
 * One text object. The page turns it into rich text itself and lets the library draw that: the library's own
 * reading of mrkdwn is Markdown's, which makes `12:30:45` an emoji and plain text bold.
 */
export function Text({
  text,
  style,
}: {
  readonly text: TextObject;
  readonly style?: CSSProperties;
}): ReactNode {
  const blocks = useMemo(() => {
    const elements =
      text.type === 'mrkdwn' ? parseMrkdwn(text.text) : parsePlainText(text.text, text.emoji !== false);
    return [{ type: 'rich_text', elements }];
  }, [text.type, text.text, text.emoji]);
  if (needsNoMarkup(text)) {
    return (
      <span className="plain-text" style={style}>
        {unescapeText(text.text)}
      </span>
    );
  }
  return <LibraryBlocks blocks={blocks} />;
}
