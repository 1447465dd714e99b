/** What stands above a chart: a finding, and what it is about. */

const BETWEEN = ': ';

/** What a chart is called. */
export interface Title {
  /** The finding, in one line. */
  readonly title: string;
  /** What it is about, where the title begins with that. */
  readonly topic?: string;
}

/** What stands above a chart. */
export interface Titled extends Title {
  readonly subtitle: string;
}

/** A finding behind what it is about: `GPT-6 Luna: the cheapest`. */
export function titleOn(topic: string, finding: string): Title {
  return { title: `${topic}${BETWEEN}${finding}`, topic };
}

/** The rows of a title: what it is about, and the finding. */
export function partsOf({ title, topic }: Title): readonly string[] {
  return topic === undefined ? [title] : [topic, title.slice(topic.length + BETWEEN.length)];
}
