import type { Task } from '../workload.js';
import { type Accuracy, pAtLeast, pWithin } from './accuracy.js';

/** The bar, and whether a plan reaches it. */

/** What counts as good enough: a target, or no more than a tolerance below today's plan, whatever today's turns out to be. */
export type Bar =
  | { readonly kind: 'target'; readonly accuracy: number }
  | { readonly kind: 'today'; readonly tolerance: number };

/** Tasks whose answers are right or wrong at a glance. */
const FORMED: readonly Task[] = ['classification', 'extraction', 'structured-output'];

/** How much below today's accuracy still counts as good enough, unless somebody says otherwise: 1 point where answers
 *  have a form, else 2 (stated choice). */
export function toleranceOf(task: Task): number {
  return FORMED.includes(task) ? 0.01 : 0.02;
}

/** The bar of a workload. */
export function barOf(task: Task, target?: number, tolerance?: number): Bar {
  if (target !== undefined) return { kind: 'target', accuracy: target };
  return { kind: 'today', tolerance: tolerance ?? toleranceOf(task) };
}

/** Chance that a plan is good enough. */
export function pGoodEnough(plan: Accuracy, today: Accuracy, bar: Bar): number {
  if (bar.kind === 'target') return pAtLeast(plan, bar.accuracy);
  return plan === today ? 1 : pWithin(plan, today, bar.tolerance);
}

/** The bar in each draw of today's accuracy. */
export function barInDraws(bar: Bar, today: Float64Array): Float64Array {
  return today.map((accuracy) =>
    bar.kind === 'target' ? bar.accuracy : Math.max(0, accuracy - bar.tolerance),
  );
}

/** Share of the scenarios in which an accuracy reaches the bar; 0 where there are none. */
export function shareGoodEnough(accuracy: Float64Array, bar: Float64Array): number {
  let good = 0;
  for (let n = 0; n < accuracy.length; n++) if ((accuracy[n] ?? 0) >= (bar[n] ?? 0)) good++;
  return accuracy.length === 0 ? 0 : good / accuracy.length;
}

/** Chance of being good enough below which judged answers rule a plan out (stated choice). */
const RULED_OUT_BELOW = 0.1;

/** Whether answers that were judged settle that a plan is not good enough. Without judged answers nothing is ruled out. */
export function isRuledOut(plan: Accuracy, today: Accuracy, bar: Bar): boolean {
  return plan.basis === 'measured' && pGoodEnough(plan, today, bar) < RULED_OUT_BELOW;
}

/** How far accuracy may fall before a saving is used up. */
export interface FairDrop {
  readonly lossPerErrorUsd: number;
  /** Of accuracy, 0..1: at this drop the mistakes cost what is saved. Never above 1. */
  readonly points: number;
}

/** Losses per error at which a fair drop is shown while nobody has stated one. */
const LOSSES_USD = [0.01, 0.1, 1] as const;

/** The drop of accuracy that a saving pays for, at a few losses per error. */
export function fairDrop(savingUsdPerMonth: number, queriesPerMonth: number): readonly FairDrop[] {
  return LOSSES_USD.map((lossPerErrorUsd) => ({
    lossPerErrorUsd,
    points: Math.min(1, Math.max(0, savingUsdPerMonth) / (queriesPerMonth * lossPerErrorUsd)),
  }));
}
