import fc from 'fast-check';
import { EFFORTS, JUDGING_KINDS, TASKS, type Workload, WorkloadSchema } from '../../src/engine/index.js';
import { asOneLine, cut } from '../../src/slack/kit/safe-text.js';
import { CATALOGUE } from '../catalogue.js';

/** Any workload that a person could describe, over the real catalogue. */

export const book = CATALOGUE;
const modelId = fc.constantFrom(...book.models.map(({ id }) => id));
const tokens = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000 }),
  fc.double({ min: 0, max: 5_000, noNaN: true }),
);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const figure = fc.oneof(
  share,
  fc
    .tuple(fc.integer({ min: 1, max: 10_000_000 }), share)
    .map(([items, right]) => ({ right: Math.floor(items * right * 2) / 2, items })),
);
const effort = fc.constantFrom(...EFFORTS);
/** As people name a model, with an effort or not. */
const modelAtEffort = fc
  .tuple(modelId, fc.option(effort))
  .map(([id, at]) => (at === null ? id : `${id}@${at}`));
const usd = fc.double({ min: 0, max: 1e6, noNaN: true });
const optional = { requiredKeys: [] };
/** USD of a price, as sellers write them: at most six decimals. */
const usdPerMTok = fc.integer({ min: 0, max: 1_000_000_000 }).map((millionths) => Number(`${millionths}e-6`));
const tokenPrice = fc
  .tuple(usdPerMTok, usdPerMTok, fc.option(fc.constantFrom(0.1, 0.5)))
  .map(([inputUsdPerMTok, outputUsdPerMTok, part]) => ({
    inputUsdPerMTok,
    ...(part !== null && { cachedInputUsdPerMTok: Number((inputUsdPerMTok * part).toPrecision(6)) }),
    outputUsdPerMTok,
  }));

const volume = fc.oneof(
  fc.record(
    {
      queriesPerDay: fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
      growthPerMonth: fc.integer({ min: -90_000, max: 200_000 }).map((share) => share / 100_000),
    },
    { requiredKeys: ['queriesPerDay'] },
  ),
  fc.record({ oneOffQueries: fc.integer({ min: 1, max: 1e11 }) }),
);

/** Names with everything that Slack might interpret. */
export const nastyName = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<!channel>',
        '<!here|here>',
        '<@U0ADALOVEL>',
        '<#C0MLPLATFO>',
        '@here',
        '*b*',
        '_i_',
        '`c`',
        '~s~',
        ':tada:',
        'https://evil.example',
        'evil.com',
        '&lt;!channel&gt;',
        '<http://a|b>',
        '\n',
        '🦜',
      ),
      fc.string({ maxLength: 10 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => cut(asOneLine(parts.join(' ')), 80))
  .filter((name) => name !== '');

export const anyWorkload: fc.Arbitrary<Workload> = fc
  .record(
    {
      name: nastyName,
      task: fc.constantFrom(...TASKS),
      volume,
      tokens: fc.record(
        {
          staticPrompt: tokens,
          fewShot: tokens,
          user: tokens,
          retrieved: tokens,
          output: tokens,
          reasoning: tokens,
        },
        { requiredKeys: ['user', 'output'] },
      ),
      tuned: fc.record({ staticPrompt: tokens, fewShot: tokens, output: tokens }, optional),
      untuned: fc.record({ staticPrompt: tokens }, optional),
      gpus: fc.record(
        {
          utilisation: fc.integer({ min: 10, max: 1_000 }).map((thousandths) => Number(`${thousandths}e-3`)),
          copies: fc.integer({ min: 1, max: 1_000 }),
          owned: fc.integer({ min: 0, max: 1_000_000 }),
          usdPerKwh: fc.integer({ min: 0, max: 100_000 }).map((thousandths) => Number(`${thousandths}e-3`)),
        },
        optional,
      ),
      tuning: fc.record(
        { trainingUsdPerMTok: usdPerMTok, hostingUsdPerHour: usdPerMTok, quoteUsd: usd },
        optional,
      ),
      current: fc.record(
        {
          model: modelId,
          effort,
          cacheHitRate: share,
          batchShare: share,
          retryRate: share,
          p95LatencyMs: fc.integer({ min: 1, max: 86_400_000 }),
          price: tokenPrice,
          commitmentUsdPerMonth: usd,
        },
        { requiredKeys: ['model'] },
      ),
      candidates: fc.uniqueArray(modelAtEffort, { maxLength: 50 }),
      knowledge: fc.record(
        {
          kind: fc.constantFrom('none' as const, 'static' as const, 'changing' as const),
          corpusTokens: fc.integer({ min: 0, max: 1e12 }),
          changesEveryDays: fc.double({ min: 0.01, max: 36_500, noNaN: true }),
          changedShare: share,
          rerank: fc.boolean(),
          upkeepFte: fc.integer({ min: 0, max: 200 }).map((tenths) => Number(`${tenths}e-1`)),
          mustCite: fc.boolean(),
          failureShare: share,
        },
        optional,
      ),
      quality: fc.record(
        {
          target: share,
          tolerance: fc.integer({ min: 0, max: 100_000 }).map((points) => points / 100_000),
          current: figure,
          smallerModel: figure,
          fineTuned: figure,
          rag: figure,
          models: fc.dictionary(modelAtEffort, figure, { minKeys: 1, maxKeys: 5 }),
          lossPerErrorUsd: usd,
        },
        optional,
      ),
      data: fc.record(
        {
          examples: fc.integer({ min: 0, max: 10_000_000 }),
          tokensPerExample: fc.integer({ min: 1, max: 2_000_000 }),
          labelCostUsd: usd,
          epochs: fc.integer({ min: 1, max: 50 }),
          runs: fc.integer({ min: 1, max: 50 }),
        },
        optional,
      ),
      constraints: fc.record(
        {
          maxLatencyMs: fc.integer({ min: 1, max: 86_400_000 }),
          batchable: fc.boolean(),
          dataStaysInHouse: fc.boolean(),
          noTrainingOnData: fc.boolean(),
          providers: fc.uniqueArray(fc.constantFrom(...book.models.map(({ provider }) => provider)), {
            maxLength: 5,
          }),
          existingFineTuningAccounts: fc.uniqueArray(fc.constantFrom('OpenAI', 'Google'), { maxLength: 2 }),
        },
        optional,
      ),
      stability: fc.record(
        {
          requirementsChangeEveryMonths: fc.double({ min: 0.1, max: 240, noNaN: true }),
          retrainEveryMonths: fc.double({ min: 0.1, max: 240, noNaN: true }),
        },
        optional,
      ),
      people: fc.record(
        {
          engineerMonthlyUsd: usd,
          setupDays: fc.double({ min: 0, max: 1_000, noNaN: true }),
          evaluationDays: fc.integer({ min: 0, max: 1_000 }),
          upkeepFte: fc.double({ min: 0, max: 20, noNaN: true }),
        },
        optional,
      ),
      judging: fc.constantFrom(...JUDGING_KINDS),
      horizonMonths: fc.integer({ min: 1, max: 60 }),
      discountRate: share,
    },
    { requiredKeys: ['volume', 'tokens', 'current'] },
  )
  .map((workload) => WorkloadSchema.safeParse(JSON.parse(JSON.stringify(workload))))
  .filter((parsed) => parsed.success)
  .map((parsed) => {
    if (!parsed.success) throw new Error('filtered');
    return parsed.data;
  });
