import { z } from 'zod';
import { Accessory, ActionsElement, ContextElement, InputElement } from './elements.js';
import { anyText, bounded, checkImageSource, Identifier, imageSource, plainText } from './objects.js';
import { RichText } from './rich-text.js';
import { Table } from './table.js';

const common = { block_id: Identifier.optional() };

const Section = z
  .strictObject({
    type: z.literal('section'),
    ...common,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: Accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(
    ({ text, fields }) => text !== undefined || fields !== undefined,
    'must define either `text` or `fields`',
  );

const Image = z
  .strictObject({
    type: z.literal('image'),
    ...common,
    ...imageSource,
    alt_text: bounded(1, 2000),
    title: plainText(2000).optional(),
  })
  .superRefine(checkImageSource);

/** Every block that an app may send, whatever the surface. */
export const Block = z.discriminatedUnion('type', [
  Section,
  Image,
  RichText,
  Table,
  z.strictObject({ type: z.literal('header'), ...common, text: plainText(150) }),
  z.strictObject({ type: z.literal('context'), ...common, elements: z.array(ContextElement).min(1).max(10) }),
  z.strictObject({ type: z.literal('actions'), ...common, elements: z.array(ActionsElement).min(1).max(25) }),
  z.strictObject({ type: z.literal('divider'), ...common }),
  z
    .strictObject({
      type: z.literal('input'),
      ...common,
      label: plainText(2000),
      hint: plainText(2000).optional(),
      element: InputElement,
      optional: z.boolean().optional(),
      dispatch_action: z.boolean().optional(),
    })
    .refine(
      ({ element, dispatch_action: dispatches }) => element.type !== 'file_input' || dispatches !== true,
      {
        error: 'a file_input dispatches no actions',
        path: ['dispatch_action'],
      },
    ),
  z.strictObject({ type: z.literal('markdown'), ...common, text: bounded(1, 12_000) }),
  z.strictObject({
    type: z.literal('alert'),
    ...common,
    text: anyText(200),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
]);
