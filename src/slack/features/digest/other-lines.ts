import type { NewModel, Shutdown } from '../../../digest/digest.js';
import { formatDay, formatDuration, formatOdds } from '../../../engine/index.js';
import { counted } from '../../kit/safe-text.js';
import { doneWords } from './decision-lines.js';
import { type Line, namesWords, nameWords, periodWords, usdWords } from './words.js';

const MAX_NAMES = 3;

/** What a new model would save. */
export function newModelLine(model: NewModel): Line {
  const {
    name,
    provider,
    estimateName,
    oneOff,
    planTitle,
    insteadOfUsd,
    billUsd,
    estimateCount,
    pGoodEnough,
  } = model;
  const others = estimateCount - 1;
  const period = periodWords(oneOff);
  const chance = pGoodEnough === undefined ? '' : ` Good enough in ${formatOdds(pGoodEnough)} scenarios.`;
  const more = others === 0 ? '' : ` Also better for ${counted(others, 'other estimate')}.`;
  return {
    lead: `${nameWords(name)} (${nameWords(provider, 40)})`,
    rest: `${nameWords(estimateName)} would cost ${usdWords(billUsd)} instead of ${usdWords(insteadOfUsd)} ${period}: ${doneWords(planTitle)}.${chance}${more}`,
  };
}

/** What ends, whom it touches, and the last day to act. */
export function shutdownLine(end: Shutdown): Line {
  const { what, orLater, daysLeft, estimateNames, estimateCount, isNewlyAnnounced } = end;
  const day = `${formatDay(end.on)}${orLater ? ' at the earliest' : ''}${isNewlyAnnounced ? ' (newly announced)' : ''}`;
  const happens =
    what === 'jobs'
      ? daysLeft > 0
        ? `takes no new tuning jobs from ${day}`
        : `takes no new tuning jobs since ${day}`
      : daysLeft > 0
        ? `stops answering on ${day}`
        : `stopped answering on ${day}`;
  const left = daysLeft > 0 ? `, in ${counted(daysLeft, 'day')}` : '';
  return {
    lead: `${nameWords(end.name)} ${happens}${left}`,
    rest: `used by ${namesWords(estimateNames, estimateCount, MAX_NAMES)}. ${actWords(end)}`,
  };
}

function actWords(end: Shutdown): string {
  const { what, daysLeft, lastDayToAct, movesAway, planTitle, deployDays, estimateCount } = end;
  const day = formatDay(lastDayToAct);
  if (what === 'jobs')
    return daysLeft > 0 ? `Last day to start a job: ${day}.` : 'It is too late to start a job.';
  const plan = doneWords(planTitle);
  if (!movesAway) {
    return daysLeft > 0
      ? `The decision still rests on it: choose another model by ${day}.`
      : 'The decision still rests on it: choose another model now.';
  }
  const takes = deployDays === 0 ? plan : `${plan}, which takes ${formatDuration(deployDays)}`;
  const which = estimateCount > 1 ? `, for the longest move: ${takes}` : `: ${takes}`;
  return daysLeft > 0 ? `Last day to begin is ${day}${which}.` : `Act now: ${takes}.`;
}
