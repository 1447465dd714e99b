import type { Advice } from '../../../engine/index.js';
import { csvFile } from './csv.js';
import { curveTable } from './curve-table.js';
import { ledgerTable } from './ledger-table.js';

/** A file to hand over. */
export interface ExportFile {
  readonly name: string;
  /** Shown above the file. */
  readonly title: string;
  readonly mediaType: 'text/csv' | 'application/json';
  readonly content: string;
}

/** Version of the JSON: raised when a field changes its meaning or goes away. */
const JSON_VERSION = 1;

/** Most characters of a file's name that come from the name of the workload. */
const LONGEST_SLUG = 40;

/** An advice as files: the ledgers of all plans, what the plans have cost month by month, and all of it as JSON. */
export function exportFiles(advice: Advice): readonly ExportFile[] {
  const stem = `ftcost-${slugOf(advice)}-${advice.asOf}`;
  return [
    {
      name: `${stem}-ledgers.csv`,
      title: 'Ledgers of all plans',
      mediaType: 'text/csv',
      content: csvFile(ledgerTable(advice)),
    },
    {
      name: `${stem}-months.csv`,
      title: 'Cost month by month',
      mediaType: 'text/csv',
      content: csvFile(curveTable(advice)),
    },
    {
      name: `${stem}-advice.json`,
      title: 'The whole advice',
      mediaType: 'application/json',
      content: `${JSON.stringify({ format: 'ftcost-advice', version: JSON_VERSION, advice }, null, 1)}\n`,
    },
  ];
}

/** A part of a file's name: lower-case letters, digits and dashes, whatever people call the workload. */
function slugOf({ workload }: Advice): string {
  const plain = (workload.name ?? workload.current.model)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-|-$/g, '');
  return plain === '' ? 'workload' : plain;
}
