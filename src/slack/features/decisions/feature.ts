import type { LifeState } from '../../../workspace/life.js';
import type { Feature, HelpLine, Word } from '../../entry/feature.js';
import { DECIDE, LIFE_FORM } from '../../kit/action-ids.js';
import { answerWithActuals } from './actuals.js';
import { answerDue, answerOwn, answerState, askLife, lifeFailed, lifeGiven } from './decide.js';
import { answerWithDecisions } from './pipeline.js';

/** The word that brings a decision into a state. */
function wordOf(typed: string, state: LifeState, help: readonly HelpLine[]): Word {
  return {
    name: typed,
    typed: [typed],
    isPrivate: true,
    help: () => help,
    answer: (request, after) => answerState(request, after, state, typed),
  };
}

/** The life of saved decisions: adopted, rejected, done or withdrawn; who owns them, and what they come to. */
export const decisions: Feature = {
  words: [
    {
      name: 'decisions',
      typed: ['decisions'],
      isPrivate: true,
      help: () => [
        [
          '/ftcost decisions',
          'savings identified, adopted and realised, what is due, and all decisions as a file.',
        ],
      ],
      answer: answerWithDecisions,
    },
    wordOf('adopt', 'adopted', [['/ftcost adopt Ticket triage', 'adopts the plan of a saved verdict.']]),
    wordOf('reject', 'rejected', [
      ['/ftcost reject Ticket triage because …', 'rejects it, with the reason.'],
    ]),
    wordOf('done', 'done', [['/ftcost done Ticket triage', 'what was adopted is done.']]),
    wordOf('withdraw', 'withdrawn', [['/ftcost withdraw Ticket triage', 'takes an adoption back.']]),
    wordOf('propose', 'proposed', [['/ftcost propose Ticket triage', 'opens the decision again.']]),
    {
      name: 'actuals',
      typed: ['actuals'],
      isPrivate: true,
      help: () => [
        [
          '/ftcost actuals Ticket triage',
          'what usage shows of an adopted decision; send me its usage exports with these words.',
        ],
      ],
      answer: answerWithActuals,
    },
    {
      name: 'own',
      typed: ['own'],
      isPrivate: true,
      help: () => [
        ['/ftcost own Ticket triage', 'makes you its owner; with a mention behind it, somebody else.'],
      ],
      answer: answerOwn,
    },
    {
      name: 'due',
      typed: ['due'],
      isPrivate: true,
      help: () => [['/ftcost due Ticket triage 2027-01-31', 'sets the day by which it has to be done.']],
      answer: answerDue,
    },
  ],
  presses: { [DECIDE]: askLife },
  forms: { [LIFE_FORM]: { submit: lifeGiven, failed: (_, reference) => lifeFailed(reference) } },
};
