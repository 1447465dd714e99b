/**
 * What the playground's page and its Slack server say to each other, as JSON over HTTP and server-sent events.
 * Blocks and views travel exactly as the app sent them, with one change: an image that names a `slack_file`
 * also carries `image_url`, the address of the picture on this server, so that a browser can show it.
 */

export interface PlaygroundUser {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
}

export interface PlaygroundChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'dm';
  /** Whether the app's bot is a member. */
  readonly hasBot: boolean;
}

export interface PlaygroundMessage {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** Set on a message that only this user can see. */
  readonly onlyVisibleTo?: string;
  readonly threadTs?: string;
  readonly edited: boolean;
}

/** An open modal. */
export interface PlaygroundView {
  readonly id: string;
  readonly userId: string;
  /** The view as Slack would hand it back: `blocks`, `title`, `submit`, `close`, `callback_id`, `state`... */
  readonly view: Readonly<Record<string, unknown>>;
}

/** `GET /playground/state`. */
export interface PlaygroundState {
  readonly teamName: string;
  readonly users: readonly PlaygroundUser[];
  readonly channels: readonly PlaygroundChannel[];
  readonly messages: readonly PlaygroundMessage[];
  /** Open modals, the topmost last. */
  readonly views: readonly PlaygroundView[];
  /** `/ftcost` and its usage hint, from manifest.yml. */
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usageHint: string;
  }[];
}

/** `GET /playground/events`: one JSON object per server-sent event. */
export type PlaygroundEvent =
  | { readonly type: 'message'; readonly message: PlaygroundMessage }
  | { readonly type: 'message-changed'; readonly message: PlaygroundMessage }
  | { readonly type: 'message-deleted'; readonly channelId: string; readonly ts: string }
  | { readonly type: 'view-opened' | 'view-updated'; readonly view: PlaygroundView }
  | { readonly type: 'view-closed'; readonly viewId: string };

/**
 * `POST /playground/commands`: a slash command as typed. Answered when the app has acknowledged. Slack's own
 * word for a failure (`dispatch_failed`, `operation_timeout`) comes back as `error`.
 */
export interface CommandRequest {
  readonly userId: string;
  readonly channelId: string;
  /** The whole line, for example `/ftcost help`. */
  readonly line: string;
}

/** `POST /playground/messages`: an ordinary message typed by a person. */
export interface MessageRequest {
  readonly userId: string;
  readonly channelId: string;
  readonly text: string;
  readonly threadTs?: string;
}

/** `POST /playground/actions`: a person used an interactive element in a message or a modal. */
export interface ActionRequest {
  readonly userId: string;
  /** Where it was: a message or a view. */
  readonly container:
    | { readonly kind: 'message'; readonly channelId: string; readonly ts: string }
    | { readonly kind: 'view'; readonly viewId: string };
  readonly blockId: string;
  /** The element's `type`, `action_id` and its value in Slack's own form (`value`, `selected_option`, ...). */
  readonly action: Readonly<Record<string, unknown>> & { readonly type: string; readonly action_id: string };
  /** Everything filled in so far, Slack's `state.values`. */
  readonly stateValues: ViewStateValues;
}

/** `POST /playground/suggestions`: what an external select should offer for the text typed so far. */
export interface SuggestionRequest {
  readonly userId: string;
  readonly viewId: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly value: string;
}

export interface SuggestionAnswer {
  readonly options?: readonly unknown[];
  readonly option_groups?: readonly unknown[];
}

/** `POST /playground/views/submit` and `POST /playground/views/close`. */
export interface ViewRequest {
  readonly userId: string;
  readonly viewId: string;
  readonly stateValues: ViewStateValues;
}

/** Slack's `view.state.values`: block_id -> action_id -> the element's value. */
export type ViewStateValues = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
>;

/** Answer to every POST. */
export interface PlaygroundAnswer {
  readonly ok: boolean;
  /** What Slack's client would show, in its own words. */
  readonly error?: string;
  /** For a submitted view: errors by block_id; the modal stays open. */
  readonly fieldErrors?: Readonly<Record<string, string>>;
}
