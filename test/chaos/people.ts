import { setTimeout as sleep } from 'node:timers/promises';
import { ADA, GRACE, LINUS, type SlackServer } from '../../src/playground/slack-server/index.js';
import { waysOfAsking } from './asking.js';
import type { Deed } from './deeds.js';
import { newestState, type Tracked } from './estimates.js';
import { waysOfKeeping } from './keeping.js';
import { createTeam } from './team.js';
import type { UsedUrls } from './used-urls.js';

/** People who use the app as a team does. */
const PEOPLE = [ADA, GRACE, LINUS];

/** Things that one person waits for side by side. They are begun one after the other: that is how each is told apart. */
const AT_ONCE = 3;

/** What happened while people were at it. */
interface Done {
  readonly deeds: readonly Deed[];
  readonly estimates: readonly Tracked[];
}

/** A team that uses the app. */
export interface People {
  /** Asks and saves until one estimate is saved for sure: as long as that takes, nothing should be in its way. */
  begin(): Promise<void>;
  /** Lets people do one thing after the other until a moment. */
  useTheApp(untilMs: number): Promise<Done>;
}

/** Brings a team together. */
export function createPeople(slack: SlackServer, used: UsedUrls): People {
  const team = createTeam(slack, used);
  const estimates: Tracked[] = [];
  const { command, form, speak } = waysOfAsking(team, estimates);
  const { save, change } = waysOfKeeping(team, estimates);

  async function live(userId: string, untilMs: number): Promise<void> {
    while (Date.now() < untilMs) {
      const dice = Math.random();
      if (dice < 0.25) await command(userId);
      else if (dice < 0.35) await team.inTurn(`windows ${userId}`, () => form(userId));
      else if (dice < 0.43) await speak(userId, 'mention');
      else if (dice < 0.5) await speak(userId, 'direct message');
      else if (dice < 0.65) (await save(userId)) || (await command(userId));
      else (await change(userId)) || (await save(userId)) || (await command(userId));
      await sleep(Math.random() * 600);
    }
  }

  return {
    async begin() {
      while (estimates.every((one) => newestState(one) === 'gone')) {
        if (!(await save(ADA))) await command(ADA);
      }
    },
    async useTheApp(untilMs) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, () => PEOPLE.map((userId) => live(userId, untilMs))).flat(),
      );
      return { deeds: team.deeds, estimates };
    },
  };
}
