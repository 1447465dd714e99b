/** Images: small ones beside text, large ones that open over the page. */
import { useCallback, useState } from 'react';
import { Text } from '../block-kit/text.js';
import type { Block, Element } from '../block-kit/types.js';
import { CloseIcon } from '../icons.js';
import { Dialog } from './dialog.js';

/** An image element of a section or a context. */
export function SmallImage({ image }: { readonly image: Element }) {
  return <img className="small-image" src={image.image_url} alt={image.alt_text ?? ''} />;
}

/** An image block. A press shows the picture as large as the window allows. */
export function ImageBlock({ block }: { readonly block: Block }) {
  const [large, setLarge] = useState(false);
  const [broken, setBroken] = useState(false);
  const close = useCallback(() => setLarge(false), []);
  const alt = block.alt_text ?? '';
  const picture = <img src={block.image_url} alt={alt} onError={() => setBroken(true)} />;
  if (block.image_url === undefined || broken) {
    return <p className="image-missing">The picture could not be loaded. {alt}</p>;
  }
  return (
    <figure className="image-block">
      {block.title && (
        <figcaption>
          <Text text={block.title} />
        </figcaption>
      )}
      <button
        type="button"
        className="image-open"
        aria-label={`Enlarge: ${alt}`}
        onClick={() => setLarge(true)}
      >
        {picture}
      </button>
      {large && (
        <Dialog className="lightbox" label={alt} onClose={close} lightDismiss>
          {picture}
          <p className="lightbox-caption">{alt}</p>
          <button
            type="button"
            className="button icon-button lightbox-close"
            aria-label="Close"
            onClick={close}
          >
            <CloseIcon />
          </button>
        </Dialog>
      )}
    </figure>
  );
}
