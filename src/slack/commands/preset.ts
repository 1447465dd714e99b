import { findPreset, PRESETS } from '../../engine/index.js';
import { problemMessage } from '../messages/problem-message.js';
import type { Services } from '../services.js';
import { nearestWord } from '../text/nearest.js';
import { problemWith } from '../text/text-problem.js';
import type { Request } from './request.js';
import { answerText } from './text.js';

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
