import { useViewer } from '../use-workspace.js';
import { type Times, timesIn } from './time.js';

/** The times as the viewer reads them. */
export function useTimes(): Times {
  return timesIn(useViewer().me.timeZone);
}
