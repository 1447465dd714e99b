import type { Request } from '../../entry/request.js';
import type { Services } from '../../entry/services.js';
import { asOneLine } from '../../kit/safe-text.js';
import { FILTER_LENGTH } from './estimate-ref.js';
import { savedList } from './saved-list.js';

/** `/ftcost saved [words]`: the saved estimates of the workspace, privately. */
export async function answerWithSaved(services: Services, request: Request, after: string): Promise<void> {
  await request.received();
  const filter = asOneLine(after).slice(0, FILTER_LENGTH).trim();
  await request.tell(await savedList(services, request.workspaceId, { page: 0, filter }));
}
