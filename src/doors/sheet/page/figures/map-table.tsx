import { formatCount, upperFirst } from '../../../../engine/explain/wording.js';
import { APPROACHES } from '../../../../slack/features/result/approaches.js';
import type { BreakevenMap, MapCell } from '../breakeven-map.js';

/** Shades from soon to late, by the days until break-even. */
const SHADES: readonly (readonly [days: number, name: string])[] = [
  [14, 'soon'],
  [60, 'month'],
  [180, 'quarter'],
  [Number.POSITIVE_INFINITY, 'late'],
];

function shadeOf({ days }: MapCell): string {
  return days === null ? 'never' : (SHADES.find(([most]) => days <= most)?.[1] ?? 'late');
}

/** The map as a table: rows are approaches, columns volumes, cells the time to break-even. */
export function MapTable({ map, isOneOff }: { readonly map: BreakevenMap; readonly isOneOff: boolean }) {
  const { columns } = map;
  const rows = (Object.keys(APPROACHES) as (keyof typeof APPROACHES)[]).filter((approach) =>
    columns.some(({ cells }) => cells.some((cell) => cell.approach === approach)),
  );
  return (
    <>
      <p id="map-says" className="says">
        Days until the best plan of each approach has paid back. A frame marks the verdict at that volume.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section className="map" tabIndex={0} aria-label="Map" aria-busy={!map.isWhole}>
        <table aria-label="Volume against time to break-even" aria-describedby="map-says">
          <thead>
            <tr>
              <th scope="col">{isOneOff ? 'Queries' : 'Queries a day'}</th>
              {columns.map(({ queries, isNow }) => (
                <th key={queries} scope="col" aria-current={isNow ? 'true' : undefined}>
                  {formatCount(queries)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((approach) => (
              <tr key={approach}>
                <th scope="row">{upperFirst(APPROACHES[approach])}</th>
                {columns.map(({ queries, cells }) => {
                  const cell = cells.find((one) => one.approach === approach);
                  if (cell === undefined) return <td key={queries} aria-label="no plan" />;
                  return (
                    <td key={queries} className={`${shadeOf(cell)}${cell.wins ? ' wins' : ''}`}>
                      {cell.days === null ? 'never' : formatCount(Math.ceil(cell.days))}
                      {cell.wins ? <span className="aloud">, the verdict</span> : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
