import type { Preset } from '../../../engine/index.js';
import { destinationOf, type Request } from '../../entry/request.js';
import { adviseOn, isBusy, type Services, vocabulary } from '../../entry/services.js';
import { busyMessage } from '../../errors/busy-message.js';
import { flatten } from '../../grammar/flat-workload.js';
import { problemMessage } from '../../grammar/problem-message.js';
import { readWorkloadText } from '../../grammar/workload-text.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { postResult } from './post-result.js';
import { workingOnIt } from './working-on-it.js';

/**
 * `/ftcost gpt-4o 500k/day 2000+200in 100out`: acknowledges with what was understood, then posts the result. With
 * any problem nothing is posted, and the acknowledgement names them all. With a preset, the text changes it.
 */
export async function answerText(
  services: Services,
  request: Request,
  text: string,
  preset?: Preset,
): Promise<void> {
  const words = vocabulary(services);
  const outcome = readWorkloadText(text, words, preset === undefined ? {} : flatten(preset.workload));
  if (!outcome.ok) {
    const example = `/ftcost ${words.exampleModel} 500k/day 2000+200in 100out`;
    const report = { problems: outcome.problems, example, typed: text };
    return request.tell(problemMessage(preset === undefined ? report : { ...report, presetId: preset.id }));
  }
  const { workload, isPrivate } = outcome;
  const { workspaceId, client, key, person } = request;
  if (isBusy(services, workspaceId)) return request.tell(busyMessage(workload));
  await request.received(workingOnIt(workload, isPrivate));
  await postResult(
    { ...services, api: slackApiOf(client) },
    {
      workspaceId,
      key,
      advice: () => adviseOn(services, workspaceId, workload),
      destination: destinationOf(request, isPrivate),
      person,
    },
  );
}
