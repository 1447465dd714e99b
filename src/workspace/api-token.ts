/** Most tokens of a workspace. */
export const MAX_TOKENS = 20;

/** Longest name of a token, in UTF-16 units. */
export const TOKEN_NAME_LENGTH = 75;

/** A token with which a program asks for a workspace, as it is listed: its secret is not in it. */
export interface ApiToken {
  readonly workspaceId: string;
  readonly id: string;
  /** As the person wrote it: escape it before it is shown. */
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Day of its last use, UTC; `null` while it was never used. */
  readonly lastUsedOn: string | null;
}
