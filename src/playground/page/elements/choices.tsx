/** Radio buttons and checkboxes. */
import { Text } from '../block-kit/text.js';
import type { Option } from '../block-kit/types.js';
import { elementLabel, type FieldProps, useField } from './field.js';

/** `radio_buttons` and `checkboxes`. */
export function Choices(props: FieldProps) {
  const { element, frame } = props;
  const [bare, set] = useField(props);
  const many = element.type === 'checkboxes';
  const chosen = (Array.isArray(bare) ? bare : bare ? [bare] : []) as Option[];
  const isChosen = (option: Option) => chosen.some((other) => other.value === option.value);
  const toggle = (option: Option) => {
    if (!many) set(option);
    else if (isChosen(option)) set(chosen.filter((other) => other.value !== option.value));
    else set((element.options ?? []).filter((other) => other === option || isChosen(other)));
  };
  const name = `${props.block.block_id}/${element.action_id}`;
  return (
    <fieldset
      className="choices"
      aria-labelledby={frame?.labelId}
      aria-label={frame ? undefined : elementLabel(props)}
      aria-describedby={frame?.describedBy}
    >
      {(element.options ?? []).map((option, index) => (
        <label key={option.value} className="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            id={index === 0 ? frame?.id : undefined}
            checked={isChosen(option)}
            onChange={() => toggle(option)}
          />
          <span className="choice-label">
            <Text text={option.text} />
            {option.description && (
              <small>
                <Text text={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
