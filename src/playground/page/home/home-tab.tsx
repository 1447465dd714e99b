/** The app's Home tab, as it published it for the viewer. */
import { useMemo } from 'react';
import type { PlaygroundView } from '../../protocol.js';
import { Blocks } from '../block-kit/blocks.js';
import { SurfaceContext, useSurfaceState } from '../block-kit/surface.js';
import { useViewer } from '../use-workspace.js';

function PublishedHome({ home }: { readonly home: PlaygroundView }) {
  const container = useMemo(() => ({ kind: 'view', viewId: home.id }) as const, [home.id]);
  const surface = useSurfaceState(container, home.view.blocks, home.view.state);
  return (
    <SurfaceContext value={surface}>
      <Blocks blocks={surface.blocks} />
    </SurfaceContext>
  );
}

/** The published blocks, working; until then, a line that says so. */
export function HomeTab() {
  const { state, userId } = useViewer();
  const home = state.homes.find((view) => view.userId === userId);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="home" aria-label={`${state.app.name} Home`} tabIndex={0}>
      <div className="home-content">
        {home === undefined ? (
          <p className="home-empty" role="status">
            {state.app.isInstalled
              ? `${state.app.name} has not published its Home tab for you yet.`
              : `${state.app.name} was removed from this workspace. Install it again to see its Home tab.`}
          </p>
        ) : (
          <PublishedHome key={home.id} home={home} />
        )}
      </div>
    </section>
  );
}
