import type { Workload } from '../../../engine/index.js';
import { type Request, requestOf } from '../../entry/request.js';
import { basisOf, today, vocabulary } from '../../entry/services.js';
import { flatten, toWorkload } from '../../grammar/flat-workload.js';
import { addResultsButton } from '../estimates/add-results.js';
import { countedModel, findingsOf } from './findings.js';
import { readShared } from './reading.js';
import { reportMessage } from './report-message.js';

/**
 * A workload with what files say where it says nothing itself. What is in them is told to the person alone, by direct
 * message.
 *
 * @throws FileError with what is wrong with a file and how to mend it
 */
export async function fillFromFiles(
  request: Request,
  fileIds: readonly string[],
  workload: Workload,
): Promise<Workload> {
  const { services, workspaceId, person } = request;
  const said = flatten(workload);
  const counted = countedModel(said, vocabulary(services));
  const answer = await readShared(request, fileIds, { model: counted });
  const { book } = await basisOf(services, workspaceId);
  const findings = findingsOf(answer, said, counted, { book, today: today(services) });
  const { report, fields, workloads } = findings;
  await requestOf({ ...request, person: { userId: person.userId }, isAtHome: false }).tell(
    reportMessage(report, {
      notes: ['What the form says itself goes before what is in here.'],
      buttons: addResultsButton(findings.judged),
    }),
  );
  const used = workloads.find(({ current }) => current.model === workload.current.model);
  const filled = toWorkload({ ...(used && flatten(used)), ...fields, ...said });
  return filled.ok ? filled.workload : workload;
}
