import { EFFORTS, type JUDGING_KINDS } from '../../../engine/index.js';
import { MODEL_FIGURES } from '../../grammar/flat-workload.js';
import { type FormField, type ValueField, valueField } from './form-fields.js';

/** The fields behind *More detail*, in groups. All of them may stay empty: a stated default is taken then. */

/** What goes on where the first page ends. */
export const FIRST_TEXTS: readonly ValueField[] = [
  valueField(
    'name',
    'name',
    'Name',
    'What your team calls this workload. Shown with the result.',
    'Ticket triage',
  ),
  valueField(
    'exampleTokens',
    'data.tokensPerExample',
    'Tokens per training example',
    'Prompt and answer together. Empty: the tokens of one query.',
    '500',
  ),
];

/** What is known of right and wrong answers. */
export const QUALITY_TEXTS: readonly ValueField[] = [
  valueField('target', 'quality.target', 'Accuracy needed', 'Plans measured below it are out.', '92%'),
  valueField(
    'tolerance',
    'quality.tolerance',
    'Points below today that are still good enough',
    'Counts where no accuracy is needed above. Empty: 1 point where answers have a form, else 2.',
    '1pt',
  ),
  valueField(
    'accuracy',
    'quality.current',
    'Accuracy today',
    'A share, or better the answers that you judged: right of all.',
    '91% or 182/200',
  ),
  valueField(
    'models',
    MODEL_FIGURES,
    'Accuracy of other models that you tried',
    'Each with its figure, an effort behind an @.',
    'gpt-6-luna@low 94/100, claude-haiku-5.5 91%',
  ),
  valueField(
    'smaller',
    'quality.smallerModel',
    'Accuracy of a smaller model',
    'Of any that has no figure of its own above.',
    '90% or 90/100',
  ),
  valueField(
    'tuned',
    'quality.fineTuned',
    'Accuracy of a tuned model',
    'Measured or hoped for.',
    '95% or 190/200',
  ),
  valueField(
    'retrieval',
    'quality.rag',
    'Accuracy with retrieval',
    'Measured or hoped for.',
    '93% or 186/200',
  ),
  valueField('loss', 'quality.lossPerErrorUsd', 'Loss per wrong answer, USD', 'Empty: not counted.', '0.14'),
];

/** How the calls are made. */
export const CALL_TEXTS: readonly ValueField[] = [
  valueField(
    'growth',
    'volume.growthPerMonth',
    'Growth of the volume, a month',
    'Empty: it does not grow.',
    '3%',
  ),
  valueField('cache', 'current.cacheHitRate', 'Cache hits today', 'Share of calls. Empty: none.', '60%'),
  valueField(
    'batch',
    'current.batchShare',
    'Calls sent as a batch today',
    'Share of calls. A batch may take a day and costs about half. Empty: none.',
    '50%',
  ),
  valueField('retries', 'current.retryRate', 'Calls sent again today', 'Share of calls. Empty: none.', '2%'),
  valueField(
    'easy',
    'easyShare',
    'Queries known to be easy',
    'Share that can be told by its kind and sent to a smaller model. Empty: not known.',
    '80%',
  ),
  valueField('latency', 'constraints.maxLatencyMs', 'Slowest acceptable answer, ms', 'Empty: no bar.', '800'),
  valueField(
    'untuned',
    'untuned.staticPrompt',
    'Fixed prompt on an untuned model, tokens',
    'Where the model in use is a tuned one. Empty: as today.',
    '2k',
  ),
  valueField(
    'p95',
    'current.p95LatencyMs',
    'How fast it is today, ms',
    'Measured: 95 of 100 answers are faster.',
    '900',
  ),
];

/** The facts that answers need. */
export const KNOWLEDGE_TEXTS: readonly ValueField[] = [
  valueField(
    'corpus',
    'knowledge.corpusTokens',
    'Size of the knowledge, tokens',
    'All documents together; a page has about 700 tokens. Empty: 1M, where knowledge is needed.',
    '5M',
  ),
  valueField(
    'changed',
    'knowledge.changedShare',
    'Share of the facts that each change touches',
    'Only these are embedded again. Empty: 10%.',
    '5%',
  ),
  valueField(
    'retrievalUpkeep',
    'knowledge.upkeepFte',
    'Engineers that keep retrieval going',
    '0.1 is a tenth of one. Empty: 0.05, or 0.1 where facts keep changing.',
    '0.1',
  ),
];

/** What people cost, and how long things hold. */
export const PEOPLE_TEXTS: readonly ValueField[] = [
  valueField('engineer', 'people.engineerMonthlyUsd', 'An engineer a month, USD', 'Empty: 15,000.', '15k'),
  valueField('setup', 'people.setupDays', 'Days to build a tuned model', 'Working days. Empty: 10.', '10'),
  valueField('evaluation', 'people.evaluationDays', 'Days to judge a plan', 'Working days. Empty: 3.', '3'),
  valueField(
    'upkeep',
    'people.upkeepFte',
    'Engineers kept on a tuned model',
    '0.25 is a quarter of one. Empty: 0.25.',
    '0.25',
  ),
  valueField(
    'requirements',
    'stability.requirementsChangeEveryMonths',
    'Requirements change every … months',
    'Empty: they hold.',
    '6',
  ),
  valueField(
    'retrain',
    'stability.retrainEveryMonths',
    'A tuned model is trained again every … months',
    'Empty: 9.',
    '9',
  ),
  valueField('horizon', 'horizonMonths', 'Months ahead that are counted', 'Empty: 12.', '12'),
];

/** What this team pays, where that is not the list price. */
export const PRICE_TEXTS: readonly ValueField[] = [
  valueField(
    'price',
    'current.price',
    'Price of the model in use, USD for 1M tokens',
    'In and out, or in, cached and out. Empty: the list price.',
    '2/10 or 2/0.2/10',
  ),
  valueField(
    'commitment',
    'current.commitmentUsdPerMonth',
    'Committed to its seller a month, USD',
    'The part that falls on this workload: it is owed, used or not. Empty: nothing.',
    '10k',
  ),
  valueField(
    'training',
    'tuning.trainingUsdPerMTok',
    'Training, USD for 1M tokens',
    'Empty: the list price of each seller.',
    '3',
  ),
  valueField(
    'hosting',
    'tuning.hostingUsdPerHour',
    'Hosting a tune, USD an hour',
    'Of one GPU where a tune runs on GPUs. Empty: the list price of each seller.',
    '1.7',
  ),
  valueField(
    'quote',
    'tuning.quoteUsd',
    'Quote for a whole tune, USD',
    'Data, labels, training and building. Empty: worked out.',
    '4000',
  ),
];

/** GPUs on which the team would run a model itself. */
export const GPU_TEXTS: readonly ValueField[] = [
  valueField(
    'utilisation',
    'gpus.utilisation',
    'Share of a GPU that traffic uses',
    'The rest is waiting and headroom. Empty: 30%.',
    '30%',
  ),
  valueField(
    'copies',
    'gpus.copies',
    'Copies of a model that run at the least',
    'A second one carries on where the first fails. Empty: 2, or 1 where answers may wait.',
    '2',
  ),
  valueField(
    'owned',
    'gpus.owned',
    'GPUs that you own and have free',
    'Like an H100; they cost their power. Empty: none, all are rented.',
    '8',
  ),
  valueField('kwh', 'gpus.usdPerKwh', 'A kilowatt-hour, USD', 'Empty: 0.12.', '0.12'),
];

/** Every text behind *More detail*. */
export const DETAIL_TEXTS: readonly ValueField[] = [
  ...FIRST_TEXTS,
  ...QUALITY_TEXTS,
  ...CALL_TEXTS,
  ...KNOWLEDGE_TEXTS,
  ...PEOPLE_TEXTS,
  ...PRICE_TEXTS,
  ...GPU_TEXTS,
];

/** A field in which several names are chosen. */
export interface ListField {
  readonly id: FormField;
  readonly path: string;
  readonly label: string;
  readonly hint: string;
}

/** The lists of providers. */
export const LIST_FIELDS: readonly ListField[] = [
  {
    id: 'providers',
    path: 'constraints.providers',
    label: 'Allowed providers',
    hint: 'Empty: all of them.',
  },
  {
    id: 'accounts',
    path: 'constraints.existingFineTuningAccounts',
    label: 'Where you may still start tuning jobs',
    hint: 'Sellers that no longer admit newcomers, but have you already. Empty: none.',
  },
];

/** Conditions that hold or do not: path -> words beside the box. */
export const CONDITIONS: Readonly<Record<string, string>> = {
  'constraints.batchable': 'Answers may take a day, so batches will do',
  'knowledge.rerank': 'A re-ranker chooses the best of the passages found',
  'constraints.dataStaysInHouse': 'Data stays in house',
  'constraints.noTrainingOnData': 'Nobody may train on the data',
};

/** A field in which one of a few things is chosen. */
export interface ChoiceField {
  readonly id: FormField;
  readonly path: string;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  /** Value -> words. */
  readonly choices: Readonly<Record<string, string>>;
}

/** Whether facts are missing. */
export const KNOWLEDGE: ChoiceField = {
  id: 'knowledge',
  path: 'knowledge.kind',
  label: 'Facts that no model has',
  hint: 'Whether right answers need them: your manuals, your prices. Empty: they do not.',
  placeholder: 'Does it need facts of yours?',
  choices: {
    none: 'No: the model knows what it needs',
    static: 'Yes, facts that rarely change',
    changing: 'Yes, facts that keep changing',
  },
};

/** How hard the model in use thinks. */
export const EFFORT: ChoiceField = {
  id: 'effort',
  path: 'current.effort',
  label: 'Reasoning effort of the model in use',
  hint: 'As it is set in your calls. Empty: as its maker sets it.',
  placeholder: 'As its maker sets it',
  choices: Object.fromEntries(EFFORTS.map((effort) => [effort, effort])),
};

const JUDGING_WORDS: Readonly<Record<(typeof JUDGING_KINDS)[number], string>> = {
  labels: 'Right answers are labelled already',
  'exact-match': 'A program compares them with the right ones',
  rubric: 'A person reads each answer',
  'judge-model': 'Another model judges them',
  pairs: 'A person compares pairs with the answers of today',
};

/** How the answers of a test are judged. */
export const JUDGING: ChoiceField = {
  id: 'judging',
  path: 'judging',
  label: 'How the answers of a test can be judged',
  hint: 'It decides what a test costs. Empty: by comparison where answers have a form, else by a person.',
  placeholder: 'Who or what says that an answer is right?',
  choices: JUDGING_WORDS,
};

/** Every choice behind *More detail*. */
export const CHOICE_FIELDS: readonly ChoiceField[] = [KNOWLEDGE, JUDGING, EFFORT];

/** Every path behind *More detail*. */
export const DETAIL_PATHS: readonly string[] = [
  ...CHOICE_FIELDS.map(({ path }) => path),
  ...DETAIL_TEXTS.map(({ path }) => path),
  ...LIST_FIELDS.map(({ path }) => path),
  ...Object.keys(CONDITIONS),
];
