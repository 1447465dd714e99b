import { useState } from 'react';
import { formatDay } from '../../../engine/explain/wording.js';
import type { Changes } from '../changes.js';
import type { Path } from '../paths.js';
import { Controls } from './controls/controls.js';
import { Figures } from './figures/figures.js';
import { Notice } from './notice.js';
import { PostBack } from './post-back.js';
import { useSheet } from './use-sheet.js';
import { Verdict } from './verdict.js';

/** The whole page of a link. */
export function Page({ secret }: { readonly secret: string }) {
  const live = useSheet(secret);
  const [changes, setChanges] = useState<Changes>({});
  const { stage, sheet, view } = live;

  function put(next: Changes): void {
    setChanges(next);
    live.change(next);
  }
  /** Changes one field; `undefined` puts back what was there. */
  function change(path: Path, value: Changes[Path] | undefined): void {
    const { [path]: _, ...others } = changes;
    put(value === undefined ? others : { ...others, [path]: value });
  }

  if (stage === 'closed') return <Notice kind="closed" />;
  if (stage === 'failed') return <Notice kind="failed" why={live.why ?? ''} />;
  if (sheet === undefined) return <Notice kind="opening" />;
  return (
    <>
      <header className="top">
        <p className="mark">ftcost</p>
        <p className="facts">
          Prices of {formatDay(sheet.asOf)} · this link ends on {formatDay(sheet.endsOn)}
        </p>
      </header>
      <main className="desk">
        <Verdict live={live} />
        <Controls sheet={sheet} changes={changes} onChange={change} problem={live.problem}>
          <PostBack live={live} changes={changes} onReset={() => put({})} />
        </Controls>
        {view === undefined ? null : <Figures live={live} view={view} />}
      </main>
    </>
  );
}
