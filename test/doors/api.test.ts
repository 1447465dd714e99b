import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ACME, GLOBEX, type Network, startNetwork } from './network.js';

const WORDS = 'gpt-4o 500k/day 2000+200in 100out task=classification';

/** Asks the API as a program would. */
async function ask(
  { url }: Network,
  path: string,
  token: string | undefined,
  body?: unknown,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; body: unknown; text: string }> {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...init,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? null : JSON.parse(text),
  };
}

const Problem = z.strictObject({
  title: z.string().min(1),
  status: z.number(),
  problems: z.array(z.strictObject({ field: z.string(), message: z.string().min(1) })),
});

describe('the API', () => {
  test('advises, compares, counts and names prices, in words and as data', async () => {
    const world = await startNetwork();
    const token = await world.token();
    const advised = await ask(world, '/v1/advise', token, { text: WORDS });
    expect(advised.status).toBe(200);
    const { text, decision } = z
      .object({ text: z.string(), decision: z.object({ headline: z.string() }) })
      .parse(advised.body);
    expect(text.startsWith(decision.headline)).toBe(true);
    const compared = await ask(world, '/v1/compare', token, { text: `gpt-4o gpt-6-luna ${'500k/day'}` });
    expect(compared.body).toMatchObject({ models: [{ model: 'gpt-4o' }, { model: 'gpt-6-luna' }] });
    const counted = await ask(world, '/v1/tokens', token, {
      model: 'gpt-4o',
      text: 'Answer with one label.',
    });
    expect(counted.body).toMatchObject({ tokens: 5, exact: true });
    const priced = await ask(world, '/v1/prices?of=gpt-4o', token);
    expect(priced.body).toMatchObject({ models: [{ id: 'gpt-4o' }] });
    const all = await ask(world, '/v1/prices', token);
    expect(z.object({ models: z.array(z.unknown()).min(10) }).safeParse(all.body).success).toBe(true);
  });

  test('answers with the settings and prices of the workspace whose token it is, and of no other', async () => {
    const world = await startNetwork();
    const [acme, globex] = [await world.token(ACME), await world.token(GLOBEX)];
    await world.workspaces.settings.change(GLOBEX, { userId: 'U1', name: 'Hank' }, new Date(0), (now) => ({
      ...now,
      negotiated: [{ product: 'gpt-4o', discount: 0.5, note: 'SECRET-CONTRACT' }],
    }));
    const [ours, theirs] = await Promise.all(
      [acme, globex].map((token) => ask(world, '/v1/advise', token, { text: WORDS })),
    );
    expect(theirs?.text).toContain('SECRET-CONTRACT');
    expect(ours?.text).not.toContain('SECRET-CONTRACT');
    const [list, own] = await Promise.all(
      [acme, globex].map((token) => ask(world, '/v1/prices?of=gpt-4o', token)),
    );
    expect(list?.text).toContain('"amount":"2.50"');
    expect(own?.text).toContain('"amount":"1.25"');
  });

  test.each([
    ['nothing', () => undefined],
    ['a word', () => 'secret'],
    [
      'a token of which one letter differs',
      (token: string) => `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`,
    ],
    ['the secret of one workspace under the name of another', (token: string) => token.replace(ACME, GLOBEX)],
    ['no secret', (token: string) => token.split('.').slice(0, 2).join('.')],
    ['SQL', (token: string) => token.replace('.', "' OR '1'='1")],
  ])('gives nothing to %s', async (_, change) => {
    const world = await startNetwork();
    const token = change(await world.token());
    for (const path of ['/v1/advise', '/v1/compare', '/v1/tokens']) {
      const { status, headers, body } = await ask(world, path, token, { text: WORDS });
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(Problem.parse(body).title).toMatch(/needs a token of your workspace/);
    }
    expect((await ask(world, '/v1/prices', token)).status).toBe(401);
  });

  test('gives nothing to a token that was withdrawn, nor to one of a workspace that has removed the app', async () => {
    const world = await startNetwork();
    const [withdrawn, removed, other] = [await world.token(), await world.token(GLOBEX), await world.token()];
    const [first] = await world.workspaces.tokens.list(ACME);
    expect(await world.workspaces.tokens.withdraw(ACME, { userId: 'U1' }, first?.id ?? '', new Date(0))).toBe(
      true,
    );
    world.remove(GLOBEX);
    const statuses = await Promise.all(
      [withdrawn, removed, other].map(async (token) => (await ask(world, '/v1/prices', token)).status),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(2);
    expect(statuses[1]).toBe(401);
  });

  test('answers so many requests a minute for each token, and says when to try again', async () => {
    const world = await startNetwork({ requestsAMinute: 3 });
    const [token, other] = [await world.token(), await world.token()];
    for (let request = 0; request < 3; request += 1)
      expect((await ask(world, '/v1/prices', token)).status).toBe(200);
    const refused = await ask(world, '/v1/prices', token);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Problem.parse(refused.body).title).toMatch(/more than 3 requests a minute/);
    expect((await ask(world, '/v1/prices', other)).status).toBe(200);
  });

  test.each<[string, unknown, number, string, RegExp]>([
    ['no JSON', '{"text":', 400, '', /is no JSON/],
    ['an empty question', {}, 400, '', /say what it is about/],
    ['a list', [], 400, '', /wrong type/],
    ['a slip', { txt: WORDS }, 400, 'txt', /Did you mean text\?/],
    ['an unknown model', { text: 'gpt4o-mni 5k/day 200in 100out' }, 400, 'text', /Did you mean/],
    [
      'a slip within the workload',
      {
        workload: {
          volume: { queriesPerDay: 5 },
          tokens: { user: 1, output: 1, ouput: 2 },
          current: { model: 'gpt-4o' },
        },
      },
      400,
      'workload.tokens.ouput',
      /Did you mean output\?/,
    ],
  ])('of %s names the field and the mend', async (_, body, status, field, words) => {
    const world = await startNetwork();
    const answer = await ask(world, '/v1/advise', await world.token(), body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const { title, problems } = Problem.parse(answer.body);
    expect(problems.map((one) => one.field)).toEqual(field === '' && problems.length === 0 ? [] : [field]);
    expect([title, ...problems.map(({ message }) => message)].join(' ')).toMatch(words);
  });

  test('refuses a body that is too large unread, one that is no JSON, and another method', async () => {
    const world = await startNetwork();
    const token = await world.token();
    expect(
      (await ask(world, '/v1/tokens', token, { model: 'gpt-4o', text: 'x'.repeat(1_100_000) })).status,
    ).toBe(413);
    const asText = await fetch(`${world.url}/v1/advise`, {
      method: 'POST',
      body: '{}',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asText.status).toBe(415);
    const wrong = await ask(world, '/v1/advise', token);
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('POST');
  });

  test('logs neither tokens nor what was asked', async () => {
    const world = await startNetwork();
    const token = await world.token();
    await ask(world, '/v1/tokens', token, { model: 'gpt-4o', text: 'A SECRET PROMPT' });
    await ask(world, '/v1/tokens', `${token}x`, { model: 'gpt-4o', text: 'A SECRET PROMPT' });
    const log = world.log.join('\n');
    expect(log).not.toContain('SECRET');
    expect(log).not.toContain(token.split('.')[2]);
  });

  test('whatever it is asked, answers or says what is wrong, and never fails', async () => {
    const world = await startNetwork();
    const token = await world.token();
    const field = fc.constantFrom(
      'workload',
      'text',
      'models',
      'model',
      'whole',
      'volume',
      'tokens',
      'current',
      '__proto__',
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(WORDS, 'preset ticket-triage', 'gpt-4o', ['gpt-4o', 'gpt-6-luna'], -1, 1e308, ''),
      fc.record({
        volume: fc.record({ queriesPerDay: fc.oneof(fc.double({ noNaN: true }), fc.constant(5)) }),
        tokens: fc.record({ user: fc.oneof(fc.nat(), fc.constant('1')), output: fc.nat() }),
        current: fc.record({ model: fc.constantFrom('gpt-4o', 'gpt-6-luna@low', 'toString', '') }),
      }),
    );
    const body = fc.oneof(
      fc
        .array(fc.tuple(field, value), { maxLength: 4 })
        .map((entries) => JSON.stringify(Object.fromEntries(entries))),
      fc.json(),
      fc.string(),
    );
    const path = fc.constantFrom('/v1/advise', '/v1/compare', '/v1/tokens');
    await fc.assert(
      fc.asyncProperty(path, body, async (address, sent) => {
        const answer = await ask(world, address, token, sent, sent === '' ? { body: '' } : {});
        expect([200, 400]).toContain(answer.status);
        if (answer.status === 400) Problem.parse(answer.body);
      }),
      { numRuns: 120 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (of) => {
        const answer = await ask(world, `/v1/prices?of=${encodeURIComponent(of)}`, token);
        expect([200, 400]).toContain(answer.status);
      }),
      { numRuns: 60 },
    );
    expect(world.log.join('\n')).not.toContain('A request of the API failed');
  });
});

describe('the OpenAPI document', () => {
  async function document(world: Network) {
    const { status, body } = await ask(world, '/v1/openapi.json', undefined);
    expect(status).toBe(200);
    return z
      .looseObject({ components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }) })
      .parse(body);
  }

  test('is valid OpenAPI 3.1, by a validator that is not ours, and needs no token', async () => {
    const validator = new Validator();
    expect(await validator.validate(await document(await startNetwork()))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('describes what is taken and what is answered', async () => {
    const world = await startNetwork();
    const token = await world.token();
    const { components } = await document(world);
    const ajv = new Ajv2020({ strict: false, formats: { date: true } });
    ajv.addSchema({ $id: 'api', components });
    const schemaOf = (name: string) => ajv.compile({ $ref: `api#/components/schemas/${name}` });
    for (const [path, name, asked] of [
      ['/v1/advise', 'Advise', { text: WORDS }],
      ['/v1/compare', 'Compare', { models: ['gpt-4o', 'gpt-6-luna'], text: '5k/day' }],
      ['/v1/tokens', 'CountTokens', { model: 'gpt-4o', text: 'hello' }],
    ] as const) {
      expect(schemaOf(`${name}Question`)(asked), name).toBe(true);
      expect(schemaOf(`${name}Question`)({ ...asked, surplus: 1 }), name).toBe(false);
      const answer = schemaOf(`${name}Answer`);
      expect(answer((await ask(world, path, token, asked)).body), JSON.stringify(answer.errors)).toBe(true);
      expect(answer({}), name).toBe(false);
    }
    const prices = schemaOf('PricesAnswer');
    expect(prices((await ask(world, '/v1/prices', token)).body), JSON.stringify(prices.errors)).toBe(true);
    expect(schemaOf('Problem')((await ask(world, '/v1/advise', token, {})).body)).toBe(true);
  });
});
