import { memo, useId, useState } from 'react';
import type { PlaygroundCall, PlaygroundProblem } from '../../protocol.js';
import { CheckIcon, ChevronIcon, FromAppIcon, ToAppIcon, WarningIcon } from '../icons.js';
import { useTimes } from '../messages/use-times.js';
import { CopyButton } from './copy-button.js';
import { outcomeOf } from './find-calls.js';
import { JsonView } from './json-view.js';

function Problems({ problems }: { readonly problems: readonly PlaygroundProblem[] }) {
  if (problems.length === 0) {
    return (
      <p className="check good">
        <CheckIcon /> Slack accepts these blocks: sizes, kinds and places are right.
      </p>
    );
  }
  return (
    <ul className="check bad">
      {problems.map(({ pointer, reason }) => (
        <li key={`${pointer} ${reason}`}>
          <WarningIcon /> <code>{pointer}</code> {reason}
        </li>
      ))}
    </ul>
  );
}

function Part({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <section className="call-part" aria-label={title}>
      <h4>
        {title}
        <CopyButton label={`Copy ${title.toLowerCase()}`} text={() => JSON.stringify(value, null, 2)} />
      </h4>
      <JsonView value={value} label={`${title} as JSON`} />
    </section>
  );
}

function ValidationMark({ problems }: { readonly problems: readonly PlaygroundProblem[] | undefined }) {
  if (problems === undefined) return null;
  if (problems.length === 0) return <span className="mark good">blocks valid</span>;
  return (
    <span className="mark bad">
      {problems.length} {problems.length === 1 ? 'problem' : 'problems'}
    </span>
  );
}

/** One call: a line that opens to its payload, its validation and its answer. */
const CallEntry = memo(function CallEntry({ call }: { readonly call: PlaygroundCall }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const times = useTimes();
  const outcome = outcomeOf(call);
  const toApp = call.direction === 'slack-to-app';
  return (
    <li className="call" data-open={open}>
      <button
        type="button"
        className="call-line"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className="call-direction" data-direction={call.direction}>
          {toApp ? <ToAppIcon /> : <FromAppIcon />}
          <span className="sr-only">{toApp ? 'Slack to the app: ' : 'The app to Slack: '}</span>
        </span>
        <span className="call-name">{call.name}</span>
        <span className="call-marks">
          <ValidationMark problems={call.problems} />
          <span className={`mark ${outcome.tone}`}>{outcome.text}</span>
        </span>
        <span className="call-time">
          <time>{times.exact(String(call.atMs / 1000))}</time>
          {call.answer && `, ${Math.round(call.answer.tookMs)} ms`}
        </span>
        <ChevronIcon />
      </button>
      {open && (
        <div id={id} className="call-body">
          {call.problems && <Problems problems={call.problems} />}
          <Part title="Payload" value={call.payload} />
          {call.answer && <Part title="Answer" value={call.answer.body} />}
        </div>
      )}
    </li>
  );
});

/** Calls, in the order given. */
export function CallList({ calls }: { readonly calls: readonly PlaygroundCall[] }) {
  return (
    <ol className="calls">
      {calls.map((call) => (
        <CallEntry key={call.id} call={call} />
      ))}
    </ol>
  );
}
