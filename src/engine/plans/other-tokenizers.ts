import type { Model } from '../../prices/price-book.js';
import { weightsOf } from '../choose/open-hosts.js';
import type { Call } from '../cost/call-cost.js';
import { type TokenRatio, tokenRatio } from '../cost/token-families.js';
import type { Assumption, CompleteWorkload } from '../defaults.js';
import type { FactOf } from '../explain/facts.js';
import { formatCount } from '../explain/wording.js';
import type { About, PlanContext, WeighedPlan } from './plan-kind.js';

/** The same text is more or fewer tokens on another model: what a plan is billed for them, and who says so. */

/** A model whose tokens are counted: what it is, or what it was tuned from. */
type Counted = Pick<Model, 'id' | 'provider' | 'name'>;

/** The model in use, or what it was tuned from. */
function presentBase({ book, current }: PlanContext): string {
  if (current.tunedOn === undefined) return current.id;
  return book.tuningOffers.find(({ id }) => id === current.tunedOn)?.baseModel ?? current.id;
}

/** Whether it is the model in use, or the same weights. */
function isSame(context: PlanContext, { id }: Counted): boolean {
  return id === context.current.id || weightsOf(id) === weightsOf(presentBase(context));
}

/** Tokens that a model counts for one of today's, for the same text; `null` where nobody has counted with one of the two. */
function ratioTo(context: PlanContext, { id, provider }: Counted): TokenRatio | null {
  return tokenRatio({ id, provider }, { id: presentBase(context), provider: context.current.provider });
}

/** The same, by the team's own figure, else by the published or measured one, else 1. */
function tokenFactorOf(context: PlanContext, model: Counted): number {
  if (isSame(context, model)) return 1;
  return context.workload.untuned.tokenFactor ?? ratioTo(context, model)?.factor ?? 1;
}

/** A call as another model counts it. */
export function countedBy(context: PlanContext, model: Counted, call: Call): Call {
  const factor = tokenFactorOf(context, model);
  if (factor === 1) return call;
  return {
    ...call,
    staticPrompt: call.staticPrompt * factor,
    fewShot: call.fewShot * factor,
    user: call.user * factor,
    retrieved: call.retrieved * factor,
    output: call.output * factor,
  };
}

/** Smaller differences between two tokenizers than this share are within what one text differs from another. */
const LEAST_DIFFERENCE = 0.02;

/** How the tokens of another model are counted, and where that is from. */
export function tokensStatement(context: PlanContext, model: Counted): Assumption[] {
  if (isSame(context, model)) return [];
  const { current, workload } = context;
  const say = (statement: string) => [{ field: 'untuned.tokenFactor', statement }];
  const { tokenFactor } = workload.untuned;
  if (tokenFactor !== undefined) {
    return say(
      `${model.name} counts ${formatCount(tokenFactor)} tokens for one of ${current.name}: your own figure.`,
    );
  }
  const ratio = ratioTo(context, model);
  if (ratio === null) {
    return say(
      `${model.name} is taken to count and write as many tokens as ${current.name}: nobody has published how its tokenizer differs. Others differ by 4% to 30%; tokenfactor= sets your own.`,
    );
  }
  const { factor, source } = ratio;
  const billed =
    Math.abs(factor - 1) < LEAST_DIFFERENCE
      ? `about as many tokens as ${current.name}`
      : `${formatCount(Number(factor.toFixed(2)))} tokens for one of ${current.name}, and is billed so`;
  return say(`${model.name} counts ${billed}, by ${source}; tokenfactor= sets your own.`);
}

/** What a plan's calls are billed by, as a tokenizer goes by it. */
function billedFor({ perQuery, provider }: WeighedPlan) {
  const price = perQuery.lines.find((line) => line.price !== undefined)?.price;
  return price === undefined ? null : { id: price.product, provider };
}

/** What is said of a bill whose tokens nobody has counted. */
export const UNCOUNTED_TOKENS = {
  'uncounted-tokens': ({ modelName }: { modelName: string }) =>
    `Nobody has published how many tokens ${modelName} makes of your text: it is billed as many as today, and others differ by 4% to 30%. Count some calls; tokenfactor= sets it.`,
};

/** Warns of a bill whose tokens nobody has counted. */
export function uncountedTokens(
  plan: WeighedPlan,
  present: WeighedPlan,
  { untuned }: CompleteWorkload,
): (FactOf<typeof UNCOUNTED_TOKENS> & About)[] {
  const [to, from] = [billedFor(plan), billedFor(present)];
  if (untuned.tokenFactor !== undefined || plan.answersAsToday || to === null || from === null) return [];
  if (to.id === from.id || tokenRatio(to, from) !== null) return [];
  return [{ code: 'uncounted-tokens', about: 'price', modelName: plan.modelName }];
}
