import { describe, expect, it } from 'vitest';
import { CallsStore, withCall } from '../../src/playground/page/calls-store.js';
import { stepsDone } from '../../src/playground/page/guide/progress.js';
import { findCalls, outcomeOf } from '../../src/playground/page/payloads/find-calls.js';
import { call } from './page-fixture.js';

describe('the payloads', () => {
  it('are one entry each, brought up to date by the answer, and the oldest go first', () => {
    const { answer: _, ...open } = call(1);
    const calls = withCall([open], call(1));
    expect(calls).toEqual([call(1)]);
    const store = new CallsStore();
    for (let id = 1; id <= 450; id += 1) store.put(call(id));
    expect(store.all()).toHaveLength(400);
    expect(store.all()[0]?.id).toBe(51);
  });

  it('are found by all words in name, payload, answer and problems, newest first', () => {
    const calls = [
      call(1, { payload: { text: 'preset Ticket-Triage' } }),
      call(2, { name: 'chat.postMessage', direction: 'app-to-slack', payload: { channel: 'C1' } }),
      call(3, {
        name: 'views.open',
        direction: 'app-to-slack',
        problems: [{ reason: 'too long', pointer: '/x' }],
      }),
    ];
    const found = (text: string, direction: Parameters<typeof findCalls>[1]['direction'] = 'both') =>
      findCalls(calls, { text, direction }).map(({ id }) => id);
    expect(found('')).toEqual([3, 2, 1]);
    expect(found('TRIAGE preset')).toEqual([1]);
    expect(found('too long')).toEqual([3]);
    expect(found('', 'app-to-slack')).toEqual([3, 2]);
    expect(found('triage', 'app-to-slack')).toEqual([]);
  });

  it.each([
    [{ answer: { status: 200, body: { ok: true }, tookMs: 1 } }, { tone: 'good', text: '200' }],
    [{ answer: { status: 500, body: '', tookMs: 1 } }, { tone: 'bad', text: '500' }],
    [{ answer: { body: '', tookMs: 3000 } }, { tone: 'bad', text: 'no answer' }],
    [
      { answer: { status: 200, body: {}, error: 'invalid_blocks', tookMs: 1 } },
      { tone: 'bad', text: 'invalid_blocks' },
    ],
  ])('say how they went: %j', (more, outcome) => {
    expect(outcomeOf(call(1, more))).toEqual(outcome);
  });

  it('wait until they are answered', () => {
    const { answer: _, ...open } = call(1);
    expect(outcomeOf(open)).toEqual({ tone: 'open', text: 'waiting' });
  });
});

describe('the steps of the guide', () => {
  const command = (text: string) => call(1, { payload: { command: '/ftcost', text } });
  const says = (text: string) =>
    call(2, { direction: 'app-to-slack', name: 'response_url', payload: { text } });
  const posts = (text: string) =>
    call(4, { direction: 'app-to-slack', name: 'chat.postMessage', payload: { text } });
  const submits = (answer: string | object) =>
    call(3, {
      name: 'view_submission',
      payload: { view: { callback_id: 'digest_form' } },
      answer: { status: 200, body: answer, tookMs: 5 },
    });

  it('are ticked off by what the app took and said, no matter who typed it', () => {
    const calls = [command('preset ticket-triage'), says('Saved as “Ticket triage”.'), submits('')];
    expect([...stepsDone(calls, undefined, false)].sort()).toEqual(['ask', 'save', 'subscribe']);
    const alert = 'Triage flips: switch to X.\nAn alert. To stop these: /ftcost digest alerts off.';
    const reminder = `${alert}\nGPT-4o stops answering on 14 Jan 2027, in 30 days`;
    const later = [says('#x is told at 09:00, at most once a day'), says('Saved as “Invoices”.')];
    const told = [...later, posts(alert), posts(reminder)];
    const steps = stepsDone(told, undefined, false);
    expect([...steps].sort()).toEqual(['alert', 'alerts', 'ending', 'reminder', 'save']);
  });

  it('stay open when the app did not take it, or something else was sent', () => {
    const failed = call(1, {
      payload: { command: '/ftcost', text: 'preset x' },
      answer: { body: '', error: 'operation_timeout', tookMs: 3000 },
    });
    const refused = submits({ response_action: 'errors', errors: { hour: 'Choose an hour.' } });
    const calls = [failed, refused, command('presets'), command('digest'), says('Working it out')];
    expect(stepsDone(calls, undefined, false).size).toBe(0);
  });

  it('know that prices fell when another feed than the first is in use', () => {
    const list = [
      { id: 'a', label: 'Before' },
      { id: 'b', label: 'After' },
    ];
    expect(stepsDone([], { list, current: 'a' }, false).size).toBe(0);
    expect([...stepsDone([], { list, current: 'b' }, true)]).toEqual(['prices', 'clock']);
  });
});
