import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

/** Response URLs that took an answer. */
export interface UsedUrls {
  has(url: string): boolean;
}

const Finished = z.object({
  request: z.custom<IncomingMessage>(),
  response: z.custom<ServerResponse>(),
});

/** Watches which response URLs are used, until the test is over. */
export function watchResponseUrls(): UsedUrls {
  const used = new Set<string>();
  function note(message: unknown): void {
    const { request, response } = Finished.parse(message);
    const path = request.url ?? '';
    if (path.startsWith('/response/') && response.statusCode === 200) used.add(path);
  }
  subscribe('http.server.response.finish', note);
  onTestFinished(() => void unsubscribe('http.server.response.finish', note));
  return { has: (url) => URL.canParse(url) && used.has(new URL(url).pathname) };
}
