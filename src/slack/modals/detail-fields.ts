import type { FormField, TextField } from './form-fields.js';

/** The fields behind *More detail*, in groups. All of them may stay empty: a stated default is taken then. */

function detail(id: FormField, path: string, label: string, hint: string, placeholder: string): TextField {
  return { id, path, label, hint, placeholder, isRequired: false };
}

/** What is known of right and wrong answers. */
export const QUALITY_TEXTS: readonly TextField[] = [
  detail('target', 'quality.target', 'Accuracy needed', 'Plans measured below it are out.', '92%'),
  detail('accuracy', 'quality.current', 'Accuracy today', 'Share of right answers, measured.', '94%'),
  detail('smaller', 'quality.smallerModel', 'Accuracy of a smaller model', 'Untuned, measured.', '90%'),
  detail('tuned', 'quality.fineTuned', 'Accuracy of a tuned model', 'Measured or hoped for.', '95%'),
  detail('retrieval', 'quality.rag', 'Accuracy with retrieval', 'Measured or hoped for.', '93%'),
  detail('loss', 'quality.lossPerErrorUsd', 'Loss per wrong answer, USD', 'Empty: not counted.', '0.14'),
];

/** How the calls are made. */
export const CALL_TEXTS: readonly TextField[] = [
  detail(
    'growth',
    'volume.growthPerMonth',
    'Growth of the volume, a month',
    'Empty: it does not grow.',
    '3%',
  ),
  detail('cache', 'current.cacheHitRate', 'Cache hits today', 'Share of calls. Empty: none.', '60%'),
  detail(
    'batch',
    'current.batchShare',
    'Calls sent as a batch today',
    'Share of calls. A batch may take a day and costs about half. Empty: none.',
    '50%',
  ),
  detail('retries', 'current.retryRate', 'Calls sent again today', 'Share of calls. Empty: none.', '2%'),
  detail('latency', 'constraints.maxLatencyMs', 'Slowest acceptable answer, ms', 'Empty: no bar.', '800'),
];

/** The facts that answers need. */
export const KNOWLEDGE_TEXTS: readonly TextField[] = [
  detail(
    'corpus',
    'knowledge.corpusTokens',
    'Size of the knowledge, tokens',
    'All documents together; a page has about 700 tokens. Empty: 1M, where knowledge is needed.',
    '5M',
  ),
];

/** What people cost, and how long things hold. */
export const PEOPLE_TEXTS: readonly TextField[] = [
  detail('engineer', 'people.engineerMonthlyUsd', 'An engineer a month, USD', 'Empty: 15,000.', '15k'),
  detail('setup', 'people.setupDays', 'Days to build a tuned model', 'Working days. Empty: 10.', '10'),
  detail('evaluation', 'people.evaluationDays', 'Days to judge a plan', 'Working days. Empty: 3.', '3'),
  detail(
    'upkeep',
    'people.upkeepFte',
    'Engineers kept on a tuned model',
    '0.25 is a quarter of one. Empty: 0.25.',
    '0.25',
  ),
  detail(
    'requirements',
    'stability.requirementsChangeEveryMonths',
    'Requirements change every … months',
    'Empty: they hold.',
    '6',
  ),
  detail(
    'retrain',
    'stability.retrainEveryMonths',
    'A tuned model is trained again every … months',
    'Empty: 9.',
    '9',
  ),
  detail('horizon', 'horizonMonths', 'Months ahead that are counted', 'Empty: 12.', '12'),
];

/** Every text behind *More detail*. */
export const DETAIL_TEXTS: readonly TextField[] = [
  ...QUALITY_TEXTS,
  ...CALL_TEXTS,
  ...KNOWLEDGE_TEXTS,
  ...PEOPLE_TEXTS,
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
  'constraints.dataStaysInHouse': 'Data stays in house',
  'constraints.noTrainingOnData': 'Nobody may train on the data',
};

/** Every path behind *More detail*. */
export const DETAIL_PATHS: readonly string[] = [
  ...DETAIL_TEXTS.map(({ path }) => path),
  ...LIST_FIELDS.map(({ path }) => path),
  ...Object.keys(CONDITIONS),
];
