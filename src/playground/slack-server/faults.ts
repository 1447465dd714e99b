import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpRequest, Reply } from './http/router.js';
import type { JsonObject } from './json.js';

/** Something that Slack does wrong on purpose. */
export interface Fault {
  /** A Web API method, `files.upload` for the upload address, or `response_url`. */
  readonly method: string;
  /** How often; default once. `Infinity` is allowed. */
  readonly times?: number;
  /** Only calls whose arguments pass. */
  readonly when?: (callArguments: JsonObject) => boolean;
  readonly respond: FaultyResponse;
}

/** What the caller sees. With nothing but `delayMs` the call succeeds late. */
export interface FaultyResponse {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: string | JsonObject;
  readonly delayMs?: number;
  /** Cuts the connection instead of answering. */
  readonly destroySocket?: boolean;
  /** The call does its work before the fault strikes, as when only the answer is lost. */
  readonly afterEffect?: boolean;
}

/** The faults still to come, in the order they were added. */
export class FaultPlan {
  readonly #pending: { readonly fault: Fault; left: number }[] = [];

  /** Plans a fault. */
  add(fault: Fault): void {
    this.#pending.push({ fault, left: fault.times ?? 1 });
  }

  /** Forgets every fault. */
  clear(): void {
    this.#pending.length = 0;
  }

  /** Answers a call, with the first fault planned for it or else by doing the work. */
  async answer(
    method: string,
    callArguments: JsonObject,
    request: HttpRequest,
    work: () => Promise<Reply>,
  ): Promise<Reply | undefined> {
    const respond = this.#take(method, callArguments);
    if (respond === undefined) return work();
    const answered = respond.afterEffect ? await work() : undefined;
    if (respond.delayMs !== undefined) await sleep(respond.delayMs);
    if (respond.destroySocket) {
      request.raw.socket.destroy();
      return undefined;
    }
    if (respond.status === undefined && respond.body === undefined) return answered ?? work();
    return {
      status: respond.status ?? 200,
      headers: { 'content-type': 'application/json; charset=utf-8', ...respond.headers },
      body: typeof respond.body === 'string' ? respond.body : JSON.stringify(respond.body ?? { ok: false }),
    };
  }

  #take(method: string, callArguments: JsonObject): FaultyResponse | undefined {
    const index = this.#pending.findIndex(
      ({ fault }) => fault.method === method && (fault.when?.(callArguments) ?? true),
    );
    const found = this.#pending[index];
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#pending.splice(index, 1);
    return found.fault.respond;
  }
}
