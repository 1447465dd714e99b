/** The fields of the form; forms that are open remember them by this order, so new ones go to the end. A field's `action_id` is its id; its `block_id` also has a generation. */
export const FORM_FIELDS = [
  'preset',
  'task',
  'model',
  'volume',
  'unit',
  'static',
  'user',
  'output',
  'examples',
  'exampleTokens',
  'knowledge',
  'name',
  'destination',
  'privacy',
  'target',
  'accuracy',
  'smaller',
  'tuned',
  'retrieval',
  'loss',
  'growth',
  'cache',
  'retries',
  'latency',
  'conditions',
  'providers',
  'accounts',
  'engineer',
  'setup',
  'evaluation',
  'upkeep',
  'requirements',
  'retrain',
  'horizon',
  'estimate',
  'batch',
  'corpus',
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** A text field of the form that holds one value of the workload. */
export interface TextField {
  readonly id: FormField;
  readonly path: string;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly isRequired: boolean;
}

/** The text fields of the first page, apart from the volume, which has a unit beside it. */
export const TEXT_FIELDS: readonly TextField[] = [
  {
    id: 'static',
    path: 'tokens.staticPrompt',
    label: 'Fixed prompt, tokens per query',
    hint: 'Instructions that are the same in every call. Typical: 500 to 5k. 1,000 tokens are about 750 English words.',
    placeholder: '2k',
    isRequired: false,
  },
  {
    id: 'user',
    path: 'tokens.user',
    label: 'Varying prompt, tokens per query',
    hint: 'What differs from call to call: the ticket, the question. Typical: 100 to 2k.',
    placeholder: '200',
    isRequired: true,
  },
  {
    id: 'output',
    path: 'tokens.output',
    label: 'Answer, tokens per query',
    hint: 'A label is about 10, a paragraph 100 to 200, a page 700.',
    placeholder: '100',
    isRequired: true,
  },
  {
    id: 'examples',
    path: 'data.examples',
    label: 'Training examples at hand',
    hint: 'Prompts with good answers. Leave empty if there are none. Typical: 500 to 10k.',
    placeholder: '5k',
    isRequired: false,
  },
  {
    id: 'exampleTokens',
    path: 'data.tokensPerExample',
    label: 'Tokens per training example',
    hint: 'Prompt and answer together. Empty: the tokens of one query.',
    placeholder: '500',
    isRequired: false,
  },
  {
    id: 'name',
    path: 'name',
    label: 'Name',
    hint: 'What your team calls this workload. Shown with the result.',
    placeholder: 'Ticket triage',
    isRequired: false,
  },
];

/** The units of a volume: value -> label. */
export const UNITS: Readonly<Record<string, string>> = {
  day: 'queries a day',
  s: 'queries a second',
  hour: 'queries an hour',
  week: 'queries a week',
  month: 'queries a month (30 days)',
  once: 'queries once: a backlog',
};

/** How often each field has been given new initial values; the same block keeps what the person typed. */
export type Generations = Readonly<Partial<Record<FormField, number>>>;

/** The `block_id` of a field. A new generation makes Slack forget what was typed and show the initial value. */
export function blockIdOf(field: FormField, generations: Generations): string {
  return `${field}.${generations[field] ?? 0}`;
}
