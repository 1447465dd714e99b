import { itemsHeldOut, type PilotPlan, pilotConfiguration, pilotPage } from './pilot-page.js';

/** A pilot kit that names rows and carries none of the text: for whoever has the file elsewhere. */

/** A file of the kit. */
export interface KitFile {
  readonly name: string;
  readonly title: string;
  readonly mediaType: string;
  readonly text: string;
}

const ROWS_FILE = 'pilot-rows.csv';

/**
 * The files of a kit, or none where there are too few questions. The rows are those that a kit with the text takes of
 * the same file.
 *
 * @param questionLines lines of the file with different questions, in the order in which they are held out
 */
export function rowKit(plan: PilotPlan, questionLines: readonly number[]): readonly KitFile[] {
  const items = itemsHeldOut(questionLines.length, plan);
  if (items === 0) return [];
  const lines = questionLines.slice(0, items).sort((a, b) => a - b);
  return [
    {
      name: 'pilot-README.md',
      title: 'What to do, and what passes',
      mediaType: 'text/markdown',
      text: pilotPage(plan, { items, rowsFile: ROWS_FILE }),
    },
    {
      name: ROWS_FILE,
      title: 'Rows that are held out',
      mediaType: 'text/csv',
      text: `line\n${lines.join('\n')}\n`,
    },
    {
      name: 'promptfooconfig.yaml',
      title: 'Configuration of promptfoo',
      mediaType: 'application/yaml',
      text: pilotConfiguration(plan),
    },
  ];
}
