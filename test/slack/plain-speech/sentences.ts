import type { FlatWorkload } from '../../../src/slack/grammar/flat-workload.js';

/**
 * Sixty sentences as people say them, written before there was a reader for them, with what each means: the values
 * that have to be read, and what has to be asked for. What is in neither may not be read out of it.
 */

/** One sentence, and what a careful colleague would have understood. */
export interface Sentence {
  readonly said: string;
  /** Path to value, as in a `FlatWorkload`: all of them and no other. */
  readonly means: FlatWorkload;
  /** Paths that are missing or unclear: asked for. Empty where the answer can be worked out at once. */
  readonly asks?: readonly string[];
  /** Paths of `means` that are asked for instead of read: one right question each. */
  readonly asksInstead?: readonly string[];
  /** True where something in it has to be asked back, whatever else is missing. */
  readonly asksBack?: true;
}

const MODEL = 'current.model';
const PER_DAY = 'volume.queriesPerDay';
const IN = 'tokens.user';
const OUT = 'tokens.output';
const FIXED = 'tokens.staticPrompt';
const RAG = 'tokens.retrieved';

/** The forty with which the reader was made. */
export const SENTENCES: readonly Sentence[] = [
  // Typed fast.
  {
    said: 'we have 500k tickets a day on gpt-4o with a 2k prompt, should we fine-tune?',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 500_000, [IN]: 2_000 },
    asks: [OUT],
  },
  {
    said: '500k tickets a day, 2k prompt, about 300 tokens back, gpt-4o',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 500_000, [IN]: 2_000, [OUT]: 300 },
  },
  {
    said: 'gpt4o 20 rps 1.5k prompt 200 completion',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 1_728_000, [IN]: 1_500, [OUT]: 200 },
  },
  {
    said: 'is 4o-mini enough for 3M calls a month, 800 in, 50 out',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 100_000, [IN]: 800, [OUT]: 50 },
  },
  {
    said: 'claude haiku 5.5, 12k chats per day, prompt 3000, completion 250',
    means: { [MODEL]: 'claude-haiku-5.5', [PER_DAY]: 12_000, [IN]: 3_000, [OUT]: 250 },
  },
  {
    said: 'should i finetune gpt-4.1-mini 10k req/hour 600 in 40 out classification',
    means: { [MODEL]: 'gpt-4.1-mini', [PER_DAY]: 240_000, [IN]: 600, [OUT]: 40, task: 'classification' },
  },
  { said: 'can you help me decide?', means: {}, asks: [MODEL, PER_DAY, IN, OUT] },
  // By an engineer.
  {
    said: 'We classify 2M emails per month with gpt-4o: system prompt 1,800 tokens, email ~400 tokens, output 20 tokens. 91% right, need 95%.',
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 2_000_000 / 30,
      [FIXED]: 1_800,
      [IN]: 400,
      [OUT]: 20,
      task: 'classification',
      'quality.current': 0.91,
      'quality.target': 0.95,
    },
  },
  {
    said: 'RAG bot on gpt-4.1, 40k questions/day, 6k context, 300 token question, 500 token answers, p95 under 2 s required',
    means: {
      [MODEL]: 'gpt-4.1',
      [PER_DAY]: 40_000,
      [RAG]: 6_000,
      [IN]: 300,
      [OUT]: 500,
      'constraints.maxLatencyMs': 2_000,
    },
  },
  {
    said: 'model=gpt-4o prompt_tokens=2100 completion_tokens=150, we run that 80k times a day',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 80_000, [IN]: 2_100, [OUT]: 150 },
  },
  {
    said: '{"model": "gpt-4o-mini", "usage": {"prompt_tokens": 1200, "completion_tokens": 90}} at 5 requests per second',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 432_000, [IN]: 1_200, [OUT]: 90 },
  },
  {
    said: 'extraction with gpt-6-luna, 250k docs a week, 4k tokens each in and 350 tokens of json out, we have 8000 labelled examples',
    means: {
      [MODEL]: 'gpt-6-luna',
      [PER_DAY]: 250_000 / 7,
      [IN]: 4_000,
      [OUT]: 350,
      task: 'extraction',
      'data.examples': 8_000,
    },
  },
  {
    said: 'gpt-4o, 500k/day, 2000 fixed prompt plus 200 varying, 100 tokens out, 5000 training examples of 500 tokens',
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 500_000,
      [FIXED]: 2_000,
      [IN]: 200,
      [OUT]: 100,
      'data.examples': 5_000,
      'data.tokensPerExample': 500,
    },
  },
  {
    said: 'sonnet 4.5 agent, 3,000 runs per day, 25k input tokens, 2k output tokens, half of it served from cache',
    means: {
      [MODEL]: 'claude-sonnet-4.5',
      [PER_DAY]: 3_000,
      [IN]: 25_000,
      [OUT]: 2_000,
      task: 'agent',
      'current.cacheHitRate': 0.5,
    },
  },
  {
    said: 'One-off: 2M product descriptions to translate with gpt-4o, 300 tokens in and 320 out, can wait a day',
    means: {
      [MODEL]: 'gpt-4o',
      'volume.oneOffQueries': 2_000_000,
      [IN]: 300,
      [OUT]: 320,
      task: 'generation',
      'constraints.batchable': true,
    },
  },
  {
    said: 'gpt-4o-mini 50 qps, prompt is 900 tokens, answers 120, 182 of 200 were right',
    means: {
      [MODEL]: 'gpt-4o-mini',
      [PER_DAY]: 4_320_000,
      [IN]: 900,
      [OUT]: 120,
      'quality.current': { right: 182, items: 200 },
    },
  },
  // By a manager.
  {
    said: 'We pay $9k a month for gpt-4o and about 90% of the answers are right. Would fine-tuning be cheaper by March?',
    means: { [MODEL]: 'gpt-4o', 'quality.current': 0.9, horizonMonths: 3 },
    asks: [PER_DAY, IN, OUT],
  },
  {
    said: 'Our support team handles 30,000 tickets per day with GPT-4o. Each costs us about 1,500 tokens in and 200 tokens out. Is there something cheaper?',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 30_000, [IN]: 1_500, [OUT]: 200 },
  },
  {
    said: 'The assistant answers 1.2 million questions a month on Claude Sonnet 4.5, a mistake costs us around $3',
    means: { [MODEL]: 'claude-sonnet-4.5', [PER_DAY]: 40_000, task: 'chat', 'quality.lossPerErrorUsd': 3 },
    asks: [IN, OUT],
  },
  {
    said: 'Legal says our data must stay in house. 15k contracts a month, 20k tokens each, 1k summary, gpt-4.1 today.',
    means: {
      [MODEL]: 'gpt-4.1',
      [PER_DAY]: 500,
      [IN]: 20_000,
      [OUT]: 1_000,
      'constraints.dataStaysInHouse': true,
    },
  },
  {
    said: 'an engineer costs us $14k a month, we use gpt-4o for 100k calls a day with 1k prompt and 100 tokens answer',
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 100_000,
      [IN]: 1_000,
      [OUT]: 100,
      'people.engineerMonthlyUsd': 14_000,
    },
  },
  {
    said: 'an engineer costs $12 a month. gpt-4o 100k a day 1k prompt 100 out',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 100_000, [IN]: 1_000, [OUT]: 100 },
    asksBack: true,
  },
  {
    said: 'a wrong answer costs €2, gpt-4o, 100k a day, 1k prompt, 100 out',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 100_000, [IN]: 1_000, [OUT]: 100 },
    asksBack: true,
  },
  {
    said: 'What would it cost to move our chatbot (gpt-4o, 8 lakh messages per month, 1200 tokens prompt, 180 tokens reply) to something smaller?',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 800_000 / 30, [IN]: 1_200, [OUT]: 180, task: 'chat' },
  },
  // In a hurry.
  { said: '4o 1m/day 2k/100', means: { [MODEL]: 'gpt-4o', [PER_DAY]: 1_000_000, [IN]: 2_000, [OUT]: 100 } },
  {
    said: 'haiku-5.5 half a million a day 700in 80out private',
    means: { [MODEL]: 'claude-haiku-5.5', [PER_DAY]: 500_000, [IN]: 700, [OUT]: 80 },
  },
  { said: 'gpt-4o too expensive!!! 9k usd a month', means: { [MODEL]: 'gpt-4o' }, asks: [PER_DAY, IN, OUT] },
  {
    said: 'luna, 200k per day, 1k in / 200 out',
    means: { [MODEL]: 'gpt-6-luna', [PER_DAY]: 200_000, [IN]: 1_000, [OUT]: 200 },
  },
  { said: '500k gpt-4o', means: { [MODEL]: 'gpt-4o' }, asks: [PER_DAY, IN, OUT], asksBack: true },
  {
    said: 'gpt-4o, a thousand calls an hour, 2k prompt, one hundred tokens out',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 24_000, [IN]: 2_000, [OUT]: 100 },
  },
  // With typos.
  {
    said: 'we hvae 20k ticktes a day on gtp-4o wiht 1k promt and 50 tokens outptu',
    means: { [PER_DAY]: 20_000, [IN]: 1_000, [OUT]: 50 },
    asks: [MODEL],
  },
  {
    said: 'gpt-4o-mni 5000 reqests per day promt 700 answr 60',
    means: { [PER_DAY]: 5_000, [IN]: 700, [OUT]: 60 },
    asks: [MODEL],
  },
  {
    said: 'claude-haiku-55 10k/dya 500 in 50 out',
    means: { [PER_DAY]: 10_000, [IN]: 500, [OUT]: 50 },
    asks: [MODEL],
  },
  // From a mail.
  {
    said: 'Hi all, quick question before Monday: our ticket triage runs on gpt-4o. Volume is roughly 75,000 tickets per day. The prompt is about 2,200 tokens (2,000 of instructions, 200 of ticket) and it returns some 15 tokens. Thanks, Jo',
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 75_000,
      [FIXED]: 2_000,
      [IN]: 200,
      [OUT]: 15,
      task: 'classification',
    },
  },
  {
    said: 'Regarding the budget: we currently spend about $6,000 per month on gpt-4.1 for 60k summaries a day; inputs average 900 tokens and outputs 150. Accuracy is at 88 %.',
    means: {
      [MODEL]: 'gpt-4.1',
      [PER_DAY]: 60_000,
      [IN]: 900,
      [OUT]: 150,
      task: 'generation',
      'quality.current': 0.88,
    },
  },
  {
    said: 'Wir haben 1,5 Mio. Anfragen pro Monat auf gpt-4o, Prompt 2.000 Token, Antwort 150 Token',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 50_000, [IN]: 2_000, [OUT]: 150 },
  },
  {
    said: 'Nous avons 20 000 requêtes par jour avec gpt-4o-mini, 1 200 tokens en entrée et 100 tokens en sortie',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 20_000, [IN]: 1_200, [OUT]: 100 },
  },
  {
    said: 'gpt-4o: 50k requests per day today, growing 5% a month, 1k prompt, 100 tokens answer, we want at least 92% accuracy',
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 50_000,
      [IN]: 1_000,
      [OUT]: 100,
      'volume.growthPerMonth': 0.05,
      'quality.target': 0.92,
    },
  },
  {
    said: 'We moved from gpt-4o to claude-haiku-5.5, 10k calls a day, 1k in, 100 out, was that right?',
    means: { [PER_DAY]: 10_000, [IN]: 1_000, [OUT]: 100 },
    asks: [MODEL],
  },
  {
    said: 'between 10k and 20k calls a day on gpt-4o, 1k prompt, 100 out',
    means: { [MODEL]: 'gpt-4o', [IN]: 1_000, [OUT]: 100 },
    asks: [PER_DAY],
  },
];

/** Twenty that were kept apart until the reader was done. */
export const HELD_OUT: readonly Sentence[] = [
  {
    said: 'we run about 300k prompts a day through gpt-4o, each about 1,100 tokens, replies are 90 tokens. worth finetuning?',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 300_000, [IN]: 1_100, [OUT]: 90 },
  },
  {
    said: 'gpt-4.1-mini 900k req/day 350 tok in 25 tok out',
    means: { [MODEL]: 'gpt-4.1-mini', [PER_DAY]: 900_000, [IN]: 350, [OUT]: 25 },
  },
  {
    said: 'Our moderation pipeline (gpt-4o-mini) sees 40 messages per second; 500-token prompts, 5-token verdicts.',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 3_456_000, [IN]: 500, [OUT]: 5, task: 'classification' },
    asksInstead: [OUT],
  },
  {
    said: 'cheapest way to do 10 million product tags in total with gpt-4o? 150 in, 10 out',
    means: { [MODEL]: 'gpt-4o', 'volume.oneOffQueries': 10_000_000, [IN]: 150, [OUT]: 10 },
  },
  {
    said: 'My boss asks if we should switch off sonnet 4.5: 5k conversations daily, 4k in, 600 out, 93% good enough and we need 90%',
    means: {
      [MODEL]: 'claude-sonnet-4.5',
      [PER_DAY]: 5_000,
      [IN]: 4_000,
      [OUT]: 600,
      'quality.current': 0.93,
      'quality.target': 0.9,
    },
  },
  {
    said: 'gpt 4o mini, 60 rpm, 2.5k prompt tokens, 400 completion tokens',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 86_400, [IN]: 2_500, [OUT]: 400 },
  },
  {
    said: 'usage: input_tokens: 1830, output_tokens: 212, model claude-haiku-4.5, 22k calls per day',
    means: { [MODEL]: 'claude-haiku-4.5', [PER_DAY]: 22_000, [IN]: 1_830, [OUT]: 212 },
  },
  {
    said: 'We get 250 invoices an hour, 3 pages each, and read them with gpt-4o',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 6_000 },
    asks: [IN, OUT],
  },
  {
    said: 'finance wants to cut the $40k monthly bill for gpt-4.1 in half',
    means: { [MODEL]: 'gpt-4.1' },
    asks: [PER_DAY, IN, OUT],
  },
  {
    said: 'gemini-2.5-flash, 100000 queries/day, 1000 token system prompt, 150 token user message, 60 token answer, every mistake costs 5 cents',
    means: {
      [MODEL]: 'gemini-2.5-flash',
      [PER_DAY]: 100_000,
      [FIXED]: 1_000,
      [IN]: 150,
      [OUT]: 60,
      'quality.lossPerErrorUsd': 0.05,
    },
  },
  {
    said: 'hi! can we tune something small for 7k leads a day? gpt-4o now, 600 token prompts, one word back',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 7_000, [IN]: 600 },
    asks: [OUT],
  },
  {
    said: '2 crore requests a month on gpt-4o-mini, 400 prompt, 30 completion',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 20_000_000 / 30, [IN]: 400, [OUT]: 30 },
  },
  {
    said: 'Unser Chatbot beantwortet 3.500 Fragen am Tag mit gpt-4o, Prompt 1,8k, Antwort 250 Tokens, 85 % richtig',
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 3_500,
      [IN]: 1_800,
      [OUT]: 250,
      task: 'chat',
      'quality.current': 0.85,
    },
  },
  {
    said: 'code completion, gpt-5-mini, 1.2M completions per week, 2,400 tokens of context, 60 tokens out',
    means: { [MODEL]: 'gpt-5-mini', [PER_DAY]: 1_200_000 / 7, [RAG]: 2_400, [OUT]: 60, task: 'code' },
    asks: [IN],
  },
  {
    said: 'we spend £4,000 a month on gpt-4o for 20k calls a day, 1k prompt, 100 out',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 20_000, [IN]: 1_000, [OUT]: 100 },
  },
  {
    said: 'Dear team, as discussed on 12 March, the classifier on gpt-4o handles 18k mails per day; each prompt has 1,400 tokens, each label 3 tokens. We have 6,500 labelled mails.',
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 18_000,
      [IN]: 1_400,
      [OUT]: 3,
      task: 'classification',
      'data.examples': 6_500,
    },
    asksInstead: [OUT],
  },
  {
    said: 'gpt-4o 30k day 1200 prompt 80 answr loss $1.50 per eror',
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 30_000,
      [IN]: 1_200,
      [OUT]: 80,
      'quality.lossPerErrorUsd': 1.5,
    },
  },
  {
    said: 'Would haiku do? 45k tickets a day, 1k prompt, 100 token answers, gpt-4o today',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 45_000, [IN]: 1_000, [OUT]: 100 },
  },
  {
    said: 'We have 12 engineers and 3 models, 10k calls a day on gpt-4o, 2k in, 200 out',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 10_000, [IN]: 2_000, [OUT]: 200 },
  },
  {
    said: 'gpt-4o; latency must stay below 800 ms; 5k calls/min; prompt 400; reply 40',
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 7_200_000,
      [IN]: 400,
      [OUT]: 40,
      'constraints.maxLatencyMs': 800,
    },
  },
];

/** Of a second sixty, those that were read wrongly or not at first, and some in other number habits. */
export const SECOND: readonly Sentence[] = [
  {
    said: 'hi, quick one: 4o mini, 2 mil requests per month, 900 tok prompt, 60 tok completions',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 66_666.66667, [IN]: 900, [OUT]: 60 },
  },
  {
    said: 'tenemos 20 mil consultas al día en gpt-4o, 900 tokens de entrada y 100 de salida',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 20_000, [IN]: 900, [OUT]: 100 },
  },
  {
    said: 'prompt 1800 completion 220 volume 90k/day model gpt-4.1',
    means: { [MODEL]: 'gpt-4.1', [PER_DAY]: 90_000, [IN]: 1_800, [OUT]: 220 },
  },
  {
    said: 'we use gpt-4o for support tickets (20k a day, prompt of 1.5k tokens plus 10 retrieved passages of 300 tokens, answers 250 tokens)',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 20_000, [IN]: 1_500, [RAG]: 3_000, [OUT]: 250 },
  },
  {
    said: '4k conversations a day, 6 turns each, gpt-4o, 1.2k tokens in, 150 out per turn',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 24_000, [IN]: 1_200, [OUT]: 150 },
    asksInstead: [PER_DAY],
  },
  {
    said: 'claude opus 4.5, 900 requests/day, agentic, 30k tokens in, 2k out',
    means: { [PER_DAY]: 900, [IN]: 30_000, [OUT]: 2_000, task: 'agent' },
    asks: [MODEL],
  },
  {
    said: 'rag over 3M tokens of manuals, 6k questions a day, gpt-4.1, 4k in 300 out',
    means: { [MODEL]: 'gpt-4.1', [PER_DAY]: 6_000, [IN]: 4_000, [OUT]: 300 },
    asksBack: true,
  },
  {
    said: '2,5 Mio Anfragen im Monat, gpt-4o-mini, 800 Tokens rein, 60 raus',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 83_333.33333, [IN]: 800, [OUT]: 60 },
  },
  {
    said: '3k in, 300 out, gpt-4o, weekdays only 10k a day',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 7_142.86, [IN]: 3_000, [OUT]: 300 },
  },
  {
    said: "data can't leave our servers. 50k/day gpt-4o 800 in 100 out",
    means: {
      [MODEL]: 'gpt-4o',
      [PER_DAY]: 50_000,
      [IN]: 800,
      [OUT]: 100,
      'constraints.dataStaysInHouse': true,
    },
  },
  {
    said: 'please compare prompting vs tuning for 65k daily calls, gpt-4.1, 1,300 tokens in total with 1,000 fixed, 75 out',
    means: { [MODEL]: 'gpt-4.1', [PER_DAY]: 65_000, [FIXED]: 1_000, [IN]: 300, [OUT]: 75 },
  },
  {
    said: 'gpt-4.1 22k/day; input: 1,750 tokens (1,500 of which is the system prompt); output: 110',
    means: { [MODEL]: 'gpt-4.1', [PER_DAY]: 22_000, [FIXED]: 1_500, [IN]: 250, [OUT]: 110 },
  },
  {
    said: 'should we tune: 60k emails per day, gpt-4o, each ~600 tokens, label only (5 tokens), currently 93% right',
    means: { [MODEL]: 'gpt-4o', [PER_DAY]: 60_000, [IN]: 600, 'quality.current': 0.93 },
    asks: [OUT],
  },
  {
    said: 'We process 18 crore messages a year on gpt-4o-mini, 200 tokens in, 20 out',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 493_150.68493, [IN]: 200, [OUT]: 20 },
  },
  {
    said: 'nous avons 45 000 requêtes par jour sur gpt-4o-mini, 1 500 tokens en entrée et 200 en sortie',
    means: { [MODEL]: 'gpt-4o-mini', [PER_DAY]: 45_000, [IN]: 1_500, [OUT]: 200 },
  },
];
