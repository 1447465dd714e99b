import type { Feature } from '../../entry/feature.js';
import type { Request } from '../../entry/request.js';

/** The Home tab: published when it is opened, and whenever something in it changes. */
export const home: Feature = { homeOpened };

/** Shows everything as it is now; from then on the tab follows what happens. */
async function homeOpened({ services, workspaceId, person }: Request): Promise<void> {
  const { userId } = person;
  await services.workspaces.homeViewers.opened(workspaceId, userId, services.clock());
  await services.homes.publish({ api: services.api, workspaceId, userId }, { isOpen: true });
}
