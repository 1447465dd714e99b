import { useCallback, useEffect, useRef, useState } from 'react';
import type { Changes } from '../changes.js';
import type { Posted, Sheet } from '../exchange.js';
import type { BreakevenMap } from './breakeven-map.js';
import type { FromWorker, ToWorker } from './talk.js';
import type { SheetView } from './view.js';

/** What the page knows. */
export interface SheetState {
  readonly stage: 'opening' | 'closed' | 'failed' | 'open';
  /** Why it failed. */
  readonly why?: string;
  readonly sheet?: Sheet;
  readonly view?: SheetView;
  /** What would change the verdict; absent while it is worked out. */
  readonly flips?: readonly string[];
  readonly map?: BreakevenMap;
  /** Whether flips and map are for older changes. */
  readonly isFlipsBehind: boolean;
  readonly isMapBehind: boolean;
  /** What is wrong with what was changed. */
  readonly problem?: string;
  /** Whether what is shown is for older changes. */
  readonly isBehind: boolean;
  readonly posted?: Posted | 'posting';
}

/** The sheet of a link, worked out by a worker. */
export interface LiveSheet extends SheetState {
  /** Has other changes worked out. */
  change(changes: Changes): void;
  /** Posts them back. */
  post(changes: Changes): void;
}

const BEHIND = { isBehind: true, isFlipsBehind: true, isMapBehind: true };
const OPENING: SheetState = { stage: 'opening', ...BEHIND };

/** Opens the sheet of a secret. */
export function useSheet(secret: string): LiveSheet {
  const [state, setState] = useState<SheetState>(OPENING);
  const worker = useRef<Worker | undefined>(undefined);
  const turn = useRef(0);

  useEffect(() => {
    const started = new Worker('live/worker.js');
    worker.current = started;
    started.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      setState((before) => {
        // What was posted is told until something else is changed.
        if (data.kind === 'posted' && before.posted !== 'posting') return before;
        return { ...before, ...heard(data, turn.current) };
      });
    });
    started.addEventListener('error', () =>
      setState({
        ...OPENING,
        stage: 'failed',
        why: 'Something went wrong in this page. Please load it again.',
      }),
    );
    tell(started, { kind: 'open', secret, base: document.baseURI });
    return () => started.terminate();
  }, [secret]);

  const change = useCallback((changes: Changes) => {
    turn.current += 1;
    setState(({ posted: _, ...before }) => ({ ...before, ...BEHIND }));
    if (worker.current !== undefined) tell(worker.current, { kind: 'changed', turn: turn.current, changes });
  }, []);
  const post = useCallback((changes: Changes) => {
    setState((before) => ({ ...before, posted: 'posting' }));
    if (worker.current !== undefined) tell(worker.current, { kind: 'post', changes });
  }, []);
  return { ...state, change, post };
}

function tell(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

/** What a message of the worker changes. Answers to older changes still show how things move; what follows them does not. */
function heard(message: FromWorker, turn: number): Partial<SheetState> {
  const isNow = 'turn' in message && message.turn === turn;
  switch (message.kind) {
    case 'sheet':
      return { stage: 'open', sheet: message.sheet };
    case 'closed':
      return { stage: 'closed' };
    case 'failed':
      return { stage: 'failed', why: message.why };
    case 'view':
      return { view: message.view, problem: '', ...(isNow && { isBehind: false }) };
    case 'flips':
      return isNow ? { flips: message.flips, isFlipsBehind: false } : {};
    case 'map':
      return isNow ? { map: message.map, isMapBehind: false } : {};
    case 'invalid':
      return isNow ? { problem: message.problem, isBehind: false } : {};
    case 'posted':
      return { posted: message.posted };
  }
}
