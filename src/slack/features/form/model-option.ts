import { formatDay } from '../../../engine/index.js';
import { platformName } from '../../../prices/platform-name.js';
import type { Model } from '../../../prices/price-book.js';
import { type PlainOption, plain } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';

/** A model as an option of the form: name, the day on which it ends or ended, and its id below. */
export function modelOption(model: Model, today: string): PlainOption {
  const end = model.endsOn;
  const seller = platformName(model.platform);
  const ending =
    end === undefined
      ? ''
      : ` (${end.date <= today ? 'ended' : 'ends'} ${formatDay(end.date)}${end.orLater ? ' or later' : ''})`;
  return {
    text: plain(`${cut(asOneLine(model.name), 75 - ending.length)}${ending}`),
    description: plain(
      cut(asOneLine(seller === model.provider ? model.id : `${model.id}, on ${seller}`), 75),
    ),
    value: model.id.slice(0, 150),
  };
}
