import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A sealed secret cannot be opened. Never carries the secret, nor the key. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';

  /** `unknown-key`: sealed with a key that is not set any more. `damaged`: altered, cut, or sealed for something else. */
  constructor(readonly code: 'unknown-key' | 'damaged') {
    super(
      code === 'unknown-key'
        ? 'A secret was sealed with a key that ENCRYPTION_KEY no longer holds. Add the old key after the new one, separated by a comma.'
        : 'A sealed secret was altered, or belongs to something else.',
    );
  }
}

/** Seals secrets for the store and opens them again. */
export interface Keyring {
  /**
   * Encrypts and authenticates (AES-256-GCM, a new nonce each time).
   *
   * @param owner what the secret belongs to. It can be opened for the same owner only, so a sealed secret that is
   * copied to another row is refused.
   */
  seal(secret: string, owner: string): string;
  /** @throws KeyringError when the key is gone or the text was altered */
  open(sealed: string, owner: string): string;
  /** Whether it was sealed with the first key. Others are to be sealed again after a rotation. */
  isCurrent(sealed: string): boolean;
}

/** Bytes of a key, of a nonce and of the authentication tag: AES-256-GCM. */
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const ALGORITHM = 'aes-256-gcm';
const FORMAT = 'v1';

/** What of a key may be shown: enough to find it, nothing to guess it by. */
function nameOf(key: Uint8Array): string {
  return createHash('sha256').update('ftcost key name').update(key).digest('hex').slice(0, 8);
}

/**
 * Reads ENCRYPTION_KEY: one or several keys, separated by commas, each 32 bytes in base64 or hexadecimal.
 *
 * @returns `undefined` when one of them is not such a key
 */
export function readKeys(text: string): readonly Uint8Array[] | undefined {
  const keys = text.split(',').map((word) => {
    const trimmed = word.trim();
    return Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64');
  });
  return keys.every((key) => key.length === KEY_BYTES) ? keys : undefined;
}

/** A ring of keys: the first seals, all of them open. */
export function createKeyring(keys: readonly Uint8Array[]): Keyring {
  const [first] = keys;
  if (first === undefined) throw new RangeError('A keyring needs a key.');
  const sealing = first;
  const sealingName = nameOf(sealing);
  const byName = new Map(keys.map((key) => [nameOf(key), key]));

  return {
    seal(secret, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealing, nonce);
      cipher.setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([
        nonce,
        cipher.update(secret, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return [FORMAT, sealingName, sealed.toString('base64url')].join('.');
    },
    open(sealed, owner) {
      const [format, name = '', body = ''] = sealed.split('.');
      const bytes = Buffer.from(body, 'base64url');
      if (format !== FORMAT || bytes.length < NONCE_BYTES + TAG_BYTES) throw new KeyringError('damaged');
      const key = byName.get(name);
      if (key === undefined) throw new KeyringError('unknown-key');
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(owner));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const plain = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([plain, decipher.final()]).toString('utf8');
      } catch {
        // The reason of the cipher says nothing more, and the text must not travel in an error.
        throw new KeyringError('damaged');
      }
    },
    isCurrent: (sealed) => sealed.split('.')[1] === sealingName,
  };
}
