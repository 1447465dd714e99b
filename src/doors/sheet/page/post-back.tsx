import { changeWords } from '../change-words.js';
import type { Changes } from '../changes.js';
import type { LiveSheet } from './use-sheet.js';

interface PostBackProps {
  readonly live: LiveSheet;
  readonly changes: Changes;
  onReset(): void;
}

/** What was changed, with the ways back and on. */
export function PostBack({ live, changes, onReset }: PostBackProps) {
  const { posted, problem = '' } = live;
  const words = changeWords(changes);
  const isReady = words !== '' && problem === '' && posted === undefined;
  return (
    <section className="post" aria-label="What you changed">
      <p className="changes">{words === '' ? 'Nothing is changed yet.' : `Changed: ${words}.`}</p>
      <div className="row">
        <button
          type="button"
          className="primary"
          // Not `disabled`, which would take the focus away.
          aria-disabled={!isReady}
          aria-describedby="post-says"
          onClick={() => isReady && live.post(changes)}
        >
          {posted === 'posting' ? 'Posting …' : 'Post this back'}
        </button>
        <button
          type="button"
          className="quiet"
          aria-disabled={words === ''}
          onClick={() => words !== '' && onReset()}
        >
          Start over
        </button>
      </div>
      <p id="post-says" className="says">
        Posts this as a new result in the thread that the link came from.
      </p>
      <p className="said" role="status">
        {saidOf(posted)}
      </p>
    </section>
  );
}

function saidOf(posted: LiveSheet['posted']): string {
  if (posted === undefined || posted === 'posting') return '';
  switch (posted.kind) {
    case 'posted':
      return 'Posted in Slack.';
    case 'already':
      return 'This was posted before: it stands in Slack already.';
    case 'failed':
      return posted.why;
  }
}
