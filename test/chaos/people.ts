import { setTimeout as sleep } from 'node:timers/promises';
import { ADA, GRACE, LINUS, type SlackServer } from '../../src/playground/slack-server/index.js';
import { waysOfAsking } from './asking.js';
import type { Deed } from './deeds.js';
import type { Tracked } from './estimates.js';
import { waysOfKeeping } from './keeping.js';
import { createTeam } from './team.js';
import type { UsedUrls } from './used-urls.js';

/** People who use the app as a team does. */
export const PEOPLE = [ADA, GRACE, LINUS];

/** Things that one person waits for side by side. They are begun one after the other: that is how each is told apart. */
const AT_ONCE = 3;

/** What happened while people were at it. */
export interface Done {
  readonly deeds: readonly Deed[];
  readonly estimates: readonly Tracked[];
}

/** Lets people do one thing after the other until a moment. */
export async function useTheApp(slack: SlackServer, used: UsedUrls, untilMs: number): Promise<Done> {
  const team = createTeam(slack, used);
  const estimates: Tracked[] = [];
  const { command, form, speak } = waysOfAsking(team, estimates);
  const { save, change } = waysOfKeeping(team, estimates);

  async function live(userId: string): Promise<void> {
    while (Date.now() < untilMs) {
      const dice = Math.random();
      if (dice < 0.3) await command(userId);
      else if (dice < 0.4) await team.inTurn(`windows ${userId}`, () => form(userId));
      else if (dice < 0.5) await speak(userId, 'mention');
      else if (dice < 0.57) await speak(userId, 'direct message');
      else if (dice < 0.8) (await save(userId)) || (await command(userId));
      else (await change(userId)) || (await save(userId)) || (await command(userId));
      await sleep(Math.random() * 600);
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, () => PEOPLE.map(live)).flat());
  return { deeds: team.deeds, estimates };
}
