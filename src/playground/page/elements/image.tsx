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

interface PictureProps {
  readonly src: string | undefined;
  readonly alt: string;
}

/** A picture. A press shows it as large as the window allows. */
export function Picture({ src, alt }: PictureProps) {
  const [large, setLarge] = useState(false);
  const [broken, setBroken] = useState(false);
  const close = useCallback(() => setLarge(false), []);
  if (src === undefined || broken) {
    return <p className="image-missing">The picture could not be loaded. {alt}</p>;
  }
  const picture = <img src={src} alt={alt} onError={() => setBroken(true)} />;
  return (
    <>
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
    </>
  );
}

/** An image block. */
export function ImageBlock({ block }: { readonly block: Block }) {
  return (
    <figure className="image-block">
      {block.title && (
        <figcaption>
          <Text text={block.title} />
        </figcaption>
      )}
      <Picture src={block.image_url} alt={block.alt_text ?? ''} />
    </figure>
  );
}
