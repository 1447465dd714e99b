/** Other words that people use for the same thing. */

/** Word -> task, beside the tasks' own names. */
export const TASK_SYNONYMS: readonly (readonly [string, string])[] = [
  ['classify', 'classification'],
  ['classifier', 'classification'],
  ['triage', 'classification'],
  ['routing', 'classification'],
  ['moderation', 'classification'],
  ['labelling', 'classification'],
  ['labeling', 'classification'],
  ['extract', 'extraction'],
  ['ner', 'extraction'],
  ['structured', 'structured-output'],
  ['structured_output', 'structured-output'],
  ['json', 'structured-output'],
  ['generate', 'generation'],
  ['writing', 'generation'],
  ['summarization', 'generation'],
  ['summarisation', 'generation'],
  ['summary', 'generation'],
  ['summarize', 'generation'],
  ['translation', 'generation'],
  ['qa', 'knowledge-qa'],
  ['q&a', 'knowledge-qa'],
  ['question-answering', 'knowledge-qa'],
  ['knowledge_qa', 'knowledge-qa'],
  ['chatbot', 'chat'],
  ['assistant', 'chat'],
  ['conversation', 'chat'],
  ['support', 'chat'],
  ['coding', 'code'],
  ['code-completion', 'code'],
  ['agents', 'agent'],
  ['agentic', 'agent'],
];

/** Word -> kind of knowledge. */
export const KNOWLEDGE_KINDS: Readonly<Record<string, string>> = {
  none: 'none',
  no: 'none',
  static: 'static',
  fixed: 'static',
  stable: 'static',
  changing: 'changing',
  dynamic: 'changing',
  changes: 'changing',
  fresh: 'changing',
};

/** Word -> how answers of a test are judged. */
export const JUDGING_SYNONYMS: readonly (readonly [string, string])[] = [
  ['label', 'labels'],
  ['labelled', 'labels'],
  ['labeled', 'labels'],
  ['exact', 'exact-match'],
  ['match', 'exact-match'],
  ['person', 'rubric'],
  ['people', 'rubric'],
  ['human', 'rubric'],
  ['judge', 'judge-model'],
  ['llm', 'judge-model'],
  ['model', 'judge-model'],
  ['pair', 'pairs'],
  ['pairwise', 'pairs'],
  ['side-by-side', 'pairs'],
];

/** Path, keys, label and example of the accuracies that can be measured. */
export const ACCURACY_FIELDS: readonly (readonly [string, readonly string[], string, string])[] = [
  ['quality.current', ['accuracy', 'currentaccuracy'], 'the accuracy today', 'accuracy=182/200'],
  ['quality.smallerModel', ['small', 'smaller'], 'the accuracy of an untuned smaller model', 'small=92%'],
  ['quality.fineTuned', ['tuned', 'finetuned'], 'the accuracy of a tuned model', 'tuned=95%'],
  ['quality.rag', ['ragaccuracy'], 'the accuracy with retrieval', 'ragaccuracy=93%'],
];

/** Words that carry no meaning here and are passed over. */
export const FILLERS: ReadonlySet<string> = new Set([
  'a',
  'an',
  'the',
  'and',
  'with',
  'for',
  'of',
  'at',
  'on',
  'using',
  'use',
  'we',
  'our',
  'is',
  'are',
  'about',
  'tokens',
  'token',
  'per',
  'query',
  'queries',
  'call',
  'calls',
  'please',
]);

/** Word after the slash of a volume -> how many such spans make how many days; months have 30 days. */
export const SPANS: ReadonlyMap<string, { readonly spans: number; readonly days: number }> = new Map(
  Object.entries({
    s: { spans: 86_400, days: 1 },
    sec: { spans: 86_400, days: 1 },
    second: { spans: 86_400, days: 1 },
    min: { spans: 1_440, days: 1 },
    minute: { spans: 1_440, days: 1 },
    h: { spans: 24, days: 1 },
    hr: { spans: 24, days: 1 },
    hour: { spans: 24, days: 1 },
    d: { spans: 1, days: 1 },
    day: { spans: 1, days: 1 },
    w: { spans: 1, days: 7 },
    wk: { spans: 1, days: 7 },
    week: { spans: 1, days: 7 },
    mo: { spans: 1, days: 30 },
    mth: { spans: 1, days: 30 },
    month: { spans: 1, days: 30 },
    y: { spans: 1, days: 365 },
    yr: { spans: 1, days: 365 },
    year: { spans: 1, days: 365 },
  }),
);
