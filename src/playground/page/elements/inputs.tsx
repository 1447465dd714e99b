/** Text, number, date and time fields. */
import { type ChangeEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { elementLabel, type FieldProps, useField } from './field.js';

const DISPATCH_MS = 300;
const INPUT_MODE = {
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
} as const;

function frameAttributes(props: FieldProps) {
  const { frame, element } = props;
  return {
    id: frame?.id,
    'aria-label': frame ? undefined : elementLabel(props),
    'aria-describedby': frame?.describedBy,
    'aria-invalid': frame?.invalid,
    'data-autofocus': element.focus_on_load === true ? '' : undefined,
  };
}

/** `plain_text_input`, `number_input`, `email_text_input` and `url_text_input`. */
export function TextInput(props: FieldProps) {
  const { block, element } = props;
  const [bare, set] = useField(props);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const dispatches = block.dispatch_action === true;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const text = typeof bare === 'string' ? bare : '';
  const change = (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const typed = event.target.value;
    set(typed, false);
    clearTimeout(timer.current);
    if (dispatches && triggers.includes('on_character_entered')) {
      timer.current = setTimeout(() => set(typed), DISPATCH_MS);
    }
  };
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !dispatches || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    set(text);
  };
  const attributes = {
    ...frameAttributes(props),
    className: 'text-field',
    placeholder: element.placeholder?.text,
    value: text,
    onChange: change,
  };
  const left = element.max_length === undefined ? undefined : element.max_length - text.length;
  return (
    <div className="text-field-frame">
      {element.multiline === true ? (
        <textarea {...attributes} rows={4} />
      ) : (
        <input
          {...attributes}
          type="text"
          autoComplete="off"
          inputMode={INPUT_MODE[element.type as keyof typeof INPUT_MODE] ?? 'text'}
          onKeyDown={enter}
        />
      )}
      {left !== undefined && (left < 20 || element.multiline === true) && (
        <span className="characters-left" data-over={left < 0} title="Characters left">
          {left}
        </span>
      )}
    </div>
  );
}

const two = (number: number) => String(number).padStart(2, '0');

/** Unix seconds as the browser's field wants them, in local time. */
function toLocalDateTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `datepicker`, `timepicker` and `datetimepicker`. */
export function DateInput(props: FieldProps) {
  const { type } = props.element;
  const [bare, set] = useField(props);
  const moment = type === 'datetimepicker';
  const value = typeof bare === 'number' ? toLocalDateTime(bare) : typeof bare === 'string' ? bare : '';
  return (
    <input
      {...frameAttributes(props)}
      className="text-field date-field"
      type={moment ? 'datetime-local' : type === 'timepicker' ? 'time' : 'date'}
      value={value}
      onChange={({ target }) =>
        set(moment && target.value !== '' ? Math.floor(Date.parse(target.value) / 1000) : target.value)
      }
    />
  );
}
