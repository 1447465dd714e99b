import type { OpenQuestion, OpenReason } from '../prices/open-questions.js';

const HEADS: Record<OpenReason, string> = {
  unknown: 'Not known, and a plan needs it',
  assumed: 'Assumed: no source of its day was found',
  disputed: 'Sources disagree',
  unsure: 'Unverified: weak, undated or remembered',
  announced: 'Announced, to be confirmed on the day',
};

/** The list of what a person with a browser could settle, one value a line, under a head for each reason. */
export function openLines(questions: readonly OpenQuestion[]): readonly string[] {
  if (questions.length === 0) return ['Nothing is open.'];
  const lines: string[] = [];
  let last: OpenReason | undefined;
  for (const { reason, product, kind, value, from, note } of questions) {
    if (reason !== last) {
      const count = questions.filter((question) => question.reason === reason).length;
      lines.push(...(last === undefined ? [] : ['']), `${HEADS[reason]} (${count}):`);
    }
    last = reason;
    const amount = value === undefined ? '' : ` ${value}`;
    lines.push(
      `  ${product} ${kind}${amount}${from === undefined ? '' : ` from ${from}`}${note === undefined ? '' : `: ${note}`}`,
    );
  }
  return lines;
}
