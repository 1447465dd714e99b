import { cascade } from './cascade.js';
import { distil } from './distil.js';
import { fineTune } from './fine-tune.js';
import { keep } from './keep.js';
import { optimise } from './optimise.js';
import type { PlanKindModule } from './plan-kind.js';
import { rag } from './rag.js';
import { ragFineTune } from './rag-fine-tune.js';
import { selfHost } from './self-host.js';
import { selfHostRag } from './self-host-rag.js';
import { selfHostTuned } from './self-host-tuned.js';
import { stuff } from './stuff.js';
import { switchModel } from './switch-model.js';

/** Every kind of plan. A new kind is one file of this shape and one entry here. */
export const PLAN_KINDS: readonly PlanKindModule[] = [
  keep,
  optimise,
  switchModel,
  cascade,
  rag,
  stuff,
  fineTune,
  ragFineTune,
  distil,
  selfHost,
  selfHostRag,
  selfHostTuned,
];
