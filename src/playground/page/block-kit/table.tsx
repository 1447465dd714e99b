import { unescapeText } from './mrkdwn.js';
import { LibraryBlocks } from './text.js';
import { asText, type Block, type Element } from './types.js';

function Cell({ cell }: { readonly cell: Element }) {
  if (cell.type === 'rich_text') return <LibraryBlocks blocks={[cell]} />;
  return <>{unescapeText(asText(cell.text)?.text ?? '')}</>;
}

/** Whether every body cell of a column reads as a number, so that it lines up with digits of one width. */
function isNumeric(rows: readonly (readonly Element[])[], column: number): boolean {
  return rows
    .slice(1)
    .every((row) => /^[\s$€£+\-−–—~≈<>]*[\d.,]+|^\s*[-–—]?\s*$/.test(asText(row[column]?.text)?.text ?? ''));
}

/** A `table` block: the first row is the header; a table wider than the message scrolls by itself. */
export function TableBlock({ block }: { readonly block: Block }) {
  const rows = block.rows ?? [];
  const [head, ...body] = rows;
  const settings = block.column_settings ?? [];
  const attributes = (column: number) => ({
    'data-align': settings[column]?.align ?? 'left',
    'data-wrap': settings[column]?.is_wrapped === true,
    'data-numeric': isNumeric(rows, column),
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head?.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity than their place.
              <th key={column} scope="col" {...attributes(column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity than their place.
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity than their place.
                <td key={column} {...attributes(column)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
