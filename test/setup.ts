import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a red run can be repeated. To look further:
 * `FC_SEED=random npx vitest run`, or `FC_SEED=<number>` to repeat what such a run has found.
 */
const SEED = 20_261_122;

const asked = process.env.FC_SEED;
if (asked !== 'random') fc.configureGlobal({ seed: asked === undefined ? SEED : Number(asked) });
