import type { Ids } from './ids.js';

/** A file, from the moment its upload was asked for. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** The bytes announced beforehand. */
  readonly announcedLength: number;
  /** Id of the installation that owns it; of a person's file, the id of the team. */
  readonly owner: string;
  /** The bot user or the person who uploads it. */
  readonly userId: string;
  /** Whether a person has handed it to the app, in a message that it hears or in a form. */
  readonly isGivenToApp: boolean;
  /** The last part of its upload address. */
  readonly uploadKey: string;
  readonly bytes: Buffer | undefined;
  /** When it may be used, in milliseconds; `undefined` before the upload is completed. */
  readonly readyAtMs: number | undefined;
  readonly createdAtMs: number;
  readonly isDeleted: boolean;
}

/** The uploaded files of every installation; the caller must compare its owner. */
export class FileStore {
  /** How long processing takes. */
  processingMs: number;
  readonly #ids: Ids;
  readonly #clock: () => number;
  readonly #files = new Map<string, StoredFile>();
  readonly #idsByUploadKey = new Map<string, string>();

  constructor(ids: Ids, clock: () => number, processingMs: number) {
    this.#ids = ids;
    this.#clock = clock;
    this.processingMs = processingMs;
  }

  /** A file by its id. */
  find(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** A file by the last part of its upload address. */
  findByUploadKey(uploadKey: string): StoredFile | undefined {
    return this.find(this.#idsByUploadKey.get(uploadKey) ?? '');
  }

  /** Announces an upload. */
  announce(name: string, announcedLength: number, by: Pick<StoredFile, 'owner' | 'userId'>): StoredFile {
    return this.#keep({
      id: this.#ids.next('F'),
      name,
      title: name,
      announcedLength,
      ...by,
      uploadKey: this.#ids.secret(),
      isGivenToApp: false,
      bytes: undefined,
      readyAtMs: undefined,
      createdAtMs: this.#clock(),
      isDeleted: false,
    });
  }

  /** Keeps what a person uploads, ready at once. */
  upload(name: string, bytes: Buffer, by: Pick<StoredFile, 'owner' | 'userId'>): StoredFile {
    const file = this.receive(this.announce(name, bytes.length, by), bytes);
    return this.#keep({ ...file, readyAtMs: this.#clock() });
  }

  /** Lets the app read a person's file. */
  giveToApp(file: StoredFile): void {
    this.#keep({ ...file, isGivenToApp: true });
  }

  /** Takes the bytes. */
  receive(file: StoredFile, bytes: Buffer): StoredFile {
    return this.#keep({ ...file, bytes });
  }

  /** Completes an upload; processing starts. */
  complete(file: StoredFile, title: string | undefined): StoredFile {
    return this.#keep({ ...file, title: title ?? file.title, readyAtMs: this.#clock() + this.processingMs });
  }

  /** Deletes a file. */
  remove(file: StoredFile): void {
    this.#keep({ ...file, bytes: undefined, isDeleted: true });
  }

  /** Whether processing has finished. */
  isReady(file: StoredFile): boolean {
    return !file.isDeleted && file.readyAtMs !== undefined && this.#clock() >= file.readyAtMs;
  }

  #keep(file: StoredFile): StoredFile {
    this.#files.set(file.id, file);
    this.#idsByUploadKey.set(file.uploadKey, file.id);
    return file;
  }
}

/** The kind of picture that some bytes are; `undefined` for anything Slack does not show in an image block. */
export function pictureType(bytes: Buffer | undefined): 'png' | 'jpg' | 'gif' | undefined {
  const start = bytes?.subarray(0, 4).toString('hex') ?? '';
  if (start === '89504e47') return 'png';
  if (start.startsWith('ffd8ff')) return 'jpg';
  return start === '47494638' ? 'gif' : undefined;
}
