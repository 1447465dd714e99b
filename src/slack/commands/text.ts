import type { Preset } from '../../engine/index.js';
import { busyMessage } from '../messages/busy-message.js';
import { problemMessage } from '../messages/problem-message.js';
import { workingOnIt } from '../messages/working-on-it.js';
import { postResult } from '../posting/post-result.js';
import { slackApiOf } from '../posting/slack-api.js';
import { adviseOn, isBusy, type Services, vocabulary } from '../services.js';
import { flatten } from '../workload/flat-workload.js';
import { destinationOf, type Request } from './request.js';
import { readWorkloadText } from './workload-text.js';

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
