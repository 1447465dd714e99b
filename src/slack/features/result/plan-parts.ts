import { formatDay, formatMonths, type Ledger, type Plan } from '../../../engine/index.js';
import type { PriceFact } from '../../../prices/price-book.js';

/** A part of what a plan costs, with its name. */
export interface PlanPart {
  /** When it is paid: `Paid once`, `One query`. */
  readonly title: string;
  readonly ledger: Ledger;
}

/** Everything that a plan costs, ledger by ledger: the same parts and names in the modal and in the export. */
export function planParts({ upfront, perQuery, perQueryLater, monthly, recurring }: Plan): PlanPart[] {
  return [
    { title: 'Paid once', ledger: upfront },
    { title: 'One query', ledger: perQuery },
    ...perQueryLater.map(({ from, ledger }) => ({ title: `One query from ${formatDay(from)}`, ledger })),
    { title: 'Fixed, a month', ledger: monthly },
    ...(recurring === undefined
      ? []
      : [
          {
            title: `Again every ${formatMonths(recurring.everyMonths)}`,
            ledger: recurring.ledger,
          },
        ]),
  ];
}

/** Every price that a plan rests on, once. */
export function pricesOfPlan(plan: Plan): readonly PriceFact[] {
  return [
    ...new Set(planParts(plan).flatMap(({ ledger }) => ledger.lines.flatMap(({ price }) => price ?? []))),
  ];
}
