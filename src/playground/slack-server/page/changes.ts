import type { ChannelRequest, InstallationRequest } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import {
  archiveChannel,
  deleteChannel,
  inviteMember,
  removeMember,
  renameChannel,
} from '../to-app/channel-life.js';
import { reinstallApp, uninstallApp } from '../to-app/installation.js';
import { administrator, knownChannel, knownPerson } from '../to-app/payload.js';

/**
 * Changes a channel as a person asks.
 * @throws ImpossibleGestureError if the person cannot.
 */
export async function changeChannel(slack: SlackContext, request: ChannelRequest): Promise<void> {
  const { userId, channelId } = request;
  knownChannel(slack, channelId, knownPerson(slack, userId).id);
  const bot = slack.team.bot.userId;
  switch (request.change) {
    case 'archive':
    case 'unarchive':
      await archiveChannel(slack, channelId, request.change === 'archive', userId);
      return;
    case 'rename':
      await renameChannel(slack, channelId, request.name);
      return;
    case 'delete':
      await deleteChannel(slack, channelId, userId);
      return;
    case 'invite-bot':
      await inviteMember(slack, channelId, bot, userId);
      return;
    case 'remove-bot':
      await removeMember(slack, channelId, bot, userId);
  }
}

/**
 * Removes the app from the workspace, or installs it again.
 * @throws ImpossibleGestureError for anybody but an administrator, or if there is nothing to change.
 */
export async function changeInstallation(slack: SlackContext, request: InstallationRequest): Promise<void> {
  administrator(slack, request.userId);
  if (request.change === 'uninstall') await uninstallApp(slack);
  else reinstallApp(slack);
}
