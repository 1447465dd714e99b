import { formatDay } from '../../../engine/index.js';
import type { BoundServices, Press } from '../../entry/request.js';
import { today } from '../../entry/services.js';
import { WITHDRAW_LINK } from '../../kit/action-ids.js';
import { button, type Message, paragraph, words } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asSafeMrkdwn } from '../../kit/safe-text.js';
import type { ResultState } from '../../kit/workload-code.js';
import { replyInThread, type Thread } from '../../posting/reply-in-thread.js';

/** *Open live* on a result: a link to its sheet in the browser, in the thread. For anybody, until it ends. */

const SWITCHED_OFF =
  "Opening results in the browser is switched off in this workspace's settings: /ftcost settings.";
const NOWHERE = 'Nobody has told me where browsers reach me, so I cannot open results there.';
const TOO_MANY = 'This workspace has too many open links. Withdraw some, or wait until they end.';
const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out again.';

/** Whether results can be opened in the browser: nobody has switched it off, and browsers reach the app. */
export async function areSheetsOpen(
  { live, workspaces }: Pick<BoundServices, 'live' | 'workspaces'>,
  workspaceId: string,
): Promise<boolean> {
  if (live === undefined) return false;
  return (await workspaces.settings.current(workspaceId))?.settings.liveSheets !== 'off';
}

/** Makes a link and gives it in the thread of the result, once for each press. */
export async function openLive(press: Press, state: ResultState, thread: Thread | undefined): Promise<void> {
  const { services, workspaceId, person, key } = press;
  const { claims, workspaces, live, clock, logger } = services;
  if (live === undefined) return press.tell(noticeMessage([NOWHERE]));
  if (!(await areSheetsOpen(services, workspaceId))) return press.tell(noticeMessage([SWITCHED_OFF]));
  if (thread === undefined) return press.tell(noticeMessage([TOO_OLD]));
  if (!(await claims.claim(workspaceId, `open-live:${key}`))) return;
  const { channelId, ts: threadTs } = thread;
  const { workload, asOf = today(services) } = state;
  const wanted = { workload, asOf, channelId, threadTs, createdBy: person.userId };
  const made = await workspaces.liveLinks.make(workspaceId, wanted, clock());
  if (made === undefined) return press.tell(noticeMessage([TOO_MANY]));
  const { id, expiresAt } = made.link;
  // What stands behind a # is not sent to any server: no log and no proxy keeps it.
  const outcome = await replyInThread(
    services,
    person,
    thread,
    linkMessage(`${live.address()}#${made.secret}`, id, expiresAt),
  );
  logger.info({ outcome }, 'A link to a live sheet was given');
}

function linkMessage(url: string, id: string, expiresAt: Date): Message {
  const says =
    `Whoever has the link sees this workload and the prices that it goes by, and can post results back here. ` +
    `It ends on ${formatDay(expiresAt.toISOString().slice(0, 10))}; who made it can withdraw it.`;
  return {
    text: asSafeMrkdwn(`The live sheet of this result: ${url} ${says}`),
    blocks: [
      paragraph(
        { type: 'link', url, text: 'Open the live sheet', style: { bold: true } },
        words(`  ${says}`),
      ),
      { type: 'actions', elements: [button(WITHDRAW_LINK, 'Withdraw link', id)] },
    ],
  };
}

const WITHDRAWN = 'The link is withdrawn: it opens nothing any more.';
const GONE = 'This link opens nothing any more: it has ended, or was withdrawn before.';
const FOREIGN =
  'Only who made the link can withdraw it. Whoever may change the settings can switch off all links of this workspace there: /ftcost settings.';

/** *Withdraw link* under a link. */
export async function withdrawLink(press: Press): Promise<void> {
  const { services, workspaceId, person, value = '' } = press;
  const withdrawn = await services.workspaces.liveLinks.withdraw(
    workspaceId,
    value,
    person,
    services.clock(),
  );
  const said = { withdrawn: WITHDRAWN, gone: GONE, foreign: FOREIGN }[withdrawn];
  const thread = person.channelId === undefined ? undefined : person.threadTs;
  // Those who were given the link learn in its thread that it is over.
  if (
    withdrawn === 'withdrawn' &&
    thread !== undefined &&
    person.channelId !== undefined &&
    !press.isEphemeral
  ) {
    await replyInThread(services, person, { channelId: person.channelId, ts: thread }, noticeMessage([said]));
    return;
  }
  await press.tell(noticeMessage([said]));
}
