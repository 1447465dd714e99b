import { FILTER_LENGTH } from '../estimates/estimate-ref.js';
import { savedList } from '../estimates/saved-list.js';
import type { Services } from '../services.js';
import { asOneLine } from '../text/safe-text.js';
import type { Request } from './request.js';

/** `/ftcost saved [words]`: the saved estimates of the workspace, privately. */
export async function answerWithSaved(services: Services, request: Request, after: string): Promise<void> {
  await request.received();
  const filter = asOneLine(after).slice(0, FILTER_LENGTH).trim();
  await request.tell(await savedList(services, request.workspaceId, { page: 0, filter }));
}
