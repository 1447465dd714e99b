import { TOKEN_NAME_LENGTH } from '../../../workspace/api-token.js';
import { NO_SETTINGS } from '../../../workspace/settings.js';
import type { FormAnswer, Press, Request, Submission, Words } from '../../entry/request.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import { OPEN_TOKENS } from '../../kit/action-ids.js';
import { offerMessage } from '../../kit/offer-message.js';
import type { Reference } from '../../kit/reference.js';
import { asOneLine } from '../../kit/safe-text.js';
import { reportedAt } from '../../kit/view-state.js';
import { sentenceWindow } from '../../kit/window.js';
import { openWindow, updateView } from '../../posting/windows.js';
import { mayChangeSettings, type Permission } from './permission.js';
import { newTokenModal, TOKEN_NAME, TOKENS_TITLE, tokensModal } from './tokens-modal.js';

/** The tokens with which programs ask for a workspace: those who may change its settings make and withdraw them. */

/** `/ftcost settings tokens`: the window, or a button to it where Slack lets none be opened. */
export async function answerWithTokens(request: Words): Promise<void> {
  const { triggerId } = request;
  if (triggerId === undefined) {
    const sentence = 'The tokens of this workspace open with this button.';
    return request.tell(offerMessage(sentence, OPEN_TOKENS, 'Open tokens', 'open'));
  }
  await request.received();
  await openTokens({ ...request, triggerId });
}

/** Opens the tokens of the workspace. */
export async function openTokens(request: Request & { readonly triggerId: string }): Promise<void> {
  await openWindow(request, { title: TOKENS_TITLE }, async () => {
    const permission = await permissionOf(request);
    if (!permission.may) return sentenceWindow(TOKENS_TITLE, permission.why);
    return windowOf(request);
  });
}

async function permissionOf({ services, workspaceId, person }: Request): Promise<Permission> {
  const version = await services.workspaces.settings.current(workspaceId);
  return mayChangeSettings(services, version?.settings ?? NO_SETTINGS, person.userId);
}

async function windowOf({ services, workspaceId }: Request, notice?: string) {
  const { workspaces, programsAt } = services;
  return tokensModal(await workspaces.tokens.list(workspaceId), programsAt?.(), notice);
}

/** *Make a token*: shows it in place of the form. A token that does not reach anybody can be withdrawn. */
export async function makeToken(submission: Submission): Promise<void> {
  const { services, workspaceId, view, person } = submission;
  const name = asOneLine(reportedAt(view, TOKEN_NAME, TOKEN_NAME)?.value ?? '');
  if (name === '' || name.length > TOKEN_NAME_LENGTH) {
    return submission.ack(errorBeside(`Write a name of at most ${TOKEN_NAME_LENGTH} characters.`));
  }
  const permission = await permissionOf(submission);
  if (!permission.may) return submission.ack(errorBeside(permission.why));
  const token = await services.workspaces.tokens.make(workspaceId, person, name, services.clock());
  if (token === undefined) {
    return submission.ack(errorBeside('The workspace has as many tokens as it may: withdraw one first.'));
  }
  services.logger.info({ workspaceId, by: person.userId }, 'A token for programs was made');
  await submission.ack({ response_action: 'update', view: newTokenModal(name, token) });
}

/** Keeps the form open when the token could not be made through a fault of ours. */
export function makingFailed(reference: Reference): FormAnswer {
  return errorBeside(formFailureSentence(reference));
}

function errorBeside(sentence: string): FormAnswer {
  return { response_action: 'errors', errors: { [TOKEN_NAME]: sentence } };
}

/** *Withdraw*, confirmed by Slack. */
export async function withdrawToken(press: Press): Promise<void> {
  const { services, workspaceId, person, value = '', view } = press;
  const permission = await permissionOf(press);
  const gone =
    permission.may &&
    (await services.workspaces.tokens.withdraw(workspaceId, person, value, services.clock()));
  if (gone) services.logger.info({ workspaceId, by: person.userId }, 'A token for programs was withdrawn');
  if (view === undefined) return;
  const shown = permission.may
    ? await windowOf(press, gone ? 'The token is withdrawn.' : 'That token was withdrawn already.')
    : sentenceWindow(TOKENS_TITLE, permission.why);
  await updateView(services, view, shown);
}
