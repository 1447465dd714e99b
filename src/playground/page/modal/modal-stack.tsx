/** The modals that an app has opened for the person, the topmost in front. */
import type { PlaygroundView } from '../../protocol.js';
import { useViewer } from '../use-workspace.js';
import { ViewModal } from './view-modal.js';

/** Shows the topmost modal. Those under it stay mounted and keep what was typed. */
export function ModalStack() {
  const { state, userId } = useViewer();
  const views = state.views.filter((view: PlaygroundView) => view.userId === userId);
  return views.map((view, index) => (
    <ViewModal key={view.id} view={view} top={index === views.length - 1} stack={views} />
  ));
}
