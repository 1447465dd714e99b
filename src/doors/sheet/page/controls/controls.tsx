import { type ReactNode, useState } from 'react';
import type { Changes } from '../../changes.js';
import type { Sheet } from '../../exchange.js';
import { LATENCY_FIELD, type NumberField, PRICE_FIELDS, TEAM_FIELDS, WORKLOAD_FIELDS } from '../../fields.js';
import { EFFORT_PATH, type NumberPath, type Path, valueAt } from '../../paths.js';
import { Efforts, Flags, Sellers } from './choices.js';
import { NumberControl } from './number-control.js';
import { Tabs } from './tabs.js';

interface ControlsProps {
  readonly sheet: Sheet;
  readonly changes: Changes;
  /** Changes one field; `undefined` puts back what was there. */
  onChange(path: Path, value: Changes[Path] | undefined): void;
  /** What is wrong with the changes; empty where nothing is. */
  readonly problem: string | undefined;
  readonly children: ReactNode;
}

const TABS = [
  { id: 'workload', label: 'Workload' },
  { id: 'price', label: 'Price and life' },
  { id: 'team', label: 'Team' },
  { id: 'limits', label: 'Constraints' },
] as const;

type TabId = (typeof TABS)[number]['id'];

/** All that can be changed, by tabs. */
export function Controls({ sheet, changes, onChange, problem = '', children }: ControlsProps) {
  const [tab, setTab] = useState<TabId>('workload');
  return (
    <section className="controls" aria-label="What you can change">
      <Tabs<TabId> label="Kinds of values" tabs={TABS} chosen={tab} onChoose={setTab}>
        <Panel tab={tab} sheet={sheet} changes={changes} onChange={onChange} />
      </Tabs>
      {problem === '' ? null : (
        <p className="wrong" role="alert">
          {problem}
        </p>
      )}
      {children}
    </section>
  );
}

function Panel({
  tab,
  sheet,
  changes,
  onChange,
}: { readonly tab: TabId } & Pick<ControlsProps, 'sheet' | 'changes' | 'onChange'>) {
  const { workload, efforts, sellers, modelName } = sheet;
  const isOneOff = workload.volume.oneOffQueries !== undefined;
  const first = (path: Path) => valueAt(workload, path);
  const now = (path: Path) => (Object.hasOwn(changes, path) ? (changes[path] ?? undefined) : first(path));
  const names = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

  function numbers(fields: readonly NumberField[]) {
    return fields
      .filter(({ path }) => path !== (isOneOff ? 'volume.queriesPerDay' : 'volume.oneOffQueries'))
      .filter(({ path }) => !(isOneOff && path === 'horizonMonths'))
      .map((field) => (
        <NumberControl
          key={field.path}
          field={field}
          value={numberOf(now(field.path))}
          first={numberOf(first(field.path))}
          unset={unsetOf(sheet, field.path)}
          onChange={(value) => onChange(field.path, value)}
        />
      ));
  }

  switch (tab) {
    case 'workload':
      return numbers(WORKLOAD_FIELDS);
    case 'price':
      return (
        <>
          <p className="says">What {modelName}, the model in use, costs you; and how long things hold.</p>
          {numbers(PRICE_FIELDS)}
          {efforts.length < 2 ? null : (
            <Efforts
              efforts={efforts}
              value={textOf(now(EFFORT_PATH))}
              onChange={(value) =>
                onChange(EFFORT_PATH, (value ?? undefined) === first(EFFORT_PATH) ? undefined : value)
              }
            />
          )}
        </>
      );
    case 'team':
      return numbers(TEAM_FIELDS);
    case 'limits':
      return (
        <>
          {numbers([LATENCY_FIELD])}
          <Flags
            now={(path) => now(path) === true}
            onChange={(path, value) => onChange(path, value === (first(path) === true) ? undefined : value)}
          />
          <Sellers
            sellers={sellers}
            now={(path) => names(now(path))}
            onChange={(path, value) => {
              const isAsBefore = value.toSorted().join() === names(first(path)).toSorted().join();
              onChange(path, isAsBefore ? undefined : value.length === 0 ? null : [...value]);
            }}
          />
        </>
      );
  }
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  // Judged answers are a share, too.
  if (typeof value !== 'object' || value === null || !('right' in value) || !('items' in value))
    return undefined;
  return Number(value.right) / Number(value.items);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What holds where nothing is given, as far as the sheet knows more than the field: list prices, and settings. */
function unsetOf(
  { listPrice, settings }: Sheet,
  path: NumberPath,
): { readonly words: string; readonly restsAt: number } | undefined {
  const known: Partial<Record<NumberPath, readonly [number | undefined, (value: number) => string]>> = {
    'current.price.inputUsdPerMTok': [listPrice.inputUsdPerMTok, (usd) => `${usd} listed`],
    'current.price.outputUsdPerMTok': [listPrice.outputUsdPerMTok, (usd) => `${usd} listed`],
    horizonMonths: [settings.horizonMonths, (months) => `${months}, as set`],
    'people.engineerMonthlyUsd': [
      settings.engineerMonthlyUsd,
      (usd) => `${usd.toLocaleString('en-US')}, as set`,
    ],
  };
  const [restsAt, say] = known[path] ?? [];
  return restsAt === undefined || say === undefined ? undefined : { words: say(restsAt), restsAt };
}
