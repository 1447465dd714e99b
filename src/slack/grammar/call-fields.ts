import { LIMITS, TASKS } from '../../engine/index.js';
import { countField, type Field, shareField, tokensField } from './field.js';
import { TASK_SYNONYMS } from './synonyms.js';

const TASK_CHOICES = Object.fromEntries([...TASKS.map((task) => [task, task]), ...TASK_SYNONYMS]);

/** What a workload is: its name, task, volume, the tokens of a call, and the models. */
export const CALL_FIELDS: readonly Field[] = [
  {
    path: 'name',
    kind: 'text',
    keys: ['name', 'title'],
    label: 'the name',
    example: 'name="Ticket triage"',
    max: 80,
  },
  {
    path: 'task',
    kind: 'choice',
    keys: ['task'],
    label: 'the task',
    example: 'task=classification',
    choices: TASK_CHOICES,
  },
  {
    path: 'current.model',
    kind: 'model',
    keys: ['model', 'current'],
    label: 'the model in use',
    example: 'gpt-4o',
  },
  {
    path: 'volume.queriesPerDay',
    kind: 'volume',
    keys: ['volume', 'queries', 'calls', 'rate'],
    label: 'the volume',
    example: '500k/day',
    min: 0,
    aboveMin: true,
    max: LIMITS.queriesPerDay,
  },
  countField(
    'volume.oneOffQueries',
    ['once', 'oneoff', 'one-off', 'backlog'],
    'the one-off total',
    'once=2M',
    LIMITS.oneOffQueries,
  ),
  {
    path: 'volume.growthPerMonth',
    kind: 'share',
    keys: ['growth'],
    label: 'the growth a month',
    example: 'growth=3%',
    min: -0.9,
    max: 2,
  },
  tokensField('tokens.user', ['in', 'input', 'user', 'varying'], 'varying prompt tokens per query', '200in'),
  tokensField('tokens.output', ['out', 'output', 'answer'], 'output tokens per query', '100out'),
  tokensField(
    'tokens.staticPrompt',
    ['static', 'system', 'fixed', 'instructions'],
    'fixed prompt tokens per query',
    'static=2000',
  ),
  tokensField(
    'tokens.fewShot',
    ['fewshot', 'few-shot', 'shots'],
    'few-shot tokens per query',
    'fewshot=1500',
  ),
  tokensField(
    'tokens.retrieved',
    ['rag', 'retrieved', 'context', 'passages'],
    'retrieved tokens per query',
    'rag=2000',
  ),
  tokensField('tokens.reasoning', ['reasoning', 'thinking'], 'reasoning tokens per query', 'reasoning=800'),
  tokensField('tuned.staticPrompt', ['tunedstatic'], 'fixed prompt tokens after a tune', 'tunedstatic=200'),
  tokensField('tuned.fewShot', ['tunedfewshot'], 'few-shot tokens after a tune', 'tunedfewshot=0'),
  tokensField('tuned.output', ['tunedout'], 'output tokens after a tune', 'tunedout=80'),
  shareField(
    'current.cacheHitRate',
    ['cache', 'cached', 'cachehit'],
    'the share of calls read from the cache',
    'cache=90%',
  ),
  shareField('current.batchShare', ['batch', 'batched'], 'the share of calls sent as a batch', 'batch=50%'),
  shareField('current.retryRate', ['retry', 'retries'], 'the share of calls sent again', 'retry=2%'),
  {
    path: 'candidates',
    kind: 'models',
    keys: ['candidates', 'candidate'],
    label: 'the models to consider',
    example: 'candidates=gpt-4o-mini,gpt-4.1-nano',
  },
];
