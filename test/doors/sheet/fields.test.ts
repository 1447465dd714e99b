import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NUMBER_FIELDS,
  type NumberField,
  readNumber,
  SLIDER_STEPS,
  stepOf,
  valueAtStep,
  writeNumber,
} from '../../../src/doors/sheet/fields.js';

function fieldOf(path: NumberField['path']): NumberField {
  const field = NUMBER_FIELDS.find((one) => one.path === path);
  if (field === undefined) throw new Error(`There is no field ${path}.`);
  return field;
}

describe('a number of the live sheet', () => {
  it.each([
    ['volume.queriesPerDay', '500k', 500_000],
    ['volume.queriesPerDay', '1,234.5', 1_234.5],
    ['volume.queriesPerDay', '1.5M', 1_500_000],
    ['quality.current', '92%', 0.92],
    ['quality.current', '92', 0.92],
    ['quality.current', '0.92', 0.92],
    ['quality.lossPerErrorUsd', '$0.14', 0.14],
    ['tokens.user', '10.5', undefined],
    ['tokens.user', '-5', undefined],
    ['tokens.user', '5%', undefined],
    ['quality.current', '101%', undefined],
    ['horizonMonths', '61', undefined],
    ['volume.queriesPerDay', 'many', undefined],
    ['volume.queriesPerDay', '', undefined],
  ] as const)('of %s is read from "%s" as %s', (path, typed, value) => {
    expect(readNumber(fieldOf(path), typed)).toBe(value);
  });

  it('that is written is read again as the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NUMBER_FIELDS),
        fc.integer({ min: 0, max: SLIDER_STEPS }),
        (field, step) => {
          const value = valueAtStep(field, step);
          expect(readNumber(field, writeNumber(field, value))).toBeCloseTo(value, 9);
        },
      ),
    );
  });

  it('lies within its slider, never falls as the slider rises, and stands where it was put', () => {
    for (const field of NUMBER_FIELDS) {
      const values = Array.from({ length: SLIDER_STEPS + 1 }, (_, step) => valueAtStep(field, step));
      expect(values[0]).toBe(field.from);
      expect(values.at(-1)).toBeCloseTo(field.to, 6);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      // Rounding moves a thumb by a few steps, never across the slider.
      values.forEach((value, step) => {
        expect(Math.abs(stepOf(field, value) - step), `${field.path} ${value}`).toBeLessThan(
          SLIDER_STEPS / 8,
        );
      });
    }
  });
});
