import { type Advice, formatDay, formatUsd, type Workload } from '../engine/index.js';
import type { SettingsVersion, WorkspaceSettings } from './settings.js';

type Assumption = Advice['assumptions'][number];

/** A workload completed by the settings of a workspace, and what they contributed. */
export interface AppliedSettings {
  readonly workload: Workload;
  /** One for each value that was taken from the settings. */
  readonly assumptions: readonly Assumption[];
}

/** Where a value comes from, to go at the end of a sentence. */
export function originOf({ changedByName, changedAt }: SettingsVersion): string {
  const day = formatDay(changedAt.toISOString().slice(0, 10));
  return `from this workspace's settings, changed by ${changedByName} on ${day}`;
}

/** The settings that complete a workload. */
export type CompletingSettings = Pick<
  WorkspaceSettings,
  'engineerMonthlyUsd' | 'providers' | 'existingFineTuningAccounts' | 'horizonMonths'
>;

/**
 * Fills in what a workspace has set. What the workload says itself wins; what neither says is left to the engine's
 * stated defaults.
 */
export function applySettings(workload: Workload, version: SettingsVersion | undefined): AppliedSettings {
  if (version === undefined) return { workload, assumptions: [] };
  return completeBy(workload, version.settings, originOf(version));
}

/**
 * The same by settings alone.
 *
 * @param origin where they come from, to go at the end of a sentence
 */
export function completeBy(
  workload: Workload,
  { engineerMonthlyUsd, providers, existingFineTuningAccounts, horizonMonths }: CompletingSettings,
  origin: string,
): AppliedSettings {
  const { people, constraints, volume } = workload;
  const assumptions: Assumption[] = [];
  function take<Value>(
    given: Value | undefined,
    set: Value | undefined,
    field: string,
    statement: (value: Value) => string,
  ): Value | undefined {
    if (given !== undefined || set === undefined) return undefined;
    assumptions.push({ field, statement: `${statement(set)}: ${origin}.` });
    return set;
  }

  const engineer = take(
    people?.engineerMonthlyUsd,
    engineerMonthlyUsd,
    'people.engineerMonthlyUsd',
    (usd) => `An engineer costs ${formatUsd(usd)} a month`,
  );
  const allowed = take(
    constraints?.providers,
    providers,
    'constraints.providers',
    (names) => `Only these providers may be used, ${names.join(', ')}`,
  );
  const accounts = take(
    constraints?.existingFineTuningAccounts,
    existingFineTuningAccounts,
    'constraints.existingFineTuningAccounts',
    (names) =>
      `Tuning jobs may still be started where newcomers are no longer admitted, at ${names.join(', ')}`,
  );
  // A backlog is worked off within a month, whatever the horizon.
  const horizon =
    volume.oneOffQueries === undefined
      ? take(
          workload.horizonMonths,
          horizonMonths,
          'horizonMonths',
          (months) => `Costs are counted over ${months} months of 30 days`,
        )
      : undefined;
  return {
    workload: {
      ...workload,
      ...(engineer !== undefined && { people: { ...people, engineerMonthlyUsd: engineer } }),
      ...((allowed !== undefined || accounts !== undefined) && {
        constraints: {
          ...constraints,
          ...(allowed !== undefined && { providers: allowed }),
          ...(accounts !== undefined && { existingFineTuningAccounts: accounts }),
        },
      }),
      ...(horizon !== undefined && { horizonMonths: horizon }),
    },
    assumptions,
  };
}
