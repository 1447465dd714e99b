import { nearestWord } from '../../kit/nearest.js';

/** What words in a sentence say of the numbers near them. */

/** What a word can say. Paths of tokens say themselves; the rest is told apart by what kind of number is near. */
export type Concept =
  | { readonly kind: 'tokens'; readonly path: string; readonly isWhole?: true }
  | { readonly kind: 'token' }
  | { readonly kind: 'span'; readonly perDay: number; readonly isRate?: true; readonly isOne: boolean }
  | { readonly kind: 'per' }
  | { readonly kind: About };

/** What a sentence can be about, beside tokens and spans. */
export type About =
  | 'good'
  | 'need'
  | 'limit'
  | 'latency'
  | 'loss'
  | 'engineer'
  | 'label'
  | 'bill'
  | 'growth'
  | 'cache'
  | 'batch'
  | 'retry'
  | 'example'
  | 'labelled'
  | 'total'
  | 'each'
  | 'now'
  | 'today'
  | 'ignored'
  | 'other'
  | 'epoch'
  | 'percent';

const FIXED = 'tokens.staticPrompt';
const PROMPT = 'tokens.user';
const ANSWER = 'tokens.output';
const RETRIEVED = 'tokens.retrieved';
const REASONING = 'tokens.reasoning';

function listed<Value>(value: Value, text: string): (readonly [string, Value])[] {
  return text.split(' ').map((word) => [word, value] as const);
}

function tokens(path: string, text: string): (readonly [string, Concept])[] {
  return listed<Concept>({ kind: 'tokens', path }, text);
}

function about(kind: About, text: string): (readonly [string, Concept])[] {
  return listed<Concept>({ kind }, text);
}

/** Spans of time: the words for one, for several, and for a rate that needs no further word; and how many make a day. */
const SPANS: readonly (readonly [number, string, string, string])[] = [
  [86_400, 's sec second sekunde seconde segundo', 'secs seconds sekunden', 'rps qps tps'],
  [1_440, 'min minute minuto', 'mins minutes minuten', 'rpm qpm'],
  [24, 'h hr hour stunde heure hora', 'hrs hours stunden', 'hourly'],
  [1, 'd day tag jour dia día giorno dag', 'days tage jours', 'daily täglich rpd qpd'],
  [1 / 7, 'w wk week woche semaine semana', 'weeks wks wochen', 'weekly wöchentlich'],
  [1 / 30, 'mo mth month monat mois mes mese', 'months monate meses', 'monthly monatlich'],
  [1 / 365, 'y yr year jahr an año', 'years yrs jahre', 'yearly annually'],
];

function spanWords(): (readonly [string, Concept])[] {
  return SPANS.flatMap(([perDay, one, several, rate]) => [
    ...listed<Concept>({ kind: 'span', perDay, isOne: true }, one),
    ...listed<Concept>({ kind: 'span', perDay, isOne: false }, several),
    ...listed<Concept>({ kind: 'span', perDay, isOne: true, isRate: true }, rate),
  ]);
}

const WORDS: ReadonlyMap<string, Concept> = new Map<string, Concept>([
  ...tokens(FIXED, 'system instructions instruction fixed static anweisungen systemprompt system_prompt'),
  ...listed<Concept>({ kind: 'tokens', path: PROMPT, isWhole: true }, 'prompt prompts prompt_tokens'),
  ...tokens(
    PROMPT,
    'in input inputs input_tokens user varying question eingabe entrée entrada entree rein hinein',
  ),
  ...tokens(ANSWER, 'out output outputs output_tokens back completion completions completion_tokens'),
  ...tokens(ANSWER, 'answer answers reply replies response responses returns generated antwort antworten'),
  ...tokens(
    ANSWER,
    'summary translation raus heraus ausgabe sortie réponse réponses reponse respuesta respuestas salida',
  ),
  ...tokens(RETRIEVED, 'context retrieved passages chunks kontext contexte contexto'),
  ...tokens('tokens.fewShot', 'few-shot fewshot shots'),
  ...tokens(REASONING, 'reasoning thinking reasoning_tokens'),
  ...tokens('volume.queriesPerDay', 'volume'),
  ...listed<Concept>({ kind: 'token' }, 'token tokens tok toks jetons tokenów'),
  ...spanWords(),
  ...listed<Concept>({ kind: 'per' }, 'per a an each every / pro par por am im al je'),
  ...about(
    'good',
    'right correct correctly accuracy accurate good richtig korrekt justes correctas success f1',
  ),
  ...about(
    'need',
    'need needs needed target bar want wants must goal require required least minimum brauchen',
  ),
  ...about('limit', 'under below within max maximum most faster < <= limit cap'),
  ...about('latency', 'p95 latency p99 slow answers-in'),
  ...about('loss', 'mistake mistakes error errors wrong fehler erreur error_cost loss'),
  ...about('engineer', 'engineer engineers developer developers dev devs entwickler salary'),
  ...about('label', 'label labels labelling labeling annotation annotating annotator'),
  ...about('bill', 'pay pays paying spend spends spending bill budget invoice zahlen dépensons gastamos'),
  ...about('growth', 'grow grows growing growth wachstum wachsen croissance'),
  ...about('cache', 'cache cached caching cache-hits'),
  ...about('batch', 'batch batched batches'),
  ...about('retry', 'retry retries retried'),
  ...about('example', 'example examples sample samples beispiele exemples ejemplos'),
  ...about('labelled', 'labelled labeled annotated training tagged gold gelabelte'),
  ...about('total', 'total once overall altogether one-off oneoff backlog insgesamt einmalig'),
  ...about('today', 'today now currently current present heute'),
  ...about('now', 'on using use uses runs auf avec con mit'),
  ...about('ignored', 'max_tokens max_completion_tokens total_tokens temperature top_p seed'),
  ...about('other', 'to or vs versus than would instead into compare like with'),
  ...about('epoch', 'epoch epochs'),
  ...about('percent', '% percent pct prozent percentage'),
]);

/** Words long enough to be known with a slip of the finger, and that few other words are like. */
const FORGIVEN: readonly string[] =
  'prompt prompts input output completion answer answers reply response instructions tokens minute month examples mistake error'.split(
    ' ',
  );

/** Ordinary words that are one slip away from one of these. */
const NO_SLIP: ReadonlySet<string> = new Set('monthy'.split(' '));

/** What a word says of a number near it; with one slip of the finger in a long word. */
export function conceptOf(word: string): Concept | undefined {
  const known = WORDS.get(word);
  if (known !== undefined || word.length < 4 || NO_SLIP.has(word)) return known;
  const near = nearestWord(word, FORGIVEN, 1);
  return near === undefined ? undefined : WORDS.get(near);
}

const SPAN_WORDS: readonly string[] = SPANS.flatMap(([, one]) => one.split(' ').slice(1));

/** A span with a slip, where one has to stand: behind a slash or a *per*. */
export function spanOf(word: string): Extract<Concept, { readonly kind: 'span' }> | undefined {
  const known = WORDS.get(word);
  if (known !== undefined) return known.kind === 'span' ? known : undefined;
  const near = word.length < 3 ? undefined : nearestWord(word, SPAN_WORDS, 1);
  const concept = near === undefined ? undefined : WORDS.get(near);
  return concept?.kind === 'span' ? concept : undefined;
}

/** Words that say what the model does; those that say it by the way come second and give way. */
export const TASK_WORDS: ReadonlyMap<string, string> = new Map([
  ...listed('classification', 'classify classifies classifier classifying classification classifications'),
  ...listed('classification', 'triage moderation moderate routing categorize categorise tagging'),
  ...listed('extraction', 'extract extracts extraction extracting ner'),
  ...listed('structured-output', 'structured-output structured_output'),
  ...listed('generation', 'generate generation summarize summarise summarization summarisation summaries'),
  ...listed('generation', 'translate translates translation translating rewrite rewriting writing'),
  ...listed('knowledge-qa', 'knowledge-qa qa q&a faq'),
  ...listed('chat', 'chat chatbot assistant'),
  ...listed('code', 'coding code code-completion'),
  ...listed('agent', 'agent agents agentic'),
]);

/** Months by name, for dates. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'january jan januar',
    'february feb februar',
    'march mar märz',
    'april apr',
    'may mai',
    'june jun juni',
    'july jul juli',
    'august aug',
    'september sep sept',
    'october oct oktober',
    'november nov',
    'december dec dezember',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);
