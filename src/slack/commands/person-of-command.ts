import type { SlashCommand } from '@slack/bolt';
import type { Person } from '../posting/person.js';

/** Who typed a command, and how to answer privately. */
export function personOfCommand(command: SlashCommand): Person {
  return { userId: command.user_id, channelId: command.channel_id, responseUrl: command.response_url };
}
