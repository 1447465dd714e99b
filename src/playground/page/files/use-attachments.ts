/** Files that wait for the next message of a conversation. */
import { useCallback, useMemo, useState } from 'react';
import { uploadFile } from '../api.js';

/** A file that is uploaded and not sent yet. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
}

/** The files that wait, and what can be done with them. */
export interface Attachments {
  readonly files: readonly Attachment[];
  readonly add: (files: readonly File[]) => Promise<void>;
  readonly remove: (id: string) => void;
  /** Takes all of them: they go with a message. */
  readonly take: () => readonly string[];
}

/** Uploads files as a person. What cannot be uploaded is told. */
export function useUploads(userId: string, onTrouble: (text: string) => void) {
  return useCallback(
    async (files: readonly File[]): Promise<readonly Attachment[]> => {
      const uploaded: Attachment[] = [];
      for (const file of files) {
        const { fileId, error } = await uploadFile(userId, file);
        if (fileId === undefined) onTrouble(`${file.name} was not uploaded: ${error ?? 'dispatch_failed'}`);
        else uploaded.push({ id: fileId, name: file.name, sizeBytes: file.size });
      }
      return uploaded;
    },
    [userId, onTrouble],
  );
}

/** The files that wait at a place: a conversation and who is in it. */
export function useAttachments(
  place: string,
  userId: string,
  onTrouble: (text: string) => void,
): Attachments {
  const [all, setAll] = useState<Readonly<Record<string, readonly Attachment[]>>>({});
  const upload = useUploads(userId, onTrouble);
  const files = all[place] ?? NONE;
  return useMemo(() => {
    const change = (to: (before: readonly Attachment[]) => readonly Attachment[]) =>
      setAll((current) => ({ ...current, [place]: to(current[place] ?? NONE) }));
    return {
      files,
      async add(given) {
        const uploaded = await upload(given);
        change((before) => [...before, ...uploaded]);
      },
      remove: (id) => change((before) => before.filter((file) => file.id !== id)),
      take() {
        change(() => NONE);
        return files.map(({ id }) => id);
      },
    };
  }, [files, place, upload]);
}

const NONE: readonly Attachment[] = [];
