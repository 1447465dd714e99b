/** There is no installation that works: it was removed, or never made. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
  readonly code = 'not-installed';

  constructor(readonly installationId: string) {
    super(`The app is not installed for ${installationId}.`);
  }
}

/** What was asked for, or nothing where the app is not installed: nobody can be told, and nothing be seen. */
export async function ifInstalled<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotInstalledError) return undefined;
    throw error;
  }
}

/** Whether the app is installed, by whether what needs it can be had. Other failures go through. */
export async function isInstalled(asked: Promise<unknown>): Promise<boolean> {
  return (await ifInstalled(asked.then(() => true))) ?? false;
}
