/** A message or a modal as something that people use: its values, its actions and what went wrong. */
import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { ActionRequest } from '../../protocol.js';
import { fetchSuggestions, sendAction } from '../api.js';
import { useConfirm } from '../elements/confirm.js';
import { useViewer } from '../use-workspace.js';
import { asBlocks, type Block, type Element, type Option, type OptionGroup } from './types.js';
import {
  allValues,
  bareValue,
  type ElementValue,
  type FormValues,
  survivingValues,
  typedBefore,
  withValue,
} from './values.js';

/** What the elements of a message or a modal work with. */
export interface Surface {
  readonly kind: 'message' | 'view';
  readonly values: FormValues;
  /** Errors beside fields, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
  /** `block_id/action_id` of the action that the app has not acknowledged yet. */
  readonly pending: string | undefined;
  /** The last action that failed. */
  readonly failure: { readonly blockId: string; readonly error: string } | undefined;
  /** Keeps a value; elements outside input blocks, and inputs that ask for it, also tell the app. */
  readonly change: (block: Block, element: Element, value: ElementValue, dispatch?: boolean) => Promise<void>;
  /** Tells the app that a button or a menu entry was chosen. */
  readonly press: (
    block: Block,
    element: Element,
    action: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
  /** Choices of an external select. */
  readonly suggest: (block: Block, element: Element, query: string) => Promise<Suggestions>;
}

/** Choices as an app offers them. */
export interface Suggestions {
  readonly options?: readonly Option[] | undefined;
  readonly option_groups?: readonly OptionGroup[] | undefined;
}

/** Holds the {@link Surface} around an element. */
export const SurfaceContext = createContext<Surface | undefined>(undefined);

/** The message or modal around an element. */
export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (surface === undefined) throw new Error('useSurface needs a SurfaceContext.');
  return surface;
}

type Container = ActionRequest['container'];
interface SurfaceState extends Surface {
  readonly blocks: readonly Block[];
  readonly setErrors: (errors: Readonly<Record<string, string>>) => void;
}

/** Keeps the values of a message or modal across its updates and sends its actions. `state` is Slack's view state. */
export function useSurfaceState(container: Container, source: unknown, state?: unknown): SurfaceState {
  const { userId, channelId } = useViewer();
  const confirm = useConfirm();
  const blocks = useMemo(() => asBlocks(source), [source]);
  const [shown, setShown] = useState(blocks);
  // The conversation in which the modal was opened; the person may look at another one later.
  const [openedIn] = useState(channelId);
  const [typed, setTyped] = useState(() => typedBefore(state, blocks, openedIn));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [pending, setPending] = useState<string>();
  const [failure, setFailure] = useState<Surface['failure']>();
  if (shown !== blocks) {
    setShown(blocks);
    setTyped(survivingValues(typed, blocks));
  }
  const values = useMemo(() => allValues(typed, blocks, openedIn), [typed, blocks, openedIn]);
  const latest = useRef({ typed, values });
  latest.current = { typed, values };

  const send = useCallback(
    async (block: Block, action: ActionRequest['action'], stateValues: FormValues) => {
      const key = `${block.block_id}/${action.action_id}`;
      setPending(key);
      setFailure(undefined);
      const answer = await sendAction({ userId, container, blockId: block.block_id, action, stateValues });
      setPending((current) => (current === key ? undefined : current));
      if (!answer.ok) setFailure({ blockId: block.block_id, error: answer.error ?? 'dispatch_failed' });
    },
    [userId, container],
  );

  const change = useCallback(
    async (block: Block, element: Element, value: ElementValue, dispatch = true) => {
      const tells = dispatch && (block.type !== 'input' || block.dispatch_action === true);
      if (tells && element.confirm && !(await confirm(element.confirm))) return;
      const actionId = element.action_id ?? '';
      const next = withValue(latest.current.typed, block.block_id, actionId, value);
      const stateValues = withValue(latest.current.values, block.block_id, actionId, value);
      const before = latest.current.values[block.block_id]?.[actionId];
      latest.current = { typed: next, values: stateValues };
      setTyped(next);
      // A text is told to the app a moment after it was typed; by then an error may stand beside it, and it stays.
      if (JSON.stringify(bareValue(before)) !== JSON.stringify(bareValue(value))) {
        setErrors(({ [block.block_id]: _gone, ...others }) => others);
      }
      if (tells) await send(block, { ...value, action_id: actionId }, stateValues);
    },
    [confirm, send],
  );

  const press = useCallback(
    async (block: Block, element: Element, action: Readonly<Record<string, unknown>>) => {
      if (element.confirm && !(await confirm(element.confirm))) return;
      if (typeof action.url === 'string') window.open(action.url, '_blank', 'noopener');
      const named = { ...action, type: element.type, action_id: element.action_id ?? '' };
      await send(block, named, latest.current.values);
    },
    [confirm, send],
  );

  const suggest = useCallback(
    async (block: Block, element: Element, query: string): Promise<Suggestions> => {
      const actionId = element.action_id ?? '';
      const request = { userId, container, blockId: block.block_id, actionId, value: query };
      return (await fetchSuggestions(request)) as Suggestions;
    },
    [userId, container],
  );

  return {
    kind: container.kind,
    blocks,
    values,
    errors,
    setErrors,
    pending,
    failure,
    change,
    press,
    suggest,
  };
}
