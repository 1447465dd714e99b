/**
 * What the playground's page and its Slack server say to each other, as JSON over HTTP and server-sent events.
 * Blocks and views travel exactly as the app sent them, with one change: an image that names a `slack_file`
 * also carries `image_url`, the address of the picture on this server, so that a browser can show it.
 */

export interface PlaygroundUser {
  readonly id: string;
  readonly name: string;
  /** What stands after `@` when somebody mentions them. */
  readonly handle: string;
  readonly isBot: boolean;
  /** Whether the person is an administrator of the workspace. */
  readonly isAdmin: boolean;
  /** IANA zone, for example `Europe/London`. */
  readonly timeZone: string;
}

export interface PlaygroundChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'dm';
  /** Whether the app's bot is a member. */
  readonly hasBot: boolean;
  readonly isArchived: boolean;
  readonly memberIds: readonly string[];
}

/** A file of a message. */
export interface PlaygroundFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** For example `image/png`; empty while Slack is still processing the file. */
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Address on this server: a picture to show, anything else to download. */
  readonly url: string;
}

/** The app as this workspace has it, from manifest.yml. */
export interface PlaygroundApp {
  readonly name: string;
  readonly botUserId: string;
  readonly hasHomeTab: boolean;
  /** Whether people may write to the app in its *Messages* tab. */
  readonly takesMessages: boolean;
  /** False after the workspace has removed the app. */
  readonly isInstalled: boolean;
}

/** A shortcut of the app: a global one, for the lightning button, or one on messages. */
export interface PlaygroundShortcut {
  readonly callbackId: string;
  readonly name: string;
  readonly description: string;
}

export interface PlaygroundMessage {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** The attached files; pictures inside `blocks` are not among them. */
  readonly files?: readonly PlaygroundFile[];
  /** What the app attached for itself, unseen by people: `event_type` and `event_payload`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
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

/** One payload between Slack and the app with its answer, as the panel shows it. */
export interface PlaygroundCall {
  /** Counts up; the same id comes again when the answer is known. */
  readonly id: number;
  /** When, on the workspace's clock, in milliseconds. */
  readonly atMs: number;
  readonly direction: 'slack-to-app' | 'app-to-slack';
  /**
   * A Web API method, `files.upload` or `response_url`; towards the app `/ftcost`, an interaction's type such as
   * `block_actions`, or an event's type such as `app_mention`.
   */
  readonly name: string;
  /** The arguments without the token, or the whole payload. */
  readonly payload: unknown;
  /** Absent while it runs. */
  readonly answer?: PlaygroundCallAnswer;
  /** What Slack holds against the blocks or the view in it; absent if it has neither. An empty list is a pass. */
  readonly problems?: readonly PlaygroundProblem[];
}

/** How a call was answered. */
export interface PlaygroundCallAnswer {
  /** The HTTP status; absent if the connection broke or nothing came in time. */
  readonly status?: number;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
  /** Slack's word for the failure, for example `invalid_blocks` or `operation_timeout`. */
  readonly error?: string;
  readonly tookMs: number;
}

/** One rule that blocks or a view break. */
export interface PlaygroundProblem {
  readonly reason: string;
  /** Where, as a JSON pointer, for example `/blocks/0/text/text`. */
  readonly pointer: string;
}

/** `GET /playground/calls`: the last few hundred, oldest first. */
export interface PlaygroundCalls {
  readonly calls: readonly PlaygroundCall[];
}

/** The workspace's clock, where it can be moved. */
export interface PlaygroundClock {
  /** Now, as an ISO 8601 instant in UTC. */
  readonly now: string;
  /** Whether `POST /playground/clock` can go to the next digest. */
  readonly canFindNextDigest: boolean;
}

/** One of the price feeds that can be chosen. */
export interface PlaygroundFeed {
  readonly id: string;
  readonly label: string;
}

/** The price feeds, where one can be chosen. */
export interface PlaygroundFeeds {
  readonly list: readonly PlaygroundFeed[];
  /** Id of the feed in use. */
  readonly current: string;
}

/** A ready-made line to try. */
export interface PlaygroundExample {
  readonly title: string;
  /** One sentence on what it stands for. */
  readonly summary: string;
  /** What is typed, for example `/ftcost preset ticket-triage`. */
  readonly line: string;
}

/** `GET /playground/state`. */
export interface PlaygroundState {
  readonly teamName: string;
  readonly app: PlaygroundApp;
  readonly users: readonly PlaygroundUser[];
  readonly channels: readonly PlaygroundChannel[];
  readonly messages: readonly PlaygroundMessage[];
  /** Open modals, the topmost last. */
  readonly views: readonly PlaygroundView[];
  /** The Home tabs that the app has published, at most one for each person. */
  readonly homes: readonly PlaygroundView[];
  /** `/ftcost` and its usage hint, from manifest.yml. */
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usageHint: string;
  }[];
  /** The app's global shortcuts, from manifest.yml. */
  readonly shortcuts: readonly PlaygroundShortcut[];
  /** Its shortcuts on messages, from manifest.yml. */
  readonly messageShortcuts: readonly PlaygroundShortcut[];
  /** Lines to try, in the order in which they are shown. */
  readonly examples: readonly PlaygroundExample[];
  /** Absent where the clock is the machine's own. */
  readonly clock?: PlaygroundClock;
  /** Absent where there is nothing to choose. */
  readonly feeds?: PlaygroundFeeds;
}

/** `GET /playground/events`: one JSON object per server-sent event. */
export type PlaygroundEvent =
  | { readonly type: 'message'; readonly message: PlaygroundMessage }
  | { readonly type: 'message-changed'; readonly message: PlaygroundMessage }
  | { readonly type: 'message-deleted'; readonly channelId: string; readonly ts: string }
  | { readonly type: 'view-opened' | 'view-updated'; readonly view: PlaygroundView }
  | { readonly type: 'view-closed'; readonly viewId: string }
  /** A Home tab was published for the first time or again. */
  | { readonly type: 'home-published'; readonly home: PlaygroundView }
  /** The app was uninstalled: its Home tabs are gone. */
  | { readonly type: 'homes-cleared' }
  /** A channel is new or has changed: its name, its members, whether it is archived. */
  | { readonly type: 'channel-changed'; readonly channel: PlaygroundChannel }
  /** A channel is gone with all its messages. */
  | { readonly type: 'channel-deleted'; readonly channelId: string }
  | { readonly type: 'app-changed'; readonly app: PlaygroundApp }
  | { readonly type: 'clock-changed'; readonly clock: PlaygroundClock }
  | { readonly type: 'feeds-changed'; readonly feeds: PlaygroundFeeds }
  /** A call began, or its answer is known. */
  | { readonly type: 'call'; readonly call: PlaygroundCall };

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

/**
 * `POST /playground/messages`: an ordinary message typed by a person. `@handle` of a member of the workspace, and
 * `<@U...>` with a member's id, become a mention; everything else is escaped. A mention reaches the app where its
 * bot is a member; a message to the app itself needs a channel of kind `dm` with the bot, or no channel yet.
 */
export interface MessageRequest {
  readonly userId: string;
  /** A channel's id, or the bot's user id for the direct message with it, which is opened if need be. */
  readonly channelId: string;
  /** May be empty where files go with it. */
  readonly text: string;
  readonly threadTs?: string;
  /** Ids of files that were uploaded before. */
  readonly fileIds?: readonly string[];
}

/**
 * Answer to `POST /playground/files?userId=...&name=...` with the bytes of a file: it is kept for the person until it
 * goes with a message or a form.
 */
export interface UploadAnswer extends PlaygroundAnswer {
  readonly fileId?: string;
}

/** `POST /playground/home/open`: a person opened the app's Home or Messages tab. */
export interface HomeRequest {
  readonly userId: string;
  readonly tab: 'home' | 'messages';
}

/** `POST /playground/shortcuts`: a person chose a global shortcut, or one on a message. */
export interface ShortcutRequest {
  readonly userId: string;
  readonly callbackId: string;
  /** The message that it was chosen on; absent for a global one. */
  readonly message?: { readonly channelId: string; readonly ts: string } | undefined;
}

/** `POST /playground/channels`: something happened to a channel. */
export type ChannelRequest = { readonly userId: string; readonly channelId: string } & (
  | { readonly change: 'archive' | 'unarchive' | 'delete' | 'invite-bot' | 'remove-bot' }
  | { readonly change: 'rename'; readonly name: string }
);

/** `POST /playground/installation`: the workspace removes the app, or installs it again. */
export interface InstallationRequest {
  readonly userId: string;
  readonly change: 'uninstall' | 'reinstall';
}

/** `POST /playground/clock`: moves the clock forward. Answered when everything that came due is done. */
export type ClockRequest =
  | { readonly advanceMs: number }
  /** `alert-ahead`: past the digest, where one comes before the next alert. */
  | { readonly to: 'next-digest' | 'next-alert' | 'alert-ahead' };

/** `POST /playground/feed`: chooses a price feed. Answered when its prices are in use. */
export interface FeedRequest {
  readonly id: string;
}

/** `POST /playground/actions`: a person used an interactive element in a message, a modal or a Home tab. */
export interface ActionRequest {
  readonly userId: string;
  /** Where it was: a message, or a view, which is a modal or a Home tab. */
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
  readonly container: ActionRequest['container'];
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
