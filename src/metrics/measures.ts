/** Why a request was refused unheard. */
export type RefusalReason = 'signature' | 'too-large' | 'malformed' | 'unknown-type';

/** What the parts of the app tell the metrics. None of it names a workspace or repeats what people typed. */
export interface Measures {
  /** A request was acknowledged so many seconds after it arrived. */
  acknowledged(kind: string, seconds: number): void;
  /** A request was refused before anybody looked what it asks for. */
  requestRefused(reason: RefusalReason): void;
  /** Everything that a request asked for was done, or failed. */
  requestEnded(kind: string, outcome: 'done' | 'failed'): void;
  /** An answer to a submission was posted, or what came of it instead. */
  answered(outcome: string): void;
  /** An advice took so many seconds, waiting included. */
  adviceTook(seconds: number): void;
  /** A chart took so many seconds to draw, waiting included. */
  chartTook(seconds: number): void;
  /** A workspace was forgotten: it removed the app, or Slack has refused its token for long. */
  workspaceForgotten(why: 'removed' | 'refused'): void;
  /** A call to Slack failed with a code: Slack's own word, or ours where no answer came. */
  slackFailed(code: string): void;
}
