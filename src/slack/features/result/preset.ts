import { findPreset, PRESETS } from '../../../engine/index.js';
import type { Request } from '../../entry/request.js';
import type { Services } from '../../entry/services.js';
import { problemMessage } from '../../grammar/problem-message.js';
import { problemWith } from '../../grammar/text-problem.js';
import { nearestWord } from '../../kit/nearest.js';
import { answerText } from './answer-text.js';

/** `/ftcost preset ticket-triage [words that change it]`: the advice on a ready-made workload. */
export async function answerWithPreset(services: Services, request: Request, after: string): Promise<void> {
  const [name = '', ...changes] = after.split(' ');
  const preset = findPreset(name.toLowerCase());
  if (preset) return answerText(services, request, changes.join(' '), preset);
  const ids = PRESETS.map(({ id }) => id);
  const near = nearestWord(name, ids);
  const problem = `there is no such preset.${near === undefined ? '' : ` Did you mean ${near}?`} There are: ${ids.join(', ')}.`;
  const example = `/ftcost preset ${near ?? ids[0] ?? ''}`.trim();
  await request.tell(problemMessage({ problems: [problemWith(name, problem)], example, typed: '' }));
}
