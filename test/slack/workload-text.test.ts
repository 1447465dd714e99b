import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flatten } from '../../src/slack/grammar/flat-workload.js';
import { problemMessage } from '../../src/slack/grammar/problem-message.js';
import { vocabularyOf } from '../../src/slack/grammar/vocabulary.js';
import { readWorkloadText, TextReader } from '../../src/slack/grammar/workload-text.js';
import { CATALOGUE } from '../catalogue.js';

const vocabulary = vocabularyOf(CATALOGUE, '2026-11-22');
const BASE = 'gpt-4o 500k/day 200in 100out';

function read(text: string) {
  return readWorkloadText(text, vocabulary);
}

function workloadOf(text: string) {
  const outcome = read(text);
  if (!outcome.ok) throw new Error(`Not understood: ${JSON.stringify(outcome.problems)}`);
  return outcome.workload;
}

function problemsOf(text: string): string {
  const outcome = read(text);
  if (outcome.ok) throw new Error(`Understood: ${JSON.stringify(outcome.workload)}`);
  return outcome.problems
    .map(({ said, problem, mend }) => `${said ?? ''} | ${problem} | ${mend ?? ''}`)
    .join('\n');
}

describe('what is understood', () => {
  test('the line of the design document', () => {
    expect(workloadOf('gpt-4o 500k/day 2000+200in 100out examples=5000x500 task=classification')).toEqual({
      task: 'classification',
      volume: { queriesPerDay: 500_000 },
      tokens: { staticPrompt: 2000, user: 200, output: 100 },
      current: { model: 'gpt-4o' },
      data: { examples: 5000, tokensPerExample: 500 },
    });
  });

  const volumes: readonly (readonly [string, number])[] = [
    ['500k/day', 500_000],
    ['500K/d', 500_000],
    ['500,000/day', 500_000],
    ['500_000/day', 500_000],
    ['500k / day', 500_000],
    ['500k per day', 500_000],
    ['500k a day', 500_000],
    ['500k queries/day', 500_000],
    ['500k queries per day', 500_000],
    ['0.5M/day', 500_000],
    ['15M/month', 500_000],
    ['20/s', 1_728_000],
    ['20rps', 1_728_000],
    ['100/hour', 2_400],
    ['10/min', 14_400],
    ['7k/week', 1_000],
    ['3650/year', 10],
    ['volume=500k', 500_000],
    ['volume=500k/day', 500_000],
    ['1e5/day', 100_000],
  ];
  test.each(volumes)('volume %s', (typed, queriesPerDay) => {
    expect(workloadOf(`gpt-4o ${typed} 200in 100out`).volume).toEqual({ queriesPerDay });
  });

  test.each(['once=2M', '2M once', '2Monce', 'backlog=2,000,000'])('one-off %s', (typed) => {
    expect(workloadOf(`gpt-4o ${typed} 200in 100out`).volume).toEqual({ oneOffQueries: 2_000_000 });
  });

  const prompts: readonly (readonly [string, object])[] = [
    ['2000+200in 100out', { staticPrompt: 2000, user: 200, output: 100 }],
    ['2k + 200 in 100 out', { staticPrompt: 2000, user: 200, output: 100 }],
    ['2000+200 100out', { staticPrompt: 2000, user: 200, output: 100 }],
    ['200in 100out', { user: 200, output: 100 }],
    ['2k in, 100 out', { user: 2000, output: 100 }],
    ['200 tokens in 100 tokens out', { user: 200, output: 100 }],
    ['in=200 out=100 static=2000', { staticPrompt: 2000, user: 200, output: 100 }],
    ['in=2000+200 out=100', { staticPrompt: 2000, user: 200, output: 100 }],
    ['in = 200 out = 100', { user: 200, output: 100 }],
    [
      '200in 100out fewshot=1500 rag=2000 reasoning=800',
      { user: 200, output: 100, fewShot: 1500, retrieved: 2000, reasoning: 800 },
    ],
    ['200in 100out retrieved=2k', { user: 200, output: 100, retrieved: 2000 }],
    ['100out 200in', { user: 200, output: 100 }],
  ];
  test.each(prompts)('tokens %s', (typed, tokens) => {
    expect(workloadOf(`gpt-4o 500k/day ${typed}`).tokens).toEqual(tokens);
  });

  const extras: readonly (readonly [string, object])[] = [
    ['examples=5000x500', { data: { examples: 5000, tokensPerExample: 500 } }],
    ['examples=5k×500', { data: { examples: 5000, tokensPerExample: 500 } }],
    ['5000 examples', { data: { examples: 5000 } }],
    ['5000x500 examples', { data: { examples: 5000, tokensPerExample: 500 } }],
    ['examples=5000', { data: { examples: 5000 } }],
    ['label=$0.08', { data: { labelCostUsd: 0.08 } }],
    ['price=2/10', { current: { model: 'gpt-4o', price: { inputUsdPerMTok: 2, outputUsdPerMTok: 10 } } }],
    [
      'price=$2/$0.2/$10',
      {
        current: {
          model: 'gpt-4o',
          price: { inputUsdPerMTok: 2, cachedInputUsdPerMTok: 0.2, outputUsdPerMTok: 10 },
        },
      },
    ],
    ['commit=$10k', { current: { model: 'gpt-4o', commitmentUsdPerMonth: 10_000 } }],
    ['training=3', { tuning: { trainingUsdPerMTok: 3 } }],
    ['hosting=1.7/h', { tuning: { hostingUsdPerHour: 1.7 } }],
    ['hosting=$1.70', { tuning: { hostingUsdPerHour: 1.7 } }],
    ['quote=$4000', { tuning: { quoteUsd: 4_000 } }],
    ['untunedstatic=2k', { untuned: { staticPrompt: 2_000 } }],
    ['epochs=3 runs=2', { data: { epochs: 3, runs: 2 } }],
    ['cache=90%', { current: { model: 'gpt-4o', cacheHitRate: 0.9 } }],
    ['cache=0.9', { current: { model: 'gpt-4o', cacheHitRate: 0.9 } }],
    ['cache=90', { current: { model: 'gpt-4o', cacheHitRate: 0.9 } }],
    ['batch=50% retry=2%', { current: { model: 'gpt-4o', batchShare: 0.5, retryRate: 0.02 } }],
    ['batchable', { constraints: { batchable: true } }],
    ['batchable=no', { constraints: { batchable: false } }],
    ['inhouse notraining', { constraints: { dataStaysInHouse: true, noTrainingOnData: true } }],
    ['latency=300ms', { constraints: { maxLatencyMs: 300 } }],
    ['latency=2s', { constraints: { maxLatencyMs: 2000 } }],
    ['providers=openai,anthropic', { constraints: { providers: ['OpenAI', 'Anthropic'] } }],
    ['providers=openai, anthropic', { constraints: { providers: ['OpenAI', 'Anthropic'] } }],
    ['accounts=openai', { constraints: { existingFineTuningAccounts: ['OpenAI'] } }],
    ['growth=3%', { volume: { queriesPerDay: 500_000, growthPerMonth: 0.03 } }],
    ['growth=-5%', { volume: { queriesPerDay: 500_000, growthPerMonth: -0.05 } }],
    [
      'knowledge=changing corpus=2M changes=7d cite',
      { knowledge: { kind: 'changing', corpusTokens: 2_000_000, changesEveryDays: 7, mustCite: true } },
    ],
    ['changes=2w', { knowledge: { changesEveryDays: 14 } }],
    [
      'target=92% accuracy=94% small=92% tuned=95% ragaccuracy=93%',
      { quality: { target: 0.92, current: 0.94, smallerModel: 0.92, fineTuned: 0.95, rag: 0.93 } },
    ],
    ['accuracy=182/200', { quality: { current: { right: 182, items: 200 } } }],
    [
      'accuracy:gpt-6-luna=94/100&90',
      { quality: { models: { 'gpt-6-luna': { right: 94, items: 100, bothRight: 90 } } } },
    ],
    ['accuracy = 182 / 200', { quality: { current: { right: 182, items: 200 } } }],
    ['accuracy=182 of 200', { quality: { current: { right: 182, items: 200 } } }],
    ['accuracy="182 out of 200"', { quality: { current: { right: 182, items: 200 } } }],
    ['accuracy=1.5k/2k', { quality: { current: { right: 1_500, items: 2_000 } } }],
    ['accuracy=0/5', { quality: { current: { right: 0, items: 5 } } }],
    [
      'tuned=190/200 rag=186/200 smaller=181.5/200',
      {
        quality: {
          fineTuned: { right: 190, items: 200 },
          rag: { right: 186, items: 200 },
          smallerModel: { right: 181.5, items: 200 },
        },
      },
    ],
    ['rag=2000 rag=93%', { tokens: { retrieved: 2_000 }, quality: { rag: 0.93 } }],
    ['accuracy:gpt-6-luna=94/100', { quality: { models: { 'gpt-6-luna': { right: 94, items: 100 } } } }],
    [
      'accuracy:GPT-6-Luna@LOW=94% accuracy:gpt-4o-mini=91%',
      { quality: { models: { 'gpt-6-luna@low': 0.94, 'gpt-4o-mini': 0.91 } } },
    ],
    ['accuracies="gpt-6-luna 94/100"', { quality: { models: { 'gpt-6-luna': { right: 94, items: 100 } } } }],
    ['effort=low', { current: { model: 'gpt-4o', effort: 'low' } }],
    ['model=gpt-4o@high', { current: { model: 'gpt-4o', effort: 'high' } }],
    ['p95=900ms', { current: { model: 'gpt-4o', p95LatencyMs: 900 } }],
    ['p95=1.2s', { current: { model: 'gpt-4o', p95LatencyMs: 1_200 } }],
    ['tolerance=1', { quality: { tolerance: 0.01 } }],
    ['tolerance=1pt', { quality: { tolerance: 0.01 } }],
    ['tolerance=1%', { quality: { tolerance: 0.01 } }],
    ['tolerance=0.5', { quality: { tolerance: 0.005 } }],
    ['tolerance=0', { quality: { tolerance: 0 } }],
    ['judging=judge-model', { judging: 'judge-model' }],
    ['judging=human', { judging: 'rubric' }],
    ['candidates=gpt-6-luna@low,claude-haiku-5.5', { candidates: ['gpt-6-luna@low', 'claude-haiku-5.5'] }],
    ['candidates=none', { candidates: [] }],
    ['loss=$0.14', { quality: { lossPerErrorUsd: 0.14 } }],
    [
      'upkeep=0.25 engineer=15,000 setup=10',
      { people: { upkeepFte: 0.25, engineerMonthlyUsd: 15_000, setupDays: 10 } },
    ],
    ['horizon=12', { horizonMonths: 12 }],
    [
      'horizon=12 months latency=300 ms changes=7 days',
      { horizonMonths: 12, constraints: { maxLatencyMs: 300 }, knowledge: { changesEveryDays: 7 } },
    ],
    ['horizon=1y', { horizonMonths: 12 }],
    ['retrain=6mo', { stability: { retrainEveryMonths: 6 } }],
    ['candidates=gpt-4o-mini,gpt-4o-mini', { candidates: ['gpt-4o-mini'] }],
    ['candidates=gpt-4o-mini, gpt-4o', { candidates: ['gpt-4o-mini', 'gpt-4o'] }],
    ['name="Ticket triage"', { name: 'Ticket triage' }],
    ['name=“Ticket triage”', { name: 'Ticket triage' }],
    ["name='Ticket triage'", { name: 'Ticket triage' }],
    ['name="R&amp;D &lt;3"', { name: 'R&D <3' }],
    ['task=triage', { task: 'classification' }],
    ['classification', { task: 'classification' }],
    ['summarization', { task: 'generation' }],
    ['task=Q&amp;A', { task: 'knowledge-qa' }],
  ];
  test.each(extras)('%s', (typed, expected) => {
    expect(workloadOf(`${BASE} ${typed}`)).toMatchObject(expected);
  });

  test('a model by alias, in capitals, and in separate words', () => {
    expect(workloadOf('GPT-4O 5/s 200in 100out').current.model).toBe('gpt-4o');
    expect(workloadOf('gpt-4o mini 5/s 200in 100out').current.model).toBe('gpt-4o-mini');
    expect(workloadOf('model=gpt-4o 5/s 200in 100out').current.model).toBe('gpt-4o');
  });

  test('a model with its effort, wherever it is named', () => {
    const expected = { model: 'gpt-6-luna', effort: 'low' };
    expect(workloadOf('gpt-6-luna@low 5/s 200in 100out').current).toEqual(expected);
    expect(workloadOf('GPT-6 Luna@low 5/s 200in 100out').current).toEqual(expected);
    expect(workloadOf('gpt-6-luna@low 5/s 200in 100out effort=low').current).toEqual(expected);
  });

  test('another model than the one before takes neither its effort nor its measured speed', () => {
    const start = {
      ...flatten(workloadOf('gpt-6-luna@low 5/s 200in 100out p95=900ms accuracy=91%')),
    };
    const other = readWorkloadText('gpt-4o', vocabulary, start);
    expect(other).toMatchObject({ ok: true, workload: { current: { model: 'gpt-4o' } } });
    expect(other.ok && Object.keys(other.workload.current)).toEqual(['model']);
    const same = readWorkloadText('gpt-6-luna 6/s', vocabulary, start);
    expect(same).toMatchObject({ ok: true, workload: { current: { effort: 'low', p95LatencyMs: 900 } } });
  });

  test('any order, filler words, commas and the command itself', () => {
    const plain = workloadOf(BASE);
    expect(workloadOf('100out, 200in; 500k/day with gpt-4o')).toEqual(plain);
    expect(
      workloadOf('/ftcost we use gpt-4o at 500k/day, about 200 tokens in and 100 tokens out per query'),
    ).toEqual(plain);
  });

  test('private', () => {
    expect(read(`${BASE} private`)).toMatchObject({ ok: true, isPrivate: true });
    expect(read(BASE)).toMatchObject({ ok: true, isPrivate: false });
  });

  test('the same thing twice is no contradiction', () => {
    expect(workloadOf(`${BASE} 200in`)).toEqual(workloadOf(BASE));
  });

  test('words over a preset replace what it says', () => {
    const start = {
      'current.model': 'gpt-4o',
      'volume.oneOffQueries': 5,
      'tokens.user': 10,
      'tokens.output': 10,
    };
    const outcome = readWorkloadText('100k/day 20in', vocabulary, start);
    expect(outcome).toMatchObject({
      ok: true,
      workload: { volume: { queriesPerDay: 100_000 }, tokens: { user: 20, output: 10 } },
    });
    expect(outcome.ok && outcome.workload.volume.oneOffQueries).toBeUndefined();
  });
});

describe('models of a team by name', () => {
  test('are not joined with what stands behind them', () => {
    const reader = new TextReader(vocabulary, true);
    reader.read('own/llama gpt-6-luna ft:gpt-4.1-mini:acme::8xk2 gpt-4o');
    expect(reader.models).toEqual(['own/llama', 'gpt-6-luna', 'ft:gpt-4.1-mini:acme::8xk2', 'gpt-4o']);
  });
});

describe('a tuned model in use', () => {
  test.each([
    'ft:gpt-4.1-mini:acme::8xk2',
    'gpt-4.1-mini-2025-04-14.ft-0e208',
    'ft:azure/gpt-4.1-mini',
    'own/llama',
  ])('%s is one word, whatever follows it', (name) => {
    expect(workloadOf(`${name} 500k/day 2000+200in 100out`)).toMatchObject({
      current: { model: name },
      tokens: { staticPrompt: 2_000, user: 200, output: 100 },
    });
  });
});

describe('what is not understood', () => {
  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['gpt-4o 500k/day 200in 100out price=2', /write what 1M tokens cost you, in and out, like 2\/10/],
    ['gpt-4o 500k/day 200in 100out price=2/10/0.2', /the order is in, cached, out/],
    ['gpt-4o 500k/day 200in 100out price=-2/10', /no price can be below 0/],
    ['gpt-4o 500k/day 200in 100out price=2/20k', /a price must be at most 10k for 1M tokens/],
    ['gpt-4o 500k/day 200in 100out hosting=cheap', /not a number/],
    ['gpt4o-mni 500k/day 200in 100out', /gpt4o-mni \| no such model\. Did you mean gpt-4o-mini\?/],
    ['gpt-4o 500k/day 200in 100out exmaples=5000', /exmaples=5000 .*Did you mean examples=\?/],
    ['gpt-4o 500k/day 200in 100out batchabel', /batchabel .*Did you mean batchable\?/],
    ['gpt-4o 500k/day 200in 100out clasification', /Did you mean classification\?/],
    ['gpt-4o 500k/day 200in 100out task=clasification', /Did you mean classification\?/],
    ['gpt-4o 500k/fortnight 200in 100out', /time span/],
    ['gpt-4o 500k/m 200in 100out', /minute or a month/],
    ['gpt-4o 0/day 200in 100out', /more than 0/],
    ['gpt-4o 99B/day 200in 100out', /at most 1B queries a day/],
    ['gpt-4o -5/day 200in 100out', /-5\/day/],
    ['gpt-4o 500k/day 3Min 100out', /at most 2M/],
    ['gpt-4o 500k/day in=-3 100out', /at least 0/],
    ['gpt-4o 500k/day in=lots 100out', /in=lots \| this is not a number/],
    ['gpt-4o 500k/day 0in 100out', /at least one prompt token/],
    ['gpt-4o 500k/day 200in 100out examples=2.5', /whole number/],
    ['gpt-4o 500k/day 200in 100out cache=150%', /at most 100%/],
    ['gpt-4o 500k/day 200in 100out cache=1', /percentage/],
    [
      'gpt-4o 500k/day 200in 100out accuracy=210/200',
      /more right answers \(210\) than answers judged \(200\)/,
    ],
    ['gpt-4o 500k/day 200in 100out accuracy=0/0', /at least one answer has to be judged/],
    ['gpt-4o 500k/day 200in 100out accuracy=5/2.5', /whole number/],
    ['gpt-4o 500k/day 200in 100out tuned=-1/200', /at least 0/],
    ['gpt-4o 500k/day 200in 100out accuracy=5/99M', /at most 10M/],
    ['gpt-4o 500k/day 200in 100out accuracy:gpt-6-luna=94/100&95', /how many of the 94/],
    ['gpt-4o 500k/day 200in 100out accuracy=good/200', /two numbers.*182\/200/],
    ['gpt-4o 500k/day 200in 100out accuracy=120%', /at most 100%/],
    ['gpt-4o 500k/day 200in 100out accuracy=-4%', /at least 0%/],
    ['gpt-4o 500k/day 200in 100out accuracy=91% accuracy=182/200', /given twice/],
    ['gpt-4o 500k/day 200in 100out accuracy=180/200 accuracy=182/200', /given twice/],
    ['gpt-4o 500k/day 200in 100out target=182/200', /percentage/],
    [
      'gpt-4o 500k/day 200in 100out accuracy:gpt-6-lunna=94%',
      /no model gpt-6-lunna.*Did you mean gpt-6-luna\?/,
    ],
    ['gpt-4o 500k/day 200in 100out accuracy:gpt-6-lunna@low=94%', /Did you mean gpt-6-luna@low\?/],
    ['gpt-4o 500k/day 200in 100out accuracy:gpt-6-luna@lwo=94%', /no such effort\. Did you mean low\?/],
    ['gpt-4o 500k/day 200in 100out accuracy:gpt-6-luna=94/90', /more right answers/],
    ['gpt-4o 500k/day 200in 100out accuracy:=91%', /name of the model is missing/],
    ['gpt-4o 500k/day 200in 100out accuracy:gpt-6-luna', /needs a figure.*accuracy:gpt-6-luna=94\/100/],
    ['gpt-4o 500k/day 200in 100out 182/200', /whose right answers these are.*accuracy=182\/200/],
    ['gpt-4o 500k/day 200in 100out effort=hihg', /Did you mean high\?/],
    ['gpt-6-luna@hihg 500k/day 200in 100out', /no such effort\. Did you mean high\?/],
    ['gpt-6-lunna@high 500k/day 200in 100out', /no model gpt-6-lunna\. Did you mean gpt-6-luna@high\?/],
    ['gpt-6-luna@low 500k/day 200in 100out effort=high', /reasoning effort today is given twice/],
    ['gpt-4o 500k/day 200in 100out candidates=gpt-6-luna@soft', /no such effort/],
    ['gpt-4o 500k/day 200in 100out tolerance=0.01', /1pt/],
    ['gpt-4o 500k/day 200in 100out tolerance=-1', /at least 0/],
    ['gpt-4o 500k/day 200in 100out judging=guess', /labels, exact-match, rubric, judge-model, pairs/],
    ['gpt-4o 500k/day 200in 100out p95=fast', /not a number/],
    ['gpt-4o 500k/day 200in 100out label=cheap', /not a number/],
    ['gpt-4o 500k/day 200in 100out name=', /nothing is given/],
    ['gpt-4o 500k/day 200in 100out name="Ticket', /quote is not closed/],
    ['gpt-4o 500k/day 200in 100out 500', /what this number counts/],
    ['gpt-4o 500k/day 200in 100out 300in', /given twice/],
    ['gpt-4o gpt-4o-mini 500k/day 200in 100out x=1', /model in use is given twice[\s\S]*x=1/],
    ['gpt-4o 500k/day once=2M 200in 100out', /not both/],
    ['gpt-4o 500k/day 200in 100out candidates=gpt-4o,gpt9', /no model gpt9/],
    ['gpt-4o 500k/day 200in 100out providers=opnai', /no provider opnai.*Did you mean OpenAI/],
    ['gpt-4o 500k/day 1+2+3in 100out', /fixed prompt, a plus/],
    ['gpt-4o 500k/day 200in 100out horizon=99', /at most 60/],
    ['500k/day 200in 100out', /Which model/],
    ['gpt-4o 200in 100out', /How many queries/],
    ['gpt-4o 500k/day 100out', /How many prompt tokens/],
    ['gpt-4o 500k/day 200in', /one answer/],
    ['', /Which model[\s\S]*How many queries[\s\S]*prompt tokens[\s\S]*one answer/],
    ['saved', /saved/],
    ['gpt-4o volume=2M once 200in 100out', /once \| this needs a value/],
    ['prices', /prices \| I do not know this word/],
  ];
  test.each(mistakes)('%s', (typed, expected) => {
    expect(problemsOf(typed)).toMatch(expected);
  });

  test('a misspelt model is named once and not asked for again', () => {
    const problems = problemsOf('gpt4o-mni 500k/day 200in 100out');
    expect(problems).not.toMatch(/Which model/);
    expect(problems.split('\n')).toHaveLength(1);
  });

  test('every problem has a mend or a question, and all come at once', () => {
    expect(problemsOf('gpt4o-mni 500k/fortnight 200in cache=150%').split('\n')).toHaveLength(4);
  });

  test('3,000 characters of junk: a short answer, quickly', () => {
    const junk = 'zq9 '.repeat(750);
    const started = performance.now();
    const outcome = read(junk);
    expect(performance.now() - started).toBeLessThan(300);
    expect(outcome.ok).toBe(false);
    if (outcome.ok) return;
    expect(outcome.problems.length).toBeLessThanOrEqual(13);
    const message = problemMessage({ problems: outcome.problems, example: '/ftcost x', typed: junk });
    expect(JSON.stringify(message).length).toBeLessThan(8_000);
  });

  test('one word of 3,000 characters is cut', () => {
    const outcome = read('x'.repeat(3_000));
    if (outcome.ok) throw new Error('understood');
    for (const { said = '' } of outcome.problems) expect(said.length).toBeLessThanOrEqual(40);
  });
});

describe('whatever is typed', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'gpt-4o',
      '500k/day',
      '200in',
      '100out',
      '<!channel>',
      '<@U0ADALOVEL>',
      '@here',
      '#general',
      '*b*',
      '`',
      '"',
      '=',
      '+',
      'name="',
      '&lt;!here&gt;',
      'examples=',
      '9e999/day',
      '1e308in',
      '🦜',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ maxLength: 30 }),
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' '));

  test('it is read without a crash, and no mention comes out of the answer', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const outcome = read(typed);
        if (outcome.ok) return;
        const message = problemMessage({ problems: outcome.problems, example: '/ftcost gpt-4o', typed });
        expect(message.text).not.toMatch(/<[!@#]|[^\u2060]@(?!\u2060)/);
        expect(JSON.stringify(message.blocks)).not.toMatch(/"mrkdwn"/);
      }),
      { numRuns: 500 },
    );
  });

  test('long texts without spaces take no more than a moment', () => {
    for (const character of ['"', '=', '+', '1', '/', 'k', ',', 'name="', '1+', 'a=', '1k ', '200 in ']) {
      const started = performance.now();
      read(character.repeat(3_000));
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });
});
