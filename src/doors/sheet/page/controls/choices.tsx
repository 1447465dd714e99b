import type { Effort } from '../../../../engine/workload.js';
import { platformName } from '../../../../prices/platform-name.js';
import { FLAG_FIELDS, LIST_FIELDS } from '../../fields.js';
import type { FlagPath, ListPath } from '../../paths.js';

interface EffortsProps {
  readonly efforts: readonly Effort[];
  readonly value: string | undefined;
  onChange(value: Effort | null): void;
}

/** Reasoning efforts, as a row to choose from. */
export function Efforts({ efforts, value, onChange }: EffortsProps) {
  return (
    <fieldset className="efforts">
      <legend>Reasoning effort</legend>
      <div className="row">
        {[undefined, ...efforts].map((effort) => (
          <label key={effort ?? 'usual'}>
            <input
              type="radio"
              name="effort"
              checked={value === effort}
              onChange={() => onChange(effort ?? null)}
            />
            <span>{effort ?? 'as usual'}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface FlagsProps {
  now(path: FlagPath): boolean;
  onChange(path: FlagPath, value: boolean): void;
}

/** What holds or does not. */
export function Flags({ now, onChange }: FlagsProps) {
  return (
    <fieldset className="flags">
      <legend>What has to hold</legend>
      {FLAG_FIELDS.map(({ path, label }) => (
        <label key={path}>
          <input
            type="checkbox"
            checked={now(path)}
            onChange={({ target }) => onChange(path, target.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface SellersProps {
  readonly sellers: readonly string[];
  now(path: ListPath): readonly string[];
  onChange(path: ListPath, value: readonly string[]): void;
}

/** Lists of sellers. */
export function Sellers({ sellers, now, onChange }: SellersProps) {
  return LIST_FIELDS.map(({ path, label, none }) => {
    const chosen = now(path);
    return (
      <fieldset key={path} className="sellers">
        <legend>{label}</legend>
        <p className="says">{chosen.length === 0 ? none : `${chosen.length} chosen.`}</p>
        <div className="list">
          {sellers.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                onChange={({ target }) =>
                  onChange(path, target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
                }
              />
              <span>{platformName(name)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    );
  });
}
