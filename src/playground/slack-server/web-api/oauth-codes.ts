import type { Ids } from '../state/ids.js';

/** How long a code can be exchanged. */
const CODE_LIFE_MS = 10 * 60 * 1000;

/** What a person allowed in the browser. */
export interface Approval {
  readonly clientId: string;
  /** The address that the code was sent to; `undefined` if the request named none. */
  readonly redirectUri: string | undefined;
  readonly scopes: readonly string[];
  /** The team, or with `isForOrganisation` one of the organisation's teams. */
  readonly teamId: string;
  readonly isForOrganisation: boolean;
  readonly userId: string;
}

/** The codes and refresh tokens that were given out; each works once. */
export class OAuthCodes {
  readonly #ids: Ids;
  readonly #clock: () => number;
  readonly #codes = new Map<string, { approval: Approval; issuedAtMs: number }>();
  readonly #refreshTokens = new Map<string, string>();

  constructor(ids: Ids, clock: () => number) {
    this.#ids = ids;
    this.#clock = clock;
  }

  /** A new code. */
  issue(approval: Approval): string {
    const code = `${this.#ids.next('')}.${this.#ids.secret()}`;
    this.#codes.set(code, { approval, issuedAtMs: this.#clock() });
    return code;
  }

  /** Uses a code up; `undefined` if it is unknown, used or too old. */
  redeem(code: string): Approval | undefined {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    if (found === undefined || this.#clock() - found.issuedAtMs > CODE_LIFE_MS) return undefined;
    return found.approval;
  }

  /** A new refresh token for an installation. */
  issueRefreshToken(installationId: string): string {
    const token = `xoxe-1-${this.#ids.secret()}`;
    this.#refreshTokens.set(token, installationId);
    return token;
  }

  /** Uses a refresh token up and answers the installation; `undefined` if it is unknown or used. */
  redeemRefreshToken(token: string): string | undefined {
    const installationId = this.#refreshTokens.get(token);
    this.#refreshTokens.delete(token);
    return installationId;
  }
}
