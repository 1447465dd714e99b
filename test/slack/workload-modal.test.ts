import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPreset, PRESETS, type Workload } from '../../src/engine/index.js';
import { checkSuggestions, checkView } from '../../src/playground/slack-server/validate/index.js';
import { suggestionGroups } from '../../src/slack/features/form/model-suggestions.js';
import { readWorkloadModal } from '../../src/slack/features/form/read-workload-modal.js';
import { formWithDetails, formWithPreset } from '../../src/slack/features/form/refilled-form.js';
import { workloadModal } from '../../src/slack/features/form/workload-modal.js';
import { type FlatWorkload, flatten } from '../../src/slack/grammar/flat-workload.js';
import { vocabularyOf } from '../../src/slack/grammar/vocabulary.js';
import { anyWorkload, book } from './arbitraries.js';
import { untouchedState } from './form-client.js';

const TODAY = '2026-11-22';
const vocabulary = vocabularyOf(book, TODAY);

function open(flat: FlatWorkload, isDetailed = false) {
  return workloadModal({ flat, words: vocabulary, today: TODAY, channelId: 'C0OPENED00', isDetailed });
}

type View = ReturnType<typeof open>;

/** The view as Slack hands it back, with some fields typed over. */
function filled(view: View, typed: Record<string, string | null | readonly string[]> = {}) {
  const values = untouchedState(view.blocks, 'C0CHOSEN00');
  for (const [field, value] of Object.entries(typed)) {
    const blockId = Object.keys(values).find((id) => id.startsWith(`${field}.`)) ?? `${field}.0`;
    values[blockId] = { [field]: typedValue(value) };
  }
  return { private_metadata: view.private_metadata ?? '', state: { values } };
}

function typedValue(value: string | null | readonly string[]): Record<string, unknown> {
  return typeof value === 'string' || value === null
    ? { type: 'plain_text_input', value }
    : { type: 'checkboxes', selected_options: value.map((one) => ({ value: one })) };
}

/** Without groups that hold nothing: they say nothing. */
function bare(workload: Workload): unknown {
  return Object.fromEntries(
    Object.entries(workload).filter(
      ([, group]) => typeof group !== 'object' || Array.isArray(group) || Object.keys(group).length > 0,
    ),
  );
}

const USEFUL = {
  'current.model': 'gpt-4o',
  'volume.queriesPerDay': 500_000,
  'tokens.user': 200,
  'tokens.output': 100,
};

describe('the form', () => {
  test('is accepted by Slack, empty and filled with every preset', () => {
    for (const flat of [{}, USEFUL, ...PRESETS.map(({ workload }) => flatten(workload))]) {
      expect(checkView(open(flat), 'modal')).toBeUndefined();
      expect(checkView(open(flat, true), 'modal')).toBeUndefined();
    }
  });

  test('loses nothing: any workload comes back as it went in', () => {
    fc.assert(
      fc.property(anyWorkload, fc.boolean(), (workload, isDetailed) => {
        const view = open(flatten(workload), isDetailed);
        expect(checkView(view, 'modal')).toBeUndefined();
        const outcome = readWorkloadModal(filled(view), vocabulary);
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
        expect(bare(outcome.workload)).toEqual(bare(workload));
        expect(outcome.destination).toEqual({ kind: 'conversation', channelId: 'C0CHOSEN00' });
      }),
      { numRuns: 200 },
    );
  });

  test('keeps what came from initial values when Slack leaves it out of the state', () => {
    const view = filled(open(USEFUL));
    const values = Object.fromEntries(
      Object.entries(view.state.values).filter(([id]) => !/^(tokens|model|volume|destination)\./.test(id)),
    );
    const outcome = readWorkloadModal({ ...view, state: { values } }, vocabulary);
    expect(outcome).toMatchObject({
      ok: true,
      workload: { tokens: { user: 200 }, current: { model: 'gpt-4o' } },
      destination: { channelId: 'C0OPENED00' },
    });
  });

  test('takes numbers as the command does, and a volume with its own unit', () => {
    const view = open(USEFUL);
    expect(
      readWorkloadModal(
        filled(view, { volume: '1.5M', tokens: '2k in, 10 out', examples: '5,000' }),
        vocabulary,
      ),
    ).toMatchObject({
      ok: true,
      workload: {
        volume: { queriesPerDay: 1_500_000 },
        tokens: { user: 2000, output: 10 },
        data: { examples: 5000 },
      },
    });
    expect(readWorkloadModal(filled(view, { volume: '20/s' }), vocabulary)).toMatchObject({
      ok: true,
      workload: { volume: { queriesPerDay: 1_728_000 } },
    });
  });

  test.each([
    ['500k a day', { queriesPerDay: 500_000 }],
    ['15M queries a month', { queriesPerDay: 500_000 }],
    ['10 per second', { queriesPerDay: 864_000 }],
    ['2M once', { oneOffQueries: 2_000_000 }],
  ])('the volume %s is said as people say it', (typed, volume) => {
    expect(readWorkloadModal(filled(open(USEFUL), { volume: typed }), vocabulary)).toMatchObject({
      ok: true,
      workload: { volume },
    });
  });

  test.each([
    ['2k fixed + 200 in, 100 out', [2000, 200, 100]],
    ['2,000+200in 100out', [2000, 200, 100]],
    ['2000, 200, 100', [2000, 200, 100]],
    ['100 out, 2k fixed, 200 varying', [2000, 200, 100]],
    ['200 in and 100 out', [undefined, 200, 100]],
    ['200/100', [undefined, 200, 100]],
    ['1.2k tokens in; 12,000 tokens out', [undefined, 1200, 12_000]],
  ])('the tokens %s are told apart', (typed, [staticPrompt, user, output]) => {
    const outcome = readWorkloadModal(filled(open(USEFUL), { tokens: typed }), vocabulary);
    expect(outcome.ok && { ...outcome.workload.tokens }).toEqual({
      user,
      output,
      ...(staticPrompt !== undefined && { staticPrompt }),
    });
  });

  test('what a preset fills in reads like numbers, and what was typed stays as it was typed', () => {
    const shown = JSON.stringify(
      open({
        ...USEFUL,
        'volume.queriesPerDay': 12_345,
        'data.examples': 2_300,
        'tokens.staticPrompt': 1_234,
      }).blocks,
    );
    expect(shown).toContain('"12,345 a day"');
    expect(shown).toContain('"1,234 fixed + 200 in, 100 out"');
    expect(shown).toContain('"2,300"');
    const typed = filled(open(USEFUL), { examples: '2300' });
    expect(JSON.stringify(formWithDetails(typed, vocabulary, TODAY).blocks)).toContain('"2300"');
  });

  test('a part of what is needed is filled in, and the rest is asked for', () => {
    const view = open({ 'current.model': 'gpt-4o', 'tokens.staticPrompt': 2000 });
    expect(JSON.stringify(view.blocks)).toContain('"2k fixed"');
    const outcome = readWorkloadModal(filled(view), vocabulary);
    expect(!outcome.ok && outcome.errors).toEqual({
      'volume.0': 'Write how many queries there are, like 500k a day.',
      'tokens.0': 'Write what goes in and what comes out, like 2k fixed + 200 in, 100 out.',
    });
  });

  test('a value that cannot be and whose field is out of sight asks for the fields, and says what is wrong', () => {
    const view = filled(open({ ...USEFUL, horizonMonths: 0 }));
    const outcome = readWorkloadModal(view, vocabulary);
    if (outcome.ok) throw new Error('accepted');
    expect(outcome.errors).toEqual({});
    expect(outcome.hidden).toEqual(['Months ahead that are counted: it must be at least 1.']);
    const opened = formWithDetails(view, vocabulary, TODAY, { notice: outcome.hidden?.join(' ') ?? '' });
    expect(checkView(opened, 'modal')).toBeUndefined();
    expect(JSON.stringify(opened.blocks[0])).toContain('Months ahead that are counted: ');
    const again = readWorkloadModal(filled(opened), vocabulary);
    expect(!again.ok && Object.keys(again.errors)).toEqual(['horizon.0']);
  });

  test('a field that was emptied is gone', () => {
    const view = open({ ...USEFUL, 'data.examples': 2000, name: 'Triage' }, true);
    const outcome = readWorkloadModal(filled(view, { examples: null, name: null }), vocabulary);
    expect(outcome.ok && flatten(outcome.workload)).toEqual(USEFUL);
  });

  const mistakes: readonly (readonly [string, string, RegExp])[] = [
    ['volume', 'lots', /not a number/],
    ['volume', '-5', /more than 0/],
    ['volume', '5/fortnight', /time span/],
    ['volume', '', /^Write how many queries/],
    ['tokens', '2 thousand in, 9 out', /cannot read this.*2k fixed/],
    ['tokens', '3M in, 9 out', /^Varying prompt: it must be at most 2M/],
    ['tokens', '9 in, -1 out', /^Answer: it must be at least 0/],
    ['tokens', '200 in', /what comes out is missing/i],
    ['tokens', '1,000', /what comes out is missing/i],
    ['tokens', '200 out', /what goes in is missing/i],
    ['tokens', '1 in, 2 in, 3 out', /what is what/],
    ['tokens', '1, 2, 3, 4', /what is what/],
    ['tokens', '', /^Write what goes in/],
    ['tokens', '0 in, 9 out', /at least one prompt token/],
    ['examples', '1.5', /whole number/],
  ];
  test.each(mistakes)('an error beside %s for %s', (field, typed, expected) => {
    const outcome = readWorkloadModal(filled(open(USEFUL), { [field]: typed }), vocabulary);
    if (outcome.ok) throw new Error('accepted');
    expect(Object.keys(outcome.errors)).toEqual([`${field}.0`]);
    expect(outcome.errors[`${field}.0`]).toMatch(expected);
  });

  test('an unknown model is named where Slack shows errors for sure', () => {
    const outcome = readWorkloadModal(filled(open({ ...USEFUL, 'current.model': 'gone' })), vocabulary);
    if (outcome.ok) throw new Error('accepted');
    expect(outcome.errors['volume.0']).toMatch(/Model in use, above/);
    expect(outcome.errors['model.0']).toMatch(/no longer in the catalogue/);
  });

  test('private wins over the conversation', () => {
    const view = workloadModal({
      flat: USEFUL,
      words: vocabulary,
      today: TODAY,
      isPrivate: true,
    });
    expect(readWorkloadModal(filled(view), vocabulary)).toMatchObject({
      ok: true,
      destination: { kind: 'private' },
    });
  });

  test('memory that somebody else wrote does no harm', () => {
    const view = filled(open(USEFUL));
    for (const metadata of [
      '',
      '{}',
      '~AAAA',
      '[1]',
      '{"f":{"__proto__":1},"g":[]}',
      '{"f":{"constructor":"x"},"g":[9,9]}',
    ]) {
      expect(() => readWorkloadModal({ ...view, private_metadata: metadata }, vocabulary)).not.toThrow();
    }
  });
});

describe('more detail', () => {
  const BATCHABLE = 'constraints.batchable';

  test('keeps what was typed, readable or not, under the same names, and asks for the rest', () => {
    const typed = { volume: '20', tokens: 'two hundred', examples: '1,5', destination: null };
    const view = formWithDetails(filled(open(USEFUL), typed), vocabulary, TODAY);
    expect(checkView(view, 'modal')).toBeUndefined();
    expect(view.blocks.length).toBeLessThan(100);
    const shown = new Map(view.blocks.map((block) => [block.block_id, JSON.stringify(block)]));
    for (const [field, value] of [
      ['volume', '20'],
      ['tokens', 'two hundred'],
      ['examples', '1,5'],
      ['model', 'gpt-4o'],
    ]) {
      expect(shown.get(`${field}.0`)).toContain(`"${value}"`);
    }
    expect(JSON.stringify(view.blocks)).not.toContain('more_detail');
    expect(shown.has('target.0')).toBe(true);
  });

  test('any workload survives the button, and then a submission', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const view = formWithDetails(filled(open(flatten(workload))), vocabulary, TODAY);
        expect(checkView(view, 'modal')).toBeUndefined();
        const outcome = readWorkloadModal(filled(view), vocabulary);
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
        expect(bare(outcome.workload)).toEqual(bare(workload));
      }),
      { numRuns: 100 },
    );
  });

  test('reads every field as the command does', () => {
    const typed = {
      target: '92%',
      accuracy: '0.94',
      loss: '$0.14',
      growth: '3%',
      cache: '90',
      latency: '1.5s',
      conditions: [BATCHABLE],
      providers: ['OpenAI', 'Google'],
      engineer: '12k',
      upkeep: '0.5',
      retrain: '1 year',
      horizon: '24',
    };
    const outcome = readWorkloadModal(filled(open(USEFUL, true), typed), vocabulary);
    expect(outcome.ok && flatten(outcome.workload)).toEqual({
      ...USEFUL,
      'quality.target': 0.92,
      'quality.current': 0.94,
      'quality.lossPerErrorUsd': 0.14,
      'volume.growthPerMonth': 0.03,
      'current.cacheHitRate': 0.9,
      'constraints.maxLatencyMs': 1_500,
      [BATCHABLE]: true,
      'constraints.providers': ['OpenAI', 'Google'],
      'people.engineerMonthlyUsd': 12_000,
      'people.upkeepFte': 0.5,
      'stability.retrainEveryMonths': 12,
      horizonMonths: 24,
    });
  });

  test('takes what is known of right answers, of efforts and of speed', () => {
    const view = filled(open(USEFUL, true), {
      accuracy: '182/200',
      tuned: '190 of 200',
      models: 'GPT-6-Luna@low 94/100, claude-haiku-5.5: 91%',
      tolerance: '1pt',
      p95: '1.2s',
    });
    view.state.values['effort.0'] = { effort: { type: 'static_select', selected_option: { value: 'high' } } };
    view.state.values['judging.0'] = {
      judging: { type: 'static_select', selected_option: { value: 'pairs' } },
    };
    const outcome = readWorkloadModal(view, vocabulary);
    const known = {
      ...USEFUL,
      'current.effort': 'high',
      'current.p95LatencyMs': 1_200,
      'quality.tolerance': 0.01,
      'quality.current': { right: 182, items: 200 },
      'quality.fineTuned': { right: 190, items: 200 },
      'quality.models.gpt-6-luna@low': { right: 94, items: 100 },
      'quality.models.claude-haiku-5.5': 0.91,
      judging: 'pairs',
    };
    expect(outcome.ok && flatten(outcome.workload)).toEqual(known);
    const again = open(known, true);
    expect(JSON.stringify(again.blocks)).toContain('"gpt-6-luna@low 94/100, claude-haiku-5.5 91%"');
    const emptied = readWorkloadModal(filled(again, { models: null }), vocabulary);
    expect(emptied.ok && emptied.workload.quality?.models).toBeUndefined();
  });

  test('another model takes the effort and the speed of the one before along, where nobody sees them', () => {
    const view = open({ ...USEFUL, 'current.effort': 'low', 'current.p95LatencyMs': 900 });
    const other = filled(view);
    other.state.values['model.0'] = {
      model: { type: 'external_select', selected_option: { value: 'gpt-6-luna' } },
    };
    const outcome = readWorkloadModal(other, vocabulary);
    expect(outcome.ok && outcome.workload.current).toEqual({ model: 'gpt-6-luna' });
    const same = readWorkloadModal(filled(view), vocabulary);
    expect(same.ok && same.workload.current.effort).toBe('low');
  });

  test('a box that is unticked is denied, a list that is emptied is gone', () => {
    const given = { ...USEFUL, [BATCHABLE]: true, 'constraints.providers': ['OpenAI'] };
    const view = filled(open(given, true), { conditions: [], providers: [] });
    const outcome = readWorkloadModal(view, vocabulary);
    expect(outcome.ok && flatten(outcome.workload)).toEqual({ ...USEFUL, [BATCHABLE]: false });
  });

  test.each([
    ['target', '200%', /at most 100%/],
    ['accuracy', 'good', /percentage/],
    ['accuracy', '210/200', /more right answers \(210\) than answers judged \(200\)/],
    ['smaller', '0/0', /least one answer/],
    ['models', 'gpt-6-lunna 94%', /Did you mean gpt-6-luna\?/],
    ['models', 'gpt-6-luna', /each model with its accuracy/],
    ['models', 'gpt-6-luna 94%, gpt-6-luna 95%', /given twice/],
    ['tolerance', '0.01', /1pt/],
    ['p95', 'fast', /not a number/],
    ['growth', '-95%', /at least/],
    ['latency', 'fast', /not a number/],
    ['exampleTokens', '0', /more than 0/],
    ['setup', '-1', /at least 0/],
    ['retrain', '0', /at least 0.25/],
    ['horizon', '7.5', /whole number/],
  ])('an error beside %s for %s', (field, typed, expected) => {
    const outcome = readWorkloadModal(filled(open(USEFUL, true), { [field]: typed }), vocabulary);
    if (outcome.ok) throw new Error('accepted');
    expect(Object.keys(outcome.errors)).toEqual([`${field}.0`]);
    expect(outcome.errors[`${field}.0`]).toMatch(expected);
  });

  test('the button says how much is given out of sight', () => {
    expect(JSON.stringify(open(USEFUL).blocks)).toContain('"More detail"');
    const given = { ...USEFUL, 'quality.target': 0.9, horizonMonths: 24 };
    expect(JSON.stringify(open(given).blocks)).toContain('More detail (2 given)');
  });

  test('a preset fills the details, too, and keeps them open', () => {
    const preset = PRESETS.find(({ workload }) => workload.quality?.target !== undefined);
    if (!preset) throw new Error('no preset with a target');
    const view = formWithPreset(filled(open(USEFUL, true)), preset, vocabulary, TODAY);
    expect(checkView(view, 'modal')).toBeUndefined();
    expect(view.blocks.map(({ block_id: id }) => id)).toContain('target.1');
    const outcome = readWorkloadModal(filled(view), vocabulary);
    expect(outcome.ok && flatten(outcome.workload)).toEqual(flatten(preset.workload));
  });
});

describe('a preset in the form', () => {
  const preset = findPreset('ticket-triage') ?? PRESETS[0];
  if (!preset) throw new Error('no preset');

  test('fills the form, and its fields get new blocks so that Slack shows them', () => {
    const view = formWithPreset(
      filled(open(USEFUL), { volume: '7', tokens: '9' }),
      preset,
      vocabulary,
      TODAY,
    );
    expect(checkView(view, 'modal')).toBeUndefined();
    const ids = view.blocks.map(({ block_id: id }) => id);
    expect(ids).toContain('volume.1');
    expect(ids).toContain('tokens.1');
    expect(ids).toContain('destination.0');
    expect(JSON.stringify(view.blocks)).toContain(
      `"initial_option":{"text":{"type":"plain_text","text":"${preset.title}"`,
    );
    const outcome = readWorkloadModal(filled(view), vocabulary);
    expect(outcome.ok && flatten(outcome.workload)).toEqual(flatten(preset.workload));
  });

  test('is the same after More detail, which shows it as chosen', () => {
    const chosen = formWithPreset(filled(open(USEFUL)), preset, vocabulary, TODAY);
    const view = formWithDetails(filled(chosen), vocabulary, TODAY);
    expect(JSON.stringify(view.blocks[0])).toContain(`"value":"preset:${preset.id}"`);
    const outcome = readWorkloadModal(filled(view), vocabulary);
    expect(outcome.ok && flatten(outcome.workload)).toEqual(flatten(preset.workload));
  });

  test('leaves alone what was typed into fields that it does not touch', () => {
    const { examples: _, ...data } = preset.workload.data ?? {};
    const partial = { ...preset, workload: { ...preset.workload, data } };
    const view = formWithPreset(filled(open({}), { examples: 'about 20' }), partial, vocabulary, TODAY);
    const examples = view.blocks.find(({ block_id: id }) => id === 'examples.0');
    expect(examples).toMatchObject({ element: { initial_value: 'about 20' } });
  });
});

describe('model suggestions', () => {
  test('every model of the catalogue can be found by its id, and Slack accepts the answer', () => {
    for (const model of book.models) {
      const groups = suggestionGroups(book, model.id, TODAY);
      expect(groups.flatMap(({ options }) => options).some(({ value }) => value === model.id)).toBe(true);
      expect(checkSuggestions({ option_groups: groups })).toEqual([]);
    }
  });

  test('nothing typed lists models by provider; a slip finds the nearest; ended ones say so', () => {
    expect(suggestionGroups(book, '', TODAY).length).toBeGreaterThan(1);
    const slip = suggestionGroups(book, 'gpt4o-mni', TODAY).flatMap(({ options }) =>
      options.map(({ value }) => value),
    );
    expect(slip).toContain('gpt-4o-mini');
    const later = suggestionGroups(book, 'gpt-4o', '2027-06-01').flatMap(({ options }) =>
      options.map(({ text }) => text.text),
    );
    expect(later.some((text) => text.includes('ended'))).toBe(true);
  });
});
