import { PRICES_TO_ME, SHARE_PRICES } from '../../kit/action-ids.js';
import { type Block, button } from '../../kit/blocks.js';
import { MAX_BUTTON_VALUE_LENGTH } from '../../kit/workload-code.js';

/** What can be done with a private answer on prices. */
export type PriceActions =
  /** It is shown to everybody already, or sent as a direct message. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'private';
      /** What was asked for, to be looked up again. */
      readonly asked: string;
      /** Whether there is a picture, which a private answer cannot hold. */
      readonly hasChart: boolean;
    };

/** Buttons under a private answer: for everybody here, or with the picture in a direct message. */
export function priceActions(actions: PriceActions): Block[] {
  if (actions.kind === 'none' || actions.asked.length > MAX_BUTTON_VALUE_LENGTH) return [];
  const { asked, hasChart } = actions;
  const value = asked === '' ? ' ' : asked;
  return [
    {
      type: 'actions',
      elements: [
        button(SHARE_PRICES, hasChart ? 'Share here with the chart' : 'Share here', value),
        ...(hasChart ? [button(PRICES_TO_ME, 'Send me the chart', value)] : []),
      ],
    },
  ];
}
