import { useEffect, useState } from 'react';
import {
  type NumberField,
  readNumber,
  SLIDER_STEPS,
  sayNumber,
  stepOf,
  valueAtStep,
  writeNumber,
} from '../../fields.js';

interface NumberControlProps {
  readonly field: NumberField;
  /** As it is now; `undefined` where nothing is given. */
  readonly value: number | undefined;
  /** As it was before anything was changed. */
  readonly first: number | undefined;
  /** What holds where nothing is given, where that is more than the field says. */
  readonly unset?: { readonly words: string; readonly restsAt: number } | undefined;
  /** `null` takes the value away, `undefined` puts back what was there. */
  onChange(value: number | null | undefined): void;
}

/** A number with a slider and a field: each moves the other. */
export function NumberControl({ field, value, first, unset, onChange }: NumberControlProps) {
  const { path, label } = field;
  const words = unset?.words ?? field.unset;
  const shown = value === undefined ? '' : writeNumber(field, value);
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const isWrong = typed.trim() !== '' && readNumber(field, typed) === undefined;
  const isChanged = value !== first;

  function type(text: string): void {
    setTyped(text);
    const read = text.trim() === '' ? null : readNumber(field, text);
    if (read !== undefined) onChange(read === (first ?? null) ? undefined : read);
  }

  return (
    <div className={isChanged ? 'control changed' : 'control'}>
      <label htmlFor={`slider-${path}`}>{label}</label>
      <input
        className="number"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={`${label}, as a number`}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `wrong-${path}` : undefined}
        placeholder={words}
        value={typed}
        onChange={({ target }) => type(target.value)}
        onBlur={() => isWrong && setTyped(shown)}
      />
      <input
        id={`slider-${path}`}
        className={value === undefined ? 'slider unset' : 'slider'}
        type="range"
        min={0}
        max={SLIDER_STEPS}
        step={1}
        value={stepOf(field, value ?? unset?.restsAt ?? field.restsAt)}
        aria-valuetext={value === undefined ? words : sayNumber(field, value)}
        onChange={({ target }) => onChange(valueAtStep(field, Number(target.value)))}
      />
      {isWrong ? (
        <p id={`wrong-${path}`} className="wrong">
          Not a number that fits here.
        </p>
      ) : null}
      {isChanged ? (
        <button type="button" className="back" onClick={() => onChange(undefined)}>
          Back to {first === undefined ? words : sayNumber(field, first)}
        </button>
      ) : null}
    </div>
  );
}
