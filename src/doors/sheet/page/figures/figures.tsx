import type { LiveSheet } from '../use-sheet.js';
import type { SheetView } from '../view.js';
import { ChartPicture } from './chart-picture.js';
import { MapTable } from './map-table.js';

/** Statements on what would change the verdict that are shown. */
const MAX_FLIPS = 6;

interface FiguresProps {
  readonly live: LiveSheet;
  readonly view: SheetView;
}

/** The numbers, the pictures and what would change them. */
export function Figures({ live, view }: FiguresProps) {
  const { map, flips, sheet, isBehind, isFlipsBehind, isMapBehind } = live;
  return (
    <section className="figures" aria-label="Figures" aria-busy={isBehind}>
      <dl className="numbers">
        {view.numbers.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {view.charts.map((picture) => (
        <ChartPicture key={picture.type} picture={picture} />
      ))}
      {view.before.length === 0 ? null : (
        <div>
          <Lines title="Before you act" lines={view.before} />
        </div>
      )}
      <div className={isMapBehind ? 'older' : ''} aria-busy={isMapBehind}>
        <h2>Volume against time to break-even</h2>
        {map === undefined ? (
          <p className="says">Worked out when nothing moves.</p>
        ) : (
          <MapTable map={map} isOneOff={sheet?.workload.volume.oneOffQueries !== undefined} />
        )}
      </div>
      {flips === undefined ? null : (
        <div className={isFlipsBehind ? 'older' : ''} aria-busy={isFlipsBehind}>
          <Lines title="What would change it" lines={flips.slice(0, MAX_FLIPS)} />
        </div>
      )}
    </section>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
