import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  ADA,
  ADA_AND_BOT,
  ML_PLATFORM,
  type SlackServer,
  TEAM,
} from '../../src/playground/slack-server/index.js';
import {
  AS_IN_MANIFEST,
  clickButton,
  numbers,
  startWorld,
  type World,
  type WorldOptions,
} from './harness.js';

/** Files sent to the app in a direct message. */

// An encoding is loaded once; on a busy machine that takes a while.
beforeAll(async () => {
  await numbers.read({
    kind: 'any',
    files: [{ name: 'a', bytes: 1, chunks: inPieces(['{"prompt":"a","completion":"b"}\n']) }],
    model: { id: 'gpt-4o', provider: 'OpenAI' },
  });
}, 240_000);

async function* inPieces(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const line of lines) yield Buffer.from(line);
}

const SECRET = 'the zanzibar clause';
const example = (index: number, answer = index % 2 === 0 ? 'shipping' : 'refund') =>
  `${JSON.stringify({
    messages: [
      { role: 'system', content: 'Answer with one label.' },
      { role: 'user', content: `Parcel ${index} is late, see ${SECRET}` },
      { role: 'assistant', content: answer },
    ],
  })}\n`;
const TRAINING = Array.from({ length: 60 }, (_, index) => example(index)).join('');
const USAGE = [
  'start_time,end_time,num_model_requests,model,batch,input_tokens,output_tokens,input_cached_tokens',
  ...Array.from(
    { length: 14 },
    (_, day) =>
      `${1_789_000_000 + day * 86_400},${1_789_086_400 + day * 86_400},50000,gpt-4o,false,60000000,5000000,0`,
  ),
  '1789000000,1789086400,3000,gpt-4o-mini,false,3000000,300000,0',
].join('\n');

const QUESTION =
  'gpt-6.2-sol 50k/day 1500+500in 100out task=classification candidates=gpt-6.1-terra loss=$0.01';
const RESULTS = [
  'item,model,correct',
  ...Array.from({ length: 500 }, (_, item) =>
    [`${item},gpt-6.2-sol,${item < 460 ? 1 : 0}`, `${item},gpt-6.1-terra,${item < 472 ? 1 : 0}`].join('\n'),
  ),
].join('\n');

function startOpen(options: WorldOptions = {}): Promise<World> {
  return startWorld({ ...options, server: { ...AS_IN_MANIFEST, ...options.server } });
}

/** Sends files to the app with words, as Ada, and waits until it has finished. */
async function send(
  world: World,
  files: Readonly<Record<string, string | Buffer>>,
  text = '',
  send: (slack: SlackServer, fileIds: string[]) => Promise<unknown> = (slack, fileIds) =>
    slack.sendMessage({ userId: ADA, channelId: ADA_AND_BOT, text, fileIds }),
): Promise<void> {
  const ids = Object.entries(files).map(([name, content]) =>
    world.slack.uploadFile({ userId: ADA, name, bytes: Buffer.from(content) }),
  );
  await send(world.slack, ids);
  await world.settled();
}

/** What the app has said in the direct message, without the lines on progress. */
function answers(world: World) {
  return said(world).filter(({ userId, text }) => userId !== ADA && !/^Read(?:ing)? /.test(text));
}

/** Everything in the direct message, without the invisible marks that keep Slack from making links of names. */
function said(world: World) {
  return world.slack
    .messages(ADA_AND_BOT)
    .map((message) => ({ ...message, text: message.text.replaceAll('\u2060', '') }));
}

describe('a training file in a direct message', () => {
  test('is read, and its faults and its bills are told; what is missing is asked for in the form', async () => {
    const world = await startOpen();
    await send(world, { 'train.jsonl': `${TRAINING}${example(3, 'shipping')}{"messages":[]}\n` });
    const [report, ...rest] = answers(world);
    expect(rest).toEqual([]);
    expect(report?.text).toContain('61 examples');
    expect(report?.text).toMatch(/Line 62: the list of messages is empty|Line 62/);
    expect(report?.text).toContain('answers otherwise (line 61)');
    expect(report?.text).toContain('For the whole advice');
    await clickButton(world, report, 'open_form', ADA);
    const form = JSON.stringify(world.slack.openViews(ADA)[0]?.blocks);
    expect(form).toContain('"initial_value":"61"');
    expect(form).toContain('fixed + ');
  });

  test('comes to the whole advice with the model and the volume beside it', async () => {
    const world = await startOpen();
    await send(world, { 'train.jsonl': TRAINING }, 'gpt-4o 50k/day');
    const [report, result] = answers(world);
    expect(report?.text).toContain('60 examples');
    expect(result?.text).toContain('Next step');
    expect(result?.text).toContain('50,000 queries a day');
    expect(answers(world)).toHaveLength(2);
  });

  test('whose advice plans a test gets it as a kit that names rows and carries none of the text', async () => {
    const world = await startOpen();
    const many = Array.from({ length: 400 }, (_, index) => example(index)).join('');
    await send(world, { 'train.jsonl': many }, QUESTION);
    expect(answers(world)[1]?.text).toMatch(/^Test GPT-6.1 Terra first/);
    const kit = world.slack
      .messages(ADA_AND_BOT)
      .flatMap(({ fileIds = [] }) => fileIds.map((id) => world.slack.file(id)))
      .filter((file) => file?.name !== 'train.jsonl');
    expect(kit.map((file) => file?.name)).toEqual([
      'pilot-README.md',
      'pilot-rows.csv',
      'promptfooconfig.yaml',
    ]);
    const text = kit.map((file) => file?.bytes.toString()).join('\n');
    expect(text).toContain('openai:chat:gpt-6.1-terra');
    expect(text).toMatch(/What passes.*more right than today/);
    expect(text).not.toContain('zanzibar');
  });

  test('is nowhere kept, and its text is neither told nor logged', async () => {
    const world = await startOpen();
    await send(world, { 'train.jsonl': TRAINING }, 'gpt-4o 50k/day');
    const everything = JSON.stringify([world.log, world.slack.calls, world.slack.messages(ADA_AND_BOT)]);
    expect(everything).not.toContain('zanzibar');
    const kept = await world.store.database.execute(sql`SELECT asked FROM accepted_requests`);
    expect(JSON.stringify(kept)).not.toContain('train.jsonl');
  });
});

test('a usage export says what to decide first, and each model opens in the form', async () => {
  const world = await startOpen();
  await send(world, { 'usage.csv': USAGE });
  const [report, result] = answers(world);
  expect(report?.text).toContain('2 models in 14 days');
  expect(report?.text).toMatch(/gpt-4o: .+ gpt-4o-mini: /);
  expect(result?.text).toContain('Next step');
  await clickButton(world, report, 'adjust:1', ADA);
  expect(JSON.stringify(world.slack.openViews(ADA)[0]?.blocks)).toContain('GPT-4o mini');
});

test('an evaluation turns a test first into a clear verdict', async () => {
  const world = await startOpen();
  await world.slack.sendMessage({ userId: ADA, channelId: ADA_AND_BOT, text: QUESTION });
  await world.settled();
  await send(world, { 'results.csv': RESULTS }, QUESTION);
  const [before, report, after] = answers(world);
  expect(before?.text).toMatch(/^Test /);
  expect(report?.text).toContain('2 models on 500 items');
  expect(after?.text).toContain('switch to GPT-6.1 Terra');
  for (const result of [before, after]) await clickButton(world, result, 'save_estimate', ADA);
  const { estimates } = await world.workspaces.estimates.list(TEAM.id);
  expect(estimates.map(({ decision }) => decision.grade).sort()).toEqual(['clear', 'test-first']);
});

test('two models on the same items come with the picture of what routing brings, for the person alone', async () => {
  const world = await startOpen();
  const rows = Array.from({ length: 40 }, (_, item) =>
    [`${item},gpt-4o,${item < 38 ? 1 : 0},0.01`, `${item},gpt-6-luna,${item < 30 ? 1 : 0},0.001`].join('\n'),
  );
  await send(world, { 'results.csv': ['item,model,correct,cost', ...rows].join('\n') });
  const shown = answers(world).at(-1);
  expect(shown?.text).toContain('gpt-6-luna first, gpt-4o for a share: 75% to 95% right');
  expect(JSON.stringify(shown?.blocks)).toMatch(/"type":"image","slack_file".*"alt_text":"gpt-6-luna first/);
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
});

test('scores are right from the threshold that is given with them', async () => {
  const world = await startOpen();
  const scores = 'item,model,score\na,gpt-4o,0.7\nb,gpt-4o,0.6\n';
  await send(world, { 'scores.csv': scores });
  await send(world, { 'scores.csv': scores }, 'threshold=0.65');
  const [asked, report] = answers(world);
  expect(asked?.text).toContain('threshold=0.7 with the file in Slack');
  expect(report?.text).toContain('right in 50%');
});

/** A mention of everybody, markup, marks that turn the direction of writing, a bell, and no end. */
const HOSTILE = '<!channel> *x*\u202e\u0007'.padEnd(300, 'y');

describe('what cannot be read', () => {
  test.each([
    ['prose', { 'letter.txt': 'Dear all, the figures are attached.' }, /nothing that I can read/],
    ['nothing', { 'empty.jsonl': '' }, /empty\.jsonl is empty/],
    ['an archive that unfolds', { 'bomb.gz': gzipSync(Buffer.alloc(5e6)) }, /compressed with gzip/],
    ['UTF-16', { 'wide.csv': Buffer.from('\uFEFFitem,model,correct', 'utf16le') }, /UTF-16/],
    ['a document cut short', { 'usage.json': '{"object":"page","data":[{"results":[' }, /cut short/],
    ['several kinds', { 'a.jsonl': TRAINING, 'b.csv': USAGE }, /a training file, b\.csv is a usage export/],
    ['a hostile name', { [HOSTILE]: 'prose' }, /^&lt;!channel&gt; .{0,200}nothing that I can read/],
  ])('is answered clearly, and nothing is posted: %s', async (_, files, message) => {
    const world = await startOpen();
    await send(world, files);
    const [answer, ...rest] = answers(world);
    expect(rest).toEqual([]);
    expect(answer?.text).toMatch(message);
    expect(answer?.mentions).toEqual([]);
  });

  test('a byte order mark and CRLF are no fault', async () => {
    const world = await startOpen();
    await send(world, { 'train.jsonl': `\uFEFF${TRAINING.replaceAll('\n', '\r\n')}` });
    expect(answers(world)[0]?.text).toContain('60 examples');
    expect(answers(world)[0]?.text).toContain('No line has a fault');
  });

  test('a word that is not known is named before anything is read', async () => {
    const world = await startOpen();
    await send(world, { 'train.jsonl': TRAINING }, 'gpt-4o-mni 50k/day');
    expect(answers(world)[0]?.text).toContain('gpt-4o-mini');
    expect(world.slack.calls.some(({ method }) => method === 'files.download')).toBe(false);
  });
});

describe('Slack', () => {
  test.each([
    [
      'does not allow it',
      { method: 'files.info', respond: { body: { ok: false, error: 'missing_scope' } } },
      /may not read files.*reinstall/,
    ],
    [
      'does not have it any more',
      { method: 'files.info', respond: { body: { ok: false, error: 'file_deleted' } } },
      /may be gone/,
    ],
    [
      'sends us to where people sign in',
      {
        method: 'files.download',
        respond: { status: 302, headers: { location: 'https://slack.com/signin' } },
      },
      /did not hand over train\.jsonl/,
    ],
    [
      'answers with an error',
      { method: 'files.download', respond: { status: 500, body: '' } },
      /did not hand over/,
    ],
    ['breaks off', { method: 'files.download', respond: { destroySocket: true } }, /did not hand over/],
    [
      'delivers a part',
      { method: 'files.download', respond: { status: 200, body: TRAINING.slice(0, 500) } },
      /in part only/,
    ],
    [
      'delivers more than it says',
      { method: 'files.download', respond: { status: 200, body: TRAINING + TRAINING } },
      /longer than Slack says/,
    ],
    [
      'keeps it elsewhere',
      {
        method: 'files.info',
        respond: { body: { ok: true, file: { name: 'x', mode: 'external', is_external: true } } },
      },
      /no file that Slack keeps/,
    ],
    [
      'names a host that is not its own',
      {
        method: 'files.info',
        respond: { body: { ok: true, file: { name: 'x', size: 5, url_private: 'https://evil.example/x' } } },
      },
      /does not stand with Slack/,
    ],
    [
      'says that it is huge',
      {
        method: 'files.info',
        respond: {
          body: { ok: true, file: { name: 'x', size: 3e8, url_private: 'https://files.slack.com/x' } },
        },
      },
      /larger than 200 MB/,
    ],
  ])('%s: the person is told, and nothing else happens', async (_, fault, message) => {
    const world = await startOpen();
    world.slack.faults.add(fault);
    await send(world, { 'train.jsonl': TRAINING }, 'gpt-4o 50k/day');
    const [answer, ...rest] = answers(world);
    expect(answer?.text).toMatch(message);
    expect(rest).toEqual([]);
  });

  test('delivers the message twice: it is read and answered once', async () => {
    const world = await startOpen();
    await send(world, { 'train.jsonl': TRAINING }, 'gpt-4o 50k/day', async (slack, fileIds) => {
      const event = {
        type: 'message',
        channel_type: 'im',
        subtype: 'file_share',
        user: ADA,
        channel: ADA_AND_BOT,
        text: 'gpt-4o 50k/day',
        ts: '1.0',
        files: fileIds.map((id) => ({ id })),
      };
      await slack.sendMessage({ userId: ADA, channelId: ADA_AND_BOT, text: 'hold on', fileIds });
      await world.settled();
      await slack.sendEvent(event, { copies: 2 });
    });
    expect(answers(world).filter(({ text }) => text.includes('Next step'))).toHaveLength(1);
  });
});

test('a long reading says how far it is, in one line, and is stopped by its button', async () => {
  const world = await startOpen();
  const long = Array.from({ length: 60_000 }, (_, index) => example(index)).join('');
  const sending = send(world, { 'long.jsonl': long });
  const line = () => said(world).find(({ text }) => text.includes('long.jsonl'));
  await expect.poll(() => line()?.text, { timeout: 60_000 }).toMatch(/Reading long\.jsonl: \d+%/);
  const ts = line()?.ts;
  const message = line();
  const block = message?.blocks.at(-1) as { block_id: string };
  await world.slack.sendAction({
    userId: ADA,
    container: { kind: 'message', channelId: ADA_AND_BOT, ts: ts ?? '' },
    blockId: block.block_id,
    action: { action_id: 'stop_reading' },
  });
  await sending;
  expect(line()).toMatchObject({ ts, text: 'Reading long.jsonl has ended.' });
  expect(answers(world).map(({ text }) => text)).toEqual(['The reading was stopped.']);
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
});

test('results are added to a saved estimate, and the person reads what that does to its verdict', async () => {
  const world = await startOpen();
  await world.slack.sendMessage({ userId: ADA, channelId: ADA_AND_BOT, text: `${QUESTION} name=Triage` });
  await world.settled();
  await clickButton(world, answers(world)[0], 'save_estimate', ADA);
  await send(world, { 'results.csv': RESULTS });
  const report = answers(world).at(-1);
  expect(report?.text).toContain('For the whole advice');
  await clickButton(world, report, 'add_results', ADA);
  const [view] = world.slack.openViews(ADA);
  expect(JSON.stringify(view?.blocks)).toContain('Its model in use was judged');
  const [estimate] = (await world.workspaces.estimates.list(TEAM.id)).estimates;
  expect(estimate?.decision.grade).toBe('test-first');
  const chosen = { type: 'static_select', selected_option: { value: estimate?.id } };
  const stateValues = { estimate: { estimate: chosen } };
  await world.slack.submitView({
    userId: ADA,
    viewId: view?.id ?? '',
    stateValues,
    overrides: { copies: 2 },
  });
  await world.settled();
  const told = answers(world).filter(({ text }) => text.includes('holds what was judged now'));
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toMatch(
    /Triage.*The verdict was “Test GPT.*Now: .*switch to GPT-6.1 Terra: saves \$/,
  );
  const after = await world.workspaces.estimates.find(TEAM.id, estimate?.id ?? '');
  expect(after?.workload.quality).toMatchObject({
    current: { right: 460, items: 500 },
    models: { 'gpt-6.1-terra': { right: 472, items: 500 } },
  });
  expect(after?.decision.grade).toBe('clear');
});

describe('the file field of the form', () => {
  const MODEL = { text: { type: 'plain_text', text: 'GPT-4o' }, value: 'gpt-4o' };
  const FILLED = {
    'model.0': { model: { type: 'external_select', selected_option: MODEL } },
    'volume.0': { volume: { type: 'plain_text_input', value: '50k' } },
    'tokens.0': { tokens: { type: 'plain_text_input', value: '2k + 200 in, 100 out' } },
  };

  /** Opens the form in #ml-platform with all its fields. */
  async function openDetailed(world: World): Promise<string> {
    await world.type('/ftcost');
    const viewId = world.slack.openViews(ADA)[0]?.id ?? '';
    const container = { kind: 'view', viewId } as const;
    const action = { action_id: 'more_detail' };
    await world.slack.sendAction({
      userId: ADA,
      container,
      blockId: 'privacy.0',
      action,
      stateValues: FILLED,
    });
    await world.settled();
    return viewId;
  }

  const hasField = (world: World) =>
    JSON.stringify(world.slack.openViews(ADA)[0]?.blocks).includes('file_input');

  async function submit(world: World, name: string, content: string, copies = 1): Promise<void> {
    const viewId = await openDetailed(world);
    await send(world, { [name]: content }, '', (slack, ids) => {
      const files = { type: 'file_input', files: ids.map((id) => ({ id })) };
      const stateValues = { ...FILLED, 'files.0': { files } };
      return slack.submitView({ userId: ADA, viewId, stateValues, overrides: { copies } });
    });
  }

  test('fills what is left empty; the result is posted where the form says, the findings go to the person alone', async () => {
    const world = await startOpen();
    await submit(world, 'train.jsonl', TRAINING, 2);
    const [result, ...rest] = world.slack.messages(ML_PLATFORM);
    expect(rest).toEqual([]);
    expect(result?.text).toContain('classification · 50,000 queries a day');
    const [report, ...more] = answers(world);
    expect(more).toEqual([]);
    expect(report?.text).toContain('60 examples');
    await clickButton(world, result, 'adjust', ADA);
    const form = JSON.stringify(world.slack.openViews(ADA)[0]?.blocks);
    expect(form).toContain('"initial_value":"60"');
    expect(form).toContain('2k fixed + 200 in, 100 out');
  });

  test('says what is wrong with a file to the person alone, and nothing is posted', async () => {
    const world = await startOpen();
    await submit(world, 'letter.txt', 'Dear all, the figures are attached.');
    expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
    const told = world.slack.ephemerals(ADA).at(-1);
    expect(told?.text).toMatch(/nothing that I can read.*Nothing was posted/);
    await clickButton(world, told, 'adjust', ADA);
    expect(world.slack.openViews(ADA)).toHaveLength(1);
  });

  test('is left out where the app may not read files, and everything else stays', async () => {
    const allowed = await startOpen();
    await openDetailed(allowed);
    expect(hasField(allowed)).toBe(true);
    const scopes = (AS_IN_MANIFEST.scopes ?? []).filter((scope) => scope !== 'files:read');
    const world = await startOpen({ server: { scopes } });
    await openDetailed(world);
    expect(hasField(world)).toBe(false);
    expect(JSON.stringify(world.slack.openViews(ADA)[0]?.blocks)).toContain('Accuracy needed');
  });
});
