/** Draws blocks: what people can use is drawn here, what they only read is left to slack-blocks-to-jsx. */
import { useId } from 'react';
import { ElementView } from '../elements/element.js';
import { ImageBlock, SmallImage } from '../elements/image.js';
import { WarningIcon } from '../icons.js';
import { useSurface } from './surface.js';
import { TableBlock } from './table.js';
import { LibraryBlocks, Text } from './text.js';
import { asText, type Block } from './types.js';

const BY_LIBRARY = new Set([
  'rich_text',
  'markdown',
  'video',
  'file',
  'alert',
  'card',
  'carousel',
  'container',
  'plan',
  'task_card',
  'data_visualization',
  'context_actions',
]);

interface BlockProps {
  readonly block: Block;
}

function SectionBlock({ block }: BlockProps) {
  const { accessory } = block;
  const below = accessory?.type === 'radio_buttons' || accessory?.type === 'checkboxes';
  return (
    <div className={`section ${below ? 'stacked' : ''}`}>
      <div className="section-text">
        {block.text && <Text text={block.text} />}
        {block.fields && (
          <div className="fields">
            {block.fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no other identity than their place.
              <div key={index}>
                <Text text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="accessory">
          <ElementView block={block} element={accessory} />
        </div>
      )}
    </div>
  );
}

function ContextBlock({ block }: BlockProps) {
  return (
    <div className="context">
      {block.elements?.map((element, index) => {
        const text = asText(element);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements have no other identity than their place.
          <div key={index}>{text ? <Text text={text} /> : <SmallImage image={element} />}</div>
        );
      })}
    </div>
  );
}

function ActionsBlock({ block }: BlockProps) {
  return (
    <div className="actions">
      {block.elements?.map((element, index) => (
        <ElementView key={element.action_id ?? index} block={block} element={element} />
      ))}
    </div>
  );
}

function InputBlock({ block }: BlockProps) {
  const id = useId();
  const error = useSurface().errors[block.block_id];
  const { element, label, hint } = block;
  if (element === undefined) return null;
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const frame = { id, labelId: `${id}-label`, describedBy, invalid: error !== undefined };
  return (
    <div className="input-block" data-block={block.block_id} data-invalid={error !== undefined}>
      <label id={`${id}-label`} htmlFor={id}>
        {label && <Text text={label} />}
        {block.optional === true && <span className="optional"> (optional)</span>}
      </label>
      <ElementView block={block} element={element} frame={frame} />
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error" role="alert">
          <WarningIcon /> {error}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="hint">
          <Text text={hint} />
        </div>
      )}
    </div>
  );
}

function AnyBlock({ block }: BlockProps) {
  switch (block.type) {
    case 'section':
      return <SectionBlock block={block} />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'actions':
      return <ActionsBlock block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'table':
      return <TableBlock block={block} />;
    case 'image':
      return <ImageBlock block={block} />;
    case 'divider':
      return <hr />;
    case 'header':
      return <h3 className="header-block">{block.text && <Text text={block.text} />}</h3>;
    default:
      if (BY_LIBRARY.has(block.type)) return <LibraryBlocks blocks={[block]} />;
      return <p className="unsupported">The playground cannot show a “{block.type}” block.</p>;
  }
}

/** The blocks of a message or a modal, in order. They find their values and actions in the surface around them. */
export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  const { failure } = useSurface();
  return (
    <div className="blocks">
      {blocks.map((block) => (
        <div key={block.block_id} className="block">
          <AnyBlock block={block} />
          {failure?.blockId === block.block_id && (
            <p className="action-failure" role="alert">
              <WarningIcon /> The app did not take this: <code>{failure.error}</code>
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
