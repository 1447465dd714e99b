import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyring, KeyringError, readKeys } from '../../src/store/keyring.js';

const OLD = randomBytes(32);
const NEW = randomBytes(32);

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof KeyringError) return error.code;
    throw error;
  }
  return 'opened';
}

describe('the keyring', () => {
  it('opens what it sealed, and never shows it', () => {
    const ring = createKeyring([NEW]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string(), (secret, owner) => {
        const sealed = ring.seal(secret, owner);
        expect(ring.open(sealed, owner)).toBe(Buffer.from(secret).toString());
        if (secret.length > 12) expect(sealed).not.toContain(secret);
      }),
    );
  });

  it('seals the same secret differently each time', () => {
    const ring = createKeyring([NEW]);
    expect(ring.seal('xoxb-1', 'T1')).not.toBe(ring.seal('xoxb-1', 'T1'));
  });

  it('refuses what was altered anywhere, cut, or copied to another owner', () => {
    const ring = createKeyring([NEW]);
    const sealed = ring.seal('xoxb-secret', 'T1');
    const [format, name, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      const text = [format, name, altered.toString('base64url')].join('.');
      expect(codeOf(() => ring.open(text, 'T1'))).toBe('damaged');
    }
    expect(codeOf(() => ring.open(sealed.slice(0, -8), 'T1'))).toBe('damaged');
    expect(codeOf(() => ring.open(sealed, 'T2'))).toBe('damaged');
    expect(codeOf(() => ring.open('', 'T1'))).toBe('damaged');
  });

  it('opens the old after a new key is put first, and says what is to be sealed again', () => {
    const before = createKeyring([OLD]).seal('xoxb-secret', 'T1');
    const rotated = createKeyring([NEW, OLD]);
    expect(rotated.open(before, 'T1')).toBe('xoxb-secret');
    expect(rotated.isCurrent(before)).toBe(false);
    const after = rotated.seal(rotated.open(before, 'T1'), 'T1');
    expect(rotated.isCurrent(after)).toBe(true);
    expect(createKeyring([NEW]).open(after, 'T1')).toBe('xoxb-secret');
    expect(codeOf(() => createKeyring([NEW]).open(before, 'T1'))).toBe('unknown-key');
  });

  it('says nothing of secret or key in its errors', () => {
    const sealed = createKeyring([OLD]).seal('xoxb-secret', 'T1');
    try {
      createKeyring([NEW]).open(sealed, 'T1');
      expect.unreachable();
    } catch (error) {
      const said = `${String(error)} ${JSON.stringify(error)}`;
      expect(said).not.toContain('xoxb-secret');
      expect(said).not.toContain(OLD.toString('base64'));
    }
  });
});

describe('ENCRYPTION_KEY', () => {
  it.each([
    ['base64', NEW.toString('base64'), 1],
    ['hexadecimal', NEW.toString('hex'), 1],
    ['two keys', `${NEW.toString('base64')}, ${OLD.toString('hex')}`, 2],
  ])('is read as %s', (_, text, count) => {
    expect(readKeys(text)).toHaveLength(count);
  });

  it.each([
    ['a password', 'correct horse battery staple'],
    ['too short a key', randomBytes(16).toString('base64')],
    ['a list with a hole', `${NEW.toString('base64')},,${OLD.toString('base64')}`],
    ['nothing', ''],
  ])('is refused when it is %s', (_, text) => {
    expect(readKeys(text)).toBeUndefined();
  });
});
