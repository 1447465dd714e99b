import { THEME } from '../theme.js';
import type { SavingsLine } from './savings.js';

/** How a line is told from the others: by colour, width and the mark at its end. */
export interface LineStyle {
  readonly colour: string;
  readonly width: number;
  readonly mark: 'disc' | 'square' | 'triangle' | 'diamond';
}

/** Styles for the lines of a chart, in their order. */
export function lineStyles(lines: readonly SavingsLine[]): LineStyle[] {
  let others = 0;
  return lines.map(({ role }) => {
    if (role === 'winner') return { colour: THEME.lines.winner, width: 9, mark: 'disc' };
    if (role === 'today') return { colour: THEME.lines.today, width: 5, mark: 'square' };
    const [first, second] = THEME.lines.others;
    return others++ === 0
      ? { colour: first, width: 4, mark: 'triangle' }
      : { colour: second, width: 4, mark: 'diamond' };
  });
}
