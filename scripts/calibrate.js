// Fits the figures of src/engine/quality/fitted.ts to the shipped evidence, scores what would have been said of
// published outcomes, prints both and writes docs/calibration.md. Changes no figure: that is a person's decision.
import { writeFileSync } from 'node:fs';
import {
  AGE_FACTOR,
  DIFFERENCE,
  EFFORT_LEVEL,
  EFFORT_STEP_SD,
  EFFORT_TOKENS,
  HARNESS_SD,
  SAME_MODEL_PART,
  TUNE_LIFT_LOG_SD,
  WEAK_BASE_LIFT,
} from '../dist/engine/quality/index.js';
import { loadEvidence } from '../dist/evidence/index.js';
import { calibrateDifferences } from './calibrate/fit-differences.js';
import { fitEfforts, fitHarness, fitSameModel } from './calibrate/fit-efforts.js';
import { fitTunes } from './calibrate/fit-tunes.js';
import { fitCaseSpread, scoreCases } from './calibrate/score-cases.js';

// What teams said of verdicts and what came of them is another thing: it is shown, and fits nothing.
if (process.argv.includes('--from-store')) {
  const { runFeedbackReport } = await import('../dist/operator/feedback-report.js');
  process.exit(await runFeedbackReport(process.env));
}

const book = loadEvidence();
const differences = calibrateDifferences();
const efforts = fitEfforts(book);
const harness = fitHarness(book);
const sameModel = fitSameModel(book, efforts.level, differences.fit);
const tunes = fitTunes(book);
const cases = scoreCases();
const spread = fitCaseSpread();

const figures = {
  ...differences.fit,
  ...differences.fit.errorSd,
  harnessSd: harness.sd,
  sameModelPart: sameModel.part,
  stepSd: efforts.stepSd,
  level: efforts.level,
  tokens: efforts.tokens,
  lifts: tunes.lifts,
  liftLogSd: spread.logSd,
  weakBase: tunes.weakBase,
};

const number = (value) => value.toFixed(2);
const share = (value) => `${Math.round(100 * value)}%`;
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const fitted = [
  ['spread of true differences between models', differences.fit.abilitySd, DIFFERENCE.abilitySd],
  ['spread of work around benchmarks', differences.fit.workSd, DIFFERENCE.workSd],
  ...Object.entries(differences.fit.errorSd).map(([closeness, sd]) => [
    `error of a ${closeness} group of benchmarks`,
    sd,
    DIFFERENCE.errorSd[closeness],
  ]),
  [`two publishers, one figure (${harness.pairs} pairs)`, harness.sd, HARNESS_SD],
  [
    `two efforts of one model, part of two models (${sameModel.steps} steps)`,
    sameModel.part,
    SAME_MODEL_PART,
  ],
  ...Object.keys(EFFORT_LEVEL).map((effort) => [
    `effort ${effort}, over none`,
    efforts.level[effort],
    EFFORT_LEVEL[effort],
  ]),
  ['spread of one step of effort', efforts.stepSd, EFFORT_STEP_SD],
  ...Object.keys(efforts.tokens).map((effort) => [
    `tokens at ${effort}, against low`,
    efforts.tokens[effort],
    EFFORT_TOKENS[effort],
  ]),
  ...Object.entries(tunes.lifts).map(([kind, lift]) => [
    `lift of a tune, ${kind}`,
    lift,
    tunes.shipped[kind],
  ]),
  ['spread of the logarithm of that lift', spread.logSd, TUNE_LIFT_LOG_SD],
  ['lift a logit of a base below even odds', tunes.weakBase, WEAK_BASE_LIFT],
];

const page = `# How often we are right

Written by \`npm run calibrate\` over the evidence of ${book.checkedOn}. Logits unless it says otherwise.

## Comparing models by benchmarks

Each benchmark in turn stands for somebody's work; the others of its board predict which of two models is better on it, and by how much. The kind of work that is predicted is left out of the fit. Drawn with a fixed seed from LiveBench, BFCL and tau2-bench.

${table(
  ['work', 'comparisons', '80% intervals hold', 'sign right', 'Brier', 'log score'],
  [
    ...differences.folds.map(({ fold, comparisons, held, signRight, brier, log }) => [
      fold,
      comparisons,
      share(held),
      share(signRight),
      number(brier),
      number(log),
    ]),
    [
      '**all**',
      differences.all.comparisons,
      share(differences.all.held),
      share(differences.all.signRight),
      number(differences.all.brier),
      number(differences.all.log),
    ],
    ['*always 50%*, and *same class, same quality*', differences.all.comparisons, '', '50%', '0.25', '0.69'],
  ],
)}

A sign that is right four times in five is why most moves to an unmeasured model are worth a test. Intervals are too wide where models differ little (extraction, generation) and too narrow for agents: one spread serves all kinds.

## Published tunes and retrievals

${cases.rows.length} outcomes with figures, with their sources in \`scripts/calibrate/cases.json\`; they are used for one figure, the spread of a tune's lift, and each is left out of it when its own interval is drawn. They are successes of their time, so their intervals are those of a tune that worked out, without the age factor (${AGE_FACTOR}, a stated choice) and the chance of failure that an advice adds; the questions are asked of what an advice would have said.

${table(
  ['', 'questions', 'Brier', 'log score'],
  [
    ['our distributions', cases.ours.n, number(cases.ours.brier), number(cases.ours.log)],
    ['always 50%', cases.half.n, number(cases.half.brier), number(cases.half.log)],
    ['same class, same quality', cases.same.n, number(cases.same.brier), number(cases.same.log)],
  ],
)}

Questions: did it gain over its own base, and did it beat the prompted model beside it. 80% intervals hold ${share(spread.held)} of the ${spread.cases} tunes that name their base, each with the spread fitted without it.

${table(
  ['case', 'from', 'reached', '80% interval', 'P(reaches it)'],
  cases.rows.map(({ id, start, after, low, high, pReached }) => [
    id,
    share(start),
    share(after),
    `${share(low)} to ${share(high)}`,
    share(pReached),
  ]),
)}

## Figures in use

${table(
  ['figure', 'fitted', 'in use'],
  fitted.map(([name, fit, used]) => [name, fit === undefined ? '' : number(fit), number(used)]),
)}

Of ${book.tunes.length} published tunes, ${share(tunes.gainedNothing)} gained nothing; ${tunes.tunes} started from a base that was right at least half the time, and only those are used for lifts.
`;
if (process.argv.includes('--json')) {
  // For the test that holds the figures in use to the fitted ones: nothing is written.
  console.log(JSON.stringify({ figures, comparisons: differences.all, tunesHeld: spread.held, cases }));
} else {
  writeFileSync(new URL('../docs/calibration.md', import.meta.url), page);
  console.log(page);
}
