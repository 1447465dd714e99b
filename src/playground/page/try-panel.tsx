import { ChannelMark } from './channel-mark.js';
import { useViewer } from './use-workspace.js';

const EXAMPLES = [
  { line: '/ftcost', about: 'Fill in a form, and see the verdict' },
  {
    line: '/ftcost gpt-4o 500k/day 200in 100out examples=5000x500 task=classification',
    about: 'Say it all in one line',
  },
  { line: '/ftcost preset ticket-triage', about: 'Start from a typical workload' },
];

interface TryPanelProps {
  /** Puts an example into the composer. */
  readonly onTry: (line: string) => void;
  /** There are messages already: only the beginning of the channel is marked. */
  readonly quiet: boolean;
}

/** The beginning of a channel, with lines to try while it is empty. */
export function TryPanel({ onTry, quiet }: TryPanelProps) {
  const { state, channelId } = useViewer();
  const channel = state.channels.find(({ id }) => id === channelId);
  if (channel === undefined) return null;
  return (
    <section className="intro" aria-label="Beginning of the conversation">
      <h2>
        <ChannelMark kind={channel.kind} /> {channel.name}
      </h2>
      <p>
        This is the very beginning of {channel.kind === 'dm' ? 'this conversation' : `#${channel.name}`}. The
        workspace is only on this machine, so try anything.
      </p>
      {!quiet && (
        <div className="examples">
          <h3>Try</h3>
          {EXAMPLES.map(({ line, about }) => (
            <button key={line} type="button" className="example" onClick={() => onTry(line)}>
              <code>{line}</code>
              <span>{about}</span>
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
