import { z } from 'zod';
import { Identifier } from './objects.js';

const styled = {
  style: z
    .strictObject({
      bold: z.boolean().optional(),
      italic: z.boolean().optional(),
      strike: z.boolean().optional(),
      code: z.boolean().optional(),
      underline: z.boolean().optional(),
    })
    .optional(),
};
const bordered = { border: z.union([z.literal(0), z.literal(1)]).optional() };

const Text = z.strictObject({ type: z.literal('text'), ...styled, text: z.string().min(1) });
const Link = z.strictObject({
  type: z.literal('link'),
  ...styled,
  url: z.string().min(1),
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
});

const Inline = z.discriminatedUnion('type', [
  Text,
  Link,
  z.strictObject({
    type: z.literal('emoji'),
    ...styled,
    name: z.string().min(1),
    unicode: z.string().optional(),
    url: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('user'), ...styled, user_id: z.string().min(1) }),
  z.strictObject({ type: z.literal('usergroup'), ...styled, usergroup_id: z.string().min(1) }),
  z.strictObject({ type: z.literal('channel'), ...styled, channel_id: z.string().min(1) }),
  z.strictObject({ type: z.literal('team'), ...styled, team_id: z.string().min(1) }),
  z.strictObject({
    type: z.literal('broadcast'),
    ...styled,
    range: z.enum(['here', 'channel', 'everyone']),
  }),
  z.strictObject({
    type: z.literal('date'),
    ...styled,
    timestamp: z.int(),
    format: z.string().min(1),
    url: z.string().optional(),
    fallback: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('color'), ...styled, value: z.string().min(1) }),
]);

const Section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(Inline) });

const Part = z.discriminatedUnion('type', [
  Section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    ...bordered,
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(Section).min(1),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), ...bordered, elements: z.array(Inline) }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    ...bordered,
    elements: z.array(z.discriminatedUnion('type', [Text, Link])),
  }),
]);

/** Formatted text, as a block of its own or as the cell of a table. */
export const RichText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: Identifier.optional(),
  elements: z.array(Part).min(1),
});
