/** The payloads between Slack and the app, kept apart from the workspace: they come often, and only one panel reads them. */
import { useSyncExternalStore } from 'react';
import type { PlaygroundCall } from '../protocol.js';

const MAX_CALLS = 400;

/** The calls with one more, or with a known one brought up to date; the oldest are dropped. */
export function withCall(calls: readonly PlaygroundCall[], call: PlaygroundCall): readonly PlaygroundCall[] {
  const at = calls.findLastIndex(({ id }) => id === call.id);
  return at >= 0 ? calls.with(at, call) : [...calls, call].slice(-MAX_CALLS);
}

/** Holds the calls, and tells the panel of changes. */
export class CallsStore {
  #calls: readonly PlaygroundCall[] = [];
  readonly #listeners = new Set<() => void>();

  /** Starts over with these. */
  replace(calls: readonly PlaygroundCall[]): void {
    this.#set(calls.slice(-MAX_CALLS));
  }

  /** A call began, or its answer is known. */
  put(call: PlaygroundCall): void {
    this.#set(withCall(this.#calls, call));
  }

  /** Oldest first. */
  readonly all = (): readonly PlaygroundCall[] => this.#calls;

  /** Calls the listener after each change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(calls: readonly PlaygroundCall[]): void {
    this.#calls = calls;
    for (const listener of this.#listeners) listener();
  }
}

/** The calls, oldest first, as they come. */
export function useCalls(store: CallsStore): readonly PlaygroundCall[] {
  return useSyncExternalStore(store.subscribe, store.all);
}
