/** What people can do to a channel, and to the app's installation. */
import type { ChannelRequest, PlaygroundAnswer } from '../../protocol.js';
import { changeChannel, changeInstallation } from '../api.js';
import { useConfirm } from '../elements/confirm.js';
import type { MenuItem } from '../elements/menu.js';
import { useViewer } from '../use-workspace.js';

interface ChannelMenu {
  readonly items: readonly MenuItem[];
  readonly rename: (name: string) => void;
}

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

/** Entries for the conversation at hand; failures are told by `onTrouble`. */
export function useChannelMenu(onRename: () => void, onTrouble: (error: string) => void): ChannelMenu {
  const { state, channel, userId } = useViewer();
  const confirm = useConfirm();
  const { name } = state.app;
  const tell = async (request: Promise<PlaygroundAnswer>) => {
    const answer = await request;
    if (!answer.ok) onTrouble(answer.error ?? 'dispatch_failed');
  };
  const change = (what: Exclude<ChannelRequest['change'], 'rename'>) =>
    void tell(changeChannel({ userId, channelId: channel.id, change: what }));
  const afterAsking = async (title: string, text: string, act: () => void) => {
    const question = {
      title: plain(title),
      text: plain(text),
      confirm: plain(title),
      style: 'danger',
    } as const;
    if (await confirm(question)) act();
  };

  if (channel.kind === 'dm') {
    const isApp = channel.memberIds.includes(state.app.botUserId);
    const { isInstalled } = state.app;
    const install = (what: 'uninstall' | 'reinstall') => tell(changeInstallation({ userId, change: what }));
    const item: MenuItem = isInstalled
      ? {
          key: 'uninstall',
          label: `Remove ${name} from the workspace`,
          danger: true,
          onChoose: () =>
            void afterAsking(
              `Remove ${name}`,
              `${name} loses its access to ${state.teamName}. It can be installed again.`,
              () => void install('uninstall'),
            ),
        }
      : { key: 'reinstall', label: `Install ${name} again`, onChoose: () => void install('reinstall') };
    return { items: isApp ? [item] : [], rename: () => undefined };
  }
  const bot: MenuItem = channel.hasBot
    ? { key: 'remove-bot', label: `Remove ${name} from the channel`, onChoose: () => change('remove-bot') }
    : { key: 'invite-bot', label: `Invite ${name}`, onChoose: () => change('invite-bot') };
  const archive: MenuItem = channel.isArchived
    ? { key: 'unarchive', label: 'Unarchive', onChoose: () => change('unarchive') }
    : { key: 'archive', label: 'Archive', onChoose: () => change('archive') };
  const remove: MenuItem = {
    key: 'delete',
    label: 'Delete the channel',
    danger: true,
    onChoose: () =>
      void afterAsking('Delete', `#${channel.name} and all its messages will be gone.`, () =>
        change('delete'),
      ),
  };
  return {
    items: [bot, { key: 'rename', label: 'Rename', onChoose: onRename }, archive, remove],
    rename: (to) => void tell(changeChannel({ userId, channelId: channel.id, change: 'rename', name: to })),
  };
}
