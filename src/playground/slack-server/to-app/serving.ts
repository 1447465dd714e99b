import type { SlackContext } from '../context.js';
import type { Installation } from '../state/installations.js';

/** Our app's installation that a team's requests are about; `undefined` where it was never installed. */
export function servingInstallation({ installations, team }: SlackContext): Installation | undefined {
  return installations.serving(team.id, team.enterprise?.id);
}

/** Whether the app is installed in a team. */
export function isInstalled(slack: SlackContext): boolean {
  return servingInstallation(slack)?.isActive === true;
}

/** Whether a team has the app through its whole organisation. */
export function isServedByOrganisation(slack: SlackContext): boolean {
  const installation = servingInstallation(slack);
  return installation !== undefined && installation.teamId === undefined;
}
