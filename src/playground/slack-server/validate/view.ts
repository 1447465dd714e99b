import { z } from 'zod';
import { Block } from './blocks.js';
import { bounded, plainText } from './objects.js';

const common = {
  blocks: z.array(Block).min(1).max(100),
  private_metadata: bounded(0, 3000).optional(),
  callback_id: bounded(0, 255).optional(),
  external_id: bounded(0, 255).optional(),
};

/** A modal; one that asks for anything needs a submit button. */
export const Modal = z
  .strictObject({
    type: z.literal('modal'),
    ...common,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  })
  .superRefine(({ blocks, submit }, context) => {
    if (submit !== undefined || !blocks.some(({ type }) => type === 'input')) return;
    context.addIssue({ code: 'custom', message: 'missing required field: submit', path: ['submit'] });
  });

/** A Home tab. */
export const Home = z.strictObject({ type: z.literal('home'), ...common });
