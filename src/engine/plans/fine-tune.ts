import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { qualityOf } from './shared.js';
import { proposeTunes } from './tuned.js';

/** A tune on the team's own examples, on every offer that is worth weighing. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { data, quality, tokens } = context.workload;
  const { examples, tokensPerExample, labelCostUsd } = data;
  return proposeTunes(context, context.offers, (offer) => ({
    examples,
    tokensPerExample,
    labelCostUsd,
    id: 'fine-tune',
    kind: 'fine-tune',
    approach: tokens.retrieved > 0 ? 'rag+fine-tuning' : 'fine-tuning',
    title: `Fine-tune ${offer.name}`,
    quality: qualityOf(quality.fineTuned, quality.current),
    retrieved: tokens.retrieved,
  }));
}

export const fineTune: PlanKindModule = { kind: 'fine-tune', untuned: false, propose };
