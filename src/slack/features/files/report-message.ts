import type { types } from '@slack/bolt';
import { upperFirst } from '../../../engine/index.js';
import type { Report, ReportTable, Section } from '../../../numbers/report.js';
import {
  type Block,
  bullets,
  cell,
  type HowMany,
  type Message,
  paragraph,
  plain,
  shrunkToFit,
  small,
  tableOf,
  words,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';

/** What is shown below a report. */
export interface ReportEnd {
  /** What to do next, in sentences. */
  readonly notes: readonly string[];
  readonly buttons: readonly types.Button[];
}

/**
 * What was read in a file, for the person who gave it. A message holds one table: what would be another is told row by
 * row. Fits Slack's limits whatever the report.
 */
export function reportMessage({ title, sections }: Report, { notes, buttons }: ReportEnd): Message {
  const first = sections.find(({ table }) => table !== undefined)?.table;
  const told = [title, ...sections.flatMap(({ lines }) => lines), ...notes];
  return {
    text: asSafeMrkdwn(cut(told.join(' '), 3_000)),
    blocks: shrunkToFit((howMany) => [
      { type: 'header', text: plain(cut(asOneLine(title), 150)) },
      ...sections.flatMap((section) => sectionBlocks(section, first, howMany)),
      ...(notes.length === 0 ? [] : [paragraph(words(cut(asOneLine(notes.join(' ')), howMany(800, 300))))]),
      ...(buttons.length === 0 ? [] : [{ type: 'actions' as const, elements: [...buttons] }]),
    ]),
  };
}

function sectionBlocks(
  { heading, lines, table }: Section,
  tableShown: ReportTable | undefined,
  howMany: HowMany,
): Block[] {
  const length = howMany(500, 150);
  const said = lines.slice(0, howMany(20, 4)).map((line) => cut(asOneLine(line), length));
  const hidden = lines.length - said.length;
  const isTable = table !== undefined && table === tableShown;
  const rows =
    table === undefined || isTable ? [] : rowLines(table).map((row) => cut(asOneLine(row), length));
  const items = [...(heading === undefined ? [] : said), ...rows.slice(0, howMany(12, 2))];
  const left = hidden + Math.max(0, rows.length - howMany(12, 2));
  return [
    ...(heading === undefined ? said.map((line) => paragraph(words(line))) : []),
    ...(heading !== undefined && items.length === 0 ? [paragraph(words(heading, { bold: true }))] : []),
    ...(items.length === 0
      ? []
      : [
          bullets(
            heading ?? upperFirst(table?.head[0] ?? ''),
            items.map((item) => [words(item)]),
          ),
        ]),
    ...(left > 0 ? [small(`And ${left} more.`)] : []),
    ...(isTable ? tableBlocks(table, howMany) : []),
  ];
}

function tableBlocks({ head, rows, numbers }: ReportTable, howMany: HowMany): Block[] {
  const shown = rows.slice(0, howMany(20, 3));
  const hidden = rows.length - shown.length;
  const length = howMany(200, 40);
  return [
    tableOf(
      head.map((_, column) => (numbers.includes(column) ? 'number' : 'text')),
      head.map(upperFirst),
      shown.map((row) => row.map((text) => cell(text, length))),
    ),
    ...(hidden > 0 ? [small(`And ${hidden} more rows.`)] : []),
  ];
}

/** `GPT-4.1 mini: epochs 3, billed tokens 1.2M, cost $3.60, minimum fee`. Numbers are named; words speak for themselves. */
function rowLines({ head, rows, numbers }: ReportTable): readonly string[] {
  return rows.map((row) => {
    const [first = '', ...rest] = row.map((text, at) =>
      text !== '' && numbers.includes(at) ? `${head[at] ?? ''} ${text}` : text,
    );
    return `${first}: ${rest.filter((text) => text !== '').join(', ')}`;
  });
}
