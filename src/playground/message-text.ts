import { z } from 'zod';

/** A Slack message as text for the terminal: every block that the app sends, nothing interpreted twice. */

const Text = z.object({ text: z.string() });
const Words = z.object({ text: z.string().optional() });
const RichPart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rich_text_section'), elements: z.array(Words) }),
  z.object({ type: z.literal('rich_text_list'), elements: z.array(z.object({ elements: z.array(Words) })) }),
]);

const Option = z.object({ text: Text });
/** A button, a menu or a field. */
const Control = z.object({
  text: Text.optional(),
  placeholder: Text.optional(),
  options: z.array(Option).optional(),
  initial_option: Option.optional(),
  initial_options: z.array(Option).optional(),
  initial_value: z.string().optional(),
});
type Control = z.infer<typeof Control>;

const Blocks = z.array(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('header'), text: Text }),
    z.object({
      type: z.literal('section'),
      text: Text.optional(),
      fields: z.array(Text).optional(),
      accessory: Control.optional(),
    }),
    z.object({ type: z.literal('input'), label: Text, element: Control }),
    z.object({ type: z.literal('context'), elements: z.array(z.object({ text: z.string().optional() })) }),
    z.object({ type: z.literal('image'), title: Text.optional(), alt_text: z.string() }),
    z.object({ type: z.literal('table'), rows: z.array(z.array(Text)) }),
    z.object({ type: z.literal('rich_text'), elements: z.array(RichPart) }),
    z.object({
      type: z.literal('actions'),
      elements: z.array(Control),
    }),
    z.object({ type: z.literal('divider') }),
  ]),
);
type Block = z.infer<typeof Blocks>[number];

/** Slack's escapes undone, and bold marks dropped. */
function readable(mrkdwn: string): string {
  return mrkdwn.replaceAll('*', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + word.length + 1 > width) {
        lines.push(line);
        line = `${indent}${word}`;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join('\n');
}

/** Columns as wide as their longest cell, the last one wrapped. */
function tableText(rows: readonly (readonly { text: string }[])[], width: number): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.text.length ?? 0)),
  );
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === columns - 1
            ? wrapped(cell.text, Math.max(24, width - before)).replaceAll('\n', `\n${' '.repeat(before)}`)
            : column === 0
              ? cell.text.padEnd((widths[column] ?? 0) + 2)
              : `${cell.text.padStart(widths[column] ?? 0)}  `,
        )
        .join(''),
    )
    .join('\n');
}

function joined(words: readonly z.infer<typeof Words>[]): string {
  return words.map((one) => one.text ?? '').join('');
}

function richText(block: Extract<Block, { type: 'rich_text' }>, width: number): string {
  return block.elements
    .map((part) =>
      part.type === 'rich_text_section'
        ? wrapped(joined(part.elements), width)
        : part.elements.map((item) => wrapped(`  - ${joined(item.elements)}`, width, '    ')).join('\n'),
    )
    .join('\n');
}

/** What a control says: its label, what is chosen or filled in, or what can be chosen in a menu that has no label. */
function controlText({
  text,
  placeholder,
  options,
  initial_option: chosen,
  initial_options: ticked,
  initial_value: typed,
}: Control): string {
  const filled = typed ?? chosen?.text.text ?? ticked?.map((one) => one.text.text).join(', ');
  if (text !== undefined) return text.text;
  if (filled !== undefined) return filled;
  if (placeholder !== undefined) return placeholder.text;
  return (options ?? []).map((one) => one.text.text.split(':')[0]).join(' | ');
}

function blockText(block: Block, width: number): string {
  switch (block.type) {
    case 'header':
      return `${wrapped(block.text.text, width)}\n${'='.repeat(Math.min(width, block.text.text.length))}`;
    case 'section':
      return [
        ...[...(block.text === undefined ? [] : [block.text]), ...(block.fields ?? [])].map((one) =>
          wrapped(readable(one.text).replace('\n', ': '), width),
        ),
        ...(block.accessory === undefined ? [] : [`[ ${controlText(block.accessory)} ]`]),
      ].join('\n');
    case 'input':
      return wrapped(`${block.label.text}: ${controlText(block.element)}`, width);
    case 'context':
      return wrapped(block.elements.map((one) => readable(one.text ?? '')).join(' '), width);
    case 'image':
      return wrapped(`[chart] ${block.alt_text}`, width);
    case 'table':
      return tableText(block.rows, width);
    case 'rich_text':
      return richText(block, width);
    case 'actions':
      return wrapped(block.elements.map((one) => `[ ${controlText(one)} ]`).join(' '), width);
    case 'divider':
      return '-'.repeat(width);
  }
}

/** The message as a person would read it, at most `width` characters wide. */
export function messageText(
  message: { readonly text: string; readonly blocks: readonly unknown[] },
  width: number,
): string {
  if (message.blocks.length === 0) return wrapped(readable(message.text), width);
  return Blocks.parse(message.blocks)
    .map((block) => blockText(block, width))
    .join('\n\n');
}

/** Id of the uploaded picture in a message, if it shows one. */
export function pictureOf(blocks: readonly unknown[]): string | undefined {
  const Picture = z.object({ type: z.literal('image'), slack_file: z.object({ id: z.string() }) });
  for (const block of blocks) {
    const parsed = Picture.safeParse(block);
    if (parsed.success) return parsed.data.slack_file.id;
  }
  return undefined;
}
