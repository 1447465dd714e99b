import { z } from 'zod';

/** Longest id of Slack's that is taken, in UTF-16 units; its own are a tenth of that. */
const ID_LENGTH = 255;

const Id = z.string().max(ID_LENGTH);
const Known = z.object({ id: Id });

/** Who did it, and where: requests of an organisation's installation may have no team. */
const Interaction = z
  .object({
    user: z.object({ id: Id, team_id: Id.nullish() }),
    team: z.object({ id: Id, enterprise_id: Id.nullish() }).nullish(),
    enterprise: Known.nullish(),
    is_enterprise_install: z.union([z.boolean(), z.string()]).nullish(),
    channel: Known.optional(),
    trigger_id: z.string().optional(),
    response_url: z.string().optional(),
    /** Only other kinds of requests have these, and Bolt goes by them. */
    event: z.undefined().optional(),
    command: z.undefined().optional(),
    name: z.undefined().optional(),
  })
  .refine(({ user, team, enterprise }) => team?.id || user.team_id || enterprise?.id);

const Element = z.object({ type: z.string(), action_id: Id, block_id: Id.optional() });
const View = z.object({
  id: Id.optional(),
  type: z.string().optional(),
  callback_id: Id,
  private_metadata: z.string().optional(),
  app_installed_team_id: Id.nullish(),
});

const Event = z
  .object({
    event: z.object({
      type: z.string(),
      user: z.union([Id, Known]).optional(),
      channel: z.union([Id, z.object({ id: Id.optional() })]).optional(),
      channel_id: Id.optional(),
      item: z.object({}).optional(),
      subteam: z.object({}).optional(),
    }),
    team_id: Id.nullish(),
    enterprise_id: Id.nullish(),
    /** Unix seconds: a removal counts from then on. */
    event_time: z.number(),
    authorizations: z
      .array(
        z.object({
          team_id: Id.nullish(),
          enterprise_id: Id.nullish(),
          is_enterprise_install: z.boolean().nullish(),
        }),
      )
      .nullish(),
    command: z.undefined().optional(),
  })
  .refine(({ team_id: team, enterprise_id: enterprise, authorizations }) => {
    const [first] = authorizations ?? [];
    return first === undefined ? team || enterprise : first.team_id || first.enterprise_id;
  });

/** Each kind of request by its type, as far as its way through the app relies on it. */
const TYPES: ReadonlyMap<string, z.ZodType> = new Map(
  Object.entries({
    event_callback: Event,
    block_actions: Interaction.and(
      z.object({
        actions: z.tuple([Element], Element),
        container: z.object({ message_ts: z.string().optional(), channel_id: Id.optional() }),
        view: z.object({ id: Id.optional(), type: z.string() }).optional(),
      }),
    ),
    view_submission: Interaction.and(
      z.object({ view: View, response_urls: z.array(z.object({ response_url: z.string() })).optional() }),
    ),
    view_closed: Interaction.and(z.object({ view: View })),
    block_suggestion: Interaction.and(z.object({ action_id: Id, value: z.string().nullish() })),
    shortcut: Interaction.and(z.object({ callback_id: Id })),
    message_action: Interaction.and(z.object({ callback_id: Id })),
  }),
);

const Command = z
  .object({
    command: z.string(),
    text: z.string().optional(),
    user_id: Id,
    team_id: Id.optional(),
    enterprise_id: Id.optional(),
    is_enterprise_install: z.string().optional(),
    channel_id: Id.optional(),
    trigger_id: z.string().optional(),
    response_url: z.string().optional(),
    event: z.undefined().optional(),
  })
  .refine(({ team_id: team, enterprise_id: enterprise }) => team || enterprise);

const Challenge = z.object({ challenge: z.string() });
const Typed = z.object({ type: z.string() });

/** What a body with a right signature is. */
export type SlackRequest =
  /** Somebody did something. The body stays as it came: its fields are read where it is handled. */
  | { readonly kind: 'request'; readonly body: Record<string, unknown> }
  /** Slack checks that the address is ours. */
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** Slack checks that the connection is encrypted. */
  | { readonly kind: 'ssl-check' }
  /** Slack withholds events of a workspace that makes too many. */
  | { readonly kind: 'events-withheld' }
  /** A type that Slack may send one day, and that we do not know. */
  | { readonly kind: 'unknown-type' }
  /** No request of Slack's at all. */
  | { readonly kind: 'malformed' };

/** Says what a body is, and whether it has the parts that its routing relies on: whose it is above all. */
export function readSlackRequest(body: unknown): SlackRequest {
  if (!isObject(body)) return { kind: 'malformed' };
  if (body.ssl_check === '1') return { kind: 'ssl-check' };
  if (body.command !== undefined) return requestIf(Command, body);
  const type = Typed.safeParse(body).data?.type;
  if (type === undefined) return { kind: 'malformed' };
  if (type === 'url_verification') {
    const parsed = Challenge.safeParse(body);
    return parsed.success ? { kind: 'challenge', challenge: parsed.data.challenge } : { kind: 'malformed' };
  }
  if (type === 'app_rate_limited') return { kind: 'events-withheld' };
  const schema = TYPES.get(type);
  return schema === undefined ? { kind: 'unknown-type' } : requestIf(schema, body);
}

function requestIf(schema: z.ZodType, body: Record<string, unknown>): SlackRequest {
  return schema.safeParse(body).success ? { kind: 'request', body } : { kind: 'malformed' };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
