import { type Figure, LIMITS } from '../../engine/index.js';
import type { Field, Reading } from './field.js';
import { type FlatWorkload, isNames, modelFigurePath, modelOfPath } from './flat-workload.js';
import { readNamedModel } from './named-model.js';
import { parseNumber, parseShare, writeNumber, writeShare } from './numbers.js';
import { isTokenPrice } from './token-price.js';
import type { Vocabulary } from './vocabulary.js';

/** Shares of right answers as people know them: `91%`, or the answers that were judged, `182/200`. */

const JUDGED = /^([^\s/]+)(?:\s*\/\s*|\s+(?:out\s+)?of\s+)([^\s&]+)(?:&(\S+))?$/i;
const LIKE = 'like 182/200';

/** Reads `91%`, `0.91`, `182/200`, `182 of 200`, or `94/100&90`: 90 of them where today's plan is right, too. */
export function readFigure({ path }: Field, typed: string): Reading {
  const [, right, items, both] = JUDGED.exec(typed) ?? [];
  if (right !== undefined && items !== undefined) return readJudged(path, right, items, both);
  const share = parseShare(typed);
  if (share === undefined) {
    return fail('write a percentage such as 91%, or right answers of all that were judged, 182/200.');
  }
  if (share < 0) return fail('it must be at least 0%.');
  return share > 1 ? fail('it must be at most 100%.') : { ok: true, values: { [path]: share } };
}

function readJudged(path: string, rightText: string, itemsText: string, bothText?: string): Reading {
  const [right, items] = [parseNumber(rightText), parseNumber(itemsText)];
  if (right === undefined || items === undefined) {
    return fail(`write two numbers, right answers of all that were judged, ${LIKE}.`);
  }
  if (items === 0) return fail(`at least one answer has to be judged: write it ${LIKE}.`);
  if (!Number.isSafeInteger(items) || items < 0) {
    return fail(`the answers judged are a whole number, ${LIKE}.`);
  }
  const most = LIMITS.judgedAnswers;
  if (items > most) return fail(`it must be at most ${writeNumber(most)} answers.`);
  if (right < 0) return fail(`the right answers must be at least 0, ${LIKE}.`);
  if (right > items) {
    return fail(
      `there cannot be more right answers (${writeNumber(right)}) than answers judged (${writeNumber(items)}). The right ones come first, ${LIKE}.`,
    );
  }
  if (bothText === undefined) return { ok: true, values: { [path]: { right, items } } };
  const bothRight = parseNumber(bothText);
  if (bothRight === undefined || bothRight < 0 || bothRight > right) {
    return fail(`behind & comes how many of the ${writeNumber(right)} are right today, too, like 94/100&90.`);
  }
  return { ok: true, values: { [path]: { right, items, bothRight } } };
}

/** The text that `readFigure` reads back. */
export function writeFigure(figure: Figure): string {
  if (typeof figure === 'number') return writeShare(figure);
  const both = figure.bothRight === undefined ? '' : `&${writeNumber(figure.bothRight)}`;
  return `${writeNumber(figure.right)}/${writeNumber(figure.items)}${both}`;
}

/** Reads `gpt-6-luna 94/100, claude-haiku-5.5@low 91%`: models by any name that they are known by, each with its figure. */
export function readModelFigures(field: Field, typed: string, vocabulary: Vocabulary): Reading {
  const values: Record<string, Figure> = {};
  const tight = typed.replace(/ ?\/ ?| (?:out )?of /gi, '/');
  for (const piece of tight.split(/[,;\n]+/).filter((one) => one.trim() !== '')) {
    const [, name, figure] = /^(.*[^\s=:])[\s=:]+([^\s=:]+)$/.exec(piece.trim()) ?? [];
    if (name === undefined || figure === undefined) {
      return fail('write each model with its accuracy, like gpt-6-luna 94/100.');
    }
    const reading = readModelFigure(field, name, figure, vocabulary);
    if (!reading.ok) return reading;
    const [path = ''] = Object.keys(reading.values);
    if (values[path] !== undefined) return fail('the same model is given twice. Keep one of them.');
    Object.assign(values, reading.values);
  }
  return Object.keys(values).length === 0 ? fail('nothing is given.') : { ok: true, values };
}

/** The text that `readModelFigures` reads back; nothing where no model has a figure. */
export function writeModelFigures(flat: FlatWorkload): string | undefined {
  const pieces = Object.entries(flat).flatMap(([path, value]) => {
    const model = modelOfPath(path);
    const isFigure =
      typeof value === 'number' || (typeof value === 'object' && !isNames(value) && !isTokenPrice(value));
    return model === undefined || !isFigure ? [] : [`${model} ${writeFigure(value)}`];
  });
  return pieces.length === 0 ? undefined : pieces.join(', ');
}

/** Reads the figure of one model. */
export function readModelFigure(field: Field, name: string, figure: string, vocabulary: Vocabulary): Reading {
  if (name.trim() === '') return fail('the name of the model is missing, behind the colon.');
  const model = readNamedModel(name, vocabulary);
  if (!model.ok) return model;
  return readFigure({ ...field, path: modelFigurePath(model.name) }, figure.trim());
}

function fail(problem: string): Reading {
  return { ok: false, problem };
}
