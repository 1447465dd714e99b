import { runShortcut } from '../api.js';
import { MenuButton } from '../elements/menu.js';
import { LightningIcon } from '../icons.js';
import { useViewer } from '../use-workspace.js';

/** The lightning button with the app's global shortcuts; nothing where it has none. */
export function ShortcutMenu({ onTrouble }: { readonly onTrouble: (text: string) => void }) {
  const { state, userId } = useViewer();
  if (state.shortcuts.length === 0 || !state.app.isInstalled) return null;
  const run = async (name: string, callbackId: string) => {
    const answer = await runShortcut({ userId, callbackId });
    if (!answer.ok) onTrouble(`${name} did not work: ${answer.error ?? 'dispatch_failed'}`);
  };
  return (
    <MenuButton
      label="Shortcuts"
      className="composer-tool"
      align="start"
      heading="Shortcuts"
      items={state.shortcuts.map(({ callbackId, name, description }) => ({
        key: callbackId,
        label: name,
        description,
        onChoose: () => void run(name, callbackId),
      }))}
    >
      <LightningIcon />
    </MenuButton>
  );
}
