import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';

/** Goes on with a request: with the next layer, or with Bolt. */
export type Run = (event: ReceiverEvent) => Promise<void>;

/** What is done around every request, from its arrival until all its listeners and the error handler have ended. */
export type Layer = (event: ReceiverEvent, run: Run) => Promise<void>;

/**
 * Bolt's app with layers around every request, the outermost first. Bolt's own middleware comes too late for them: it
 * runs after an event is acknowledged, and never sees an acknowledgement.
 */
export class LayeredApp extends App {
  readonly #run: Run;

  constructor(options: AppOptions, layers: readonly Layer[]) {
    super(options);
    this.#run = layers.reduceRight<Run>(
      (run, layer) => (event) => layer(event, run),
      (event) => super.processEvent(event),
    );
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    return this.#run(event);
  }
}
