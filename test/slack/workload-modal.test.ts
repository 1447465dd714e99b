import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPreset, PRESETS, type Workload } from '../../src/engine/index.js';
import { checkSuggestions, checkView } from '../../src/playground/slack-server/validate/index.js';
import { suggestionGroups } from '../../src/slack/modals/model-suggestions.js';
import { formWithPreset } from '../../src/slack/modals/preset-selected.js';
import { readWorkloadModal } from '../../src/slack/modals/read-workload-modal.js';
import { workloadModal } from '../../src/slack/modals/workload-modal.js';
import { type FlatWorkload, flatten } from '../../src/slack/workload/flat-workload.js';
import { vocabularyOf } from '../../src/slack/workload/vocabulary.js';
import { anyWorkload, book } from './arbitraries.js';
import { untouchedState } from './form-client.js';

const TODAY = '2026-11-22';
const vocabulary = vocabularyOf(book, TODAY);

function open(flat: FlatWorkload) {
  return workloadModal({ flat, findModel: vocabulary.findModel, today: TODAY, channelId: 'C0OPENED00' });
}

type View = ReturnType<typeof open>;

/** The view as Slack hands it back, with some fields typed over. */
function filled(view: View, typed: Record<string, string | null> = {}) {
  const values = untouchedState(view.blocks, 'C0CHOSEN00');
  for (const [field, value] of Object.entries(typed)) {
    const blockId = Object.keys(values).find((id) => id.startsWith(`${field}.`)) ?? `${field}.0`;
    values[blockId] = { [field]: { type: 'plain_text_input', value } };
  }
  return { private_metadata: view.private_metadata ?? '', state: { values } };
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
    }
  });

  test('loses nothing: any workload comes back as it went in', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const view = open(flatten(workload));
        expect(checkView(view, 'modal')).toBeUndefined();
        const outcome = readWorkloadModal(filled(view), vocabulary);
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
        expect(bare(outcome.workload)).toEqual(bare(workload));
        expect(outcome.destination).toEqual({ kind: 'conversation', channelId: 'C0CHOSEN00' });
      }),
      { numRuns: 150 },
    );
  });

  test('keeps what came from initial values when Slack leaves it out of the state', () => {
    const view = filled(open(USEFUL));
    const values = Object.fromEntries(
      Object.entries(view.state.values).filter(([id]) => !/^(user|model|unit|destination)\./.test(id)),
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
      readWorkloadModal(filled(view, { volume: '1.5M', user: '2k', examples: '5,000' }), vocabulary),
    ).toMatchObject({
      ok: true,
      workload: { volume: { queriesPerDay: 1_500_000 }, tokens: { user: 2000 }, data: { examples: 5000 } },
    });
    expect(readWorkloadModal(filled(view, { volume: '20/s' }), vocabulary)).toMatchObject({
      ok: true,
      workload: { volume: { queriesPerDay: 1_728_000 } },
    });
  });

  test('a field that was emptied is gone', () => {
    const view = open({ ...USEFUL, 'tokens.staticPrompt': 2000, name: 'Triage' });
    const outcome = readWorkloadModal(filled(view, { static: null, name: null }), vocabulary);
    expect(outcome.ok && flatten(outcome.workload)).toEqual(USEFUL);
  });

  const mistakes: readonly (readonly [string, string, RegExp])[] = [
    ['volume', 'lots', /not a number/],
    ['volume', '-5', /more than 0/],
    ['volume', '5/fortnight', /time span/],
    ['user', '2 thousand', /not a number/],
    ['user', '3M', /at most 2M/],
    ['output', '-1', /at least 0/],
    ['examples', '1.5', /whole number/],
    ['exampleTokens', '0', /more than 0/],
    ['user', '0', /at least one prompt token/],
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
      findModel: vocabulary.findModel,
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

describe('a preset in the form', () => {
  const preset = findPreset('ticket-triage') ?? PRESETS[0];
  if (!preset) throw new Error('no preset');

  test('fills the form, and its fields get new blocks so that Slack shows them', () => {
    const view = formWithPreset(filled(open(USEFUL), { volume: '7', user: '9' }), preset, vocabulary, TODAY);
    expect(checkView(view, 'modal')).toBeUndefined();
    const ids = view.blocks.map(({ block_id: id }) => id);
    expect(ids).toContain('volume.1');
    expect(ids).toContain('user.1');
    expect(ids).toContain('destination.0');
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
