/** The app as one team or organisation has installed it. */
export interface Installation {
  readonly id: string;
  /** `undefined` for an installation of a whole organisation. */
  readonly teamId: string | undefined;
  readonly enterpriseId: string | undefined;
  readonly scopes: readonly string[];
  /** Whether it is the app that requests go to; other apps only hold files of their own. */
  readonly isOurs: boolean;
  readonly isActive: boolean;
}

/** Whose installation a token belongs to, or what Slack says of the token. */
export type TokenState = Installation | 'invalid_auth' | 'account_inactive' | 'token_expired';

interface Token {
  readonly installationId: string;
  readonly expiresAtMs: number;
  readonly isRevoked: boolean;
}

/** Who has installed the app, and the tokens that this gave out. */
export class InstallationStore {
  readonly #clock: () => number;
  readonly #installations = new Map<string, Installation>();
  readonly #tokens = new Map<string, Token>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Installs, or installs again: the scopes are the new ones. */
  install(installation: Omit<Installation, 'isActive'>): Installation {
    const active = { ...installation, isActive: true };
    this.#installations.set(active.id, active);
    return active;
  }

  /** An installation by its id. */
  find(id: string): Installation | undefined {
    return this.#installations.get(id);
  }

  /** Makes a token valid; for good unless it expires. */
  grant(installationId: string, token: string, expiresAtMs = Number.POSITIVE_INFINITY): void {
    this.#tokens.set(token, { installationId, expiresAtMs, isRevoked: false });
  }

  /** An installation's lasting token, if it has one that works. */
  lastingToken(installationId: string): string | undefined {
    for (const [token, state] of this.#tokens) {
      const lasts = state.expiresAtMs === Number.POSITIVE_INFINITY && !state.isRevoked;
      if (state.installationId === installationId && lasts) return token;
    }
    return undefined;
  }

  /** What a token is worth now. */
  check(token: string): TokenState {
    const state = this.#tokens.get(token);
    const installation = this.#installations.get(state?.installationId ?? '');
    if (state === undefined || installation === undefined) return 'invalid_auth';
    if (state.isRevoked || !installation.isActive) return 'account_inactive';
    return this.#clock() < state.expiresAtMs ? installation : 'token_expired';
  }

  /** Our app's installation that serves a team: the team's own, else that of its organisation. */
  serving(teamId: string, enterpriseId: string | undefined): Installation | undefined {
    const own = this.#installations.get(installationIdOf(teamId));
    if (own?.isActive === true || enterpriseId === undefined) return own;
    return this.#installations.get(installationIdOf(enterpriseId)) ?? own;
  }

  /** Ends an installation; its tokens never work again. */
  uninstall(installationId: string): void {
    const installation = this.#installations.get(installationId);
    if (installation === undefined) return;
    this.#installations.set(installationId, { ...installation, isActive: false });
    for (const [token, state] of this.#tokens) {
      if (state.installationId === installationId) this.#tokens.set(token, { ...state, isRevoked: true });
    }
  }
}

/** The id of our app's installation in a team or an organisation. */
export function installationIdOf(teamOrEnterpriseId: string): string {
  return `app:${teamOrEnterpriseId}`;
}
