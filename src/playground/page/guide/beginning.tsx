import { ChannelMark } from '../channel-mark.js';
import { CardsIcon, CompassIcon } from '../icons.js';
import { useViewer } from '../use-workspace.js';
import { visibleMessages } from '../workspace-state.js';

const EXAMPLES = [
  { line: '/ftcost', about: 'Fill in a form, and see the verdict' },
  {
    line: '/ftcost gpt-4o 500k/day 200in 100out examples=5000x500 task=classification',
    about: 'Say it all in one line',
  },
];

interface BeginningProps {
  /** Puts an example into the composer. */
  readonly onTry: (line: string) => void;
  readonly onGuide: () => void;
  readonly onGallery: () => void;
}

/** The beginning of a conversation; in an empty channel, ways to begin. */
export function Beginning({ onTry, onGuide, onGallery }: BeginningProps) {
  const { state, channel, channelId, userId } = useViewer();
  const empty = visibleMessages(state, channelId, userId).length === 0;
  return (
    <section className="intro" aria-label="Beginning of the conversation">
      <h2>
        <ChannelMark kind={channel.kind} /> {channel.name}
      </h2>
      <p>
        This is the very beginning of {channel.kind === 'dm' ? 'this conversation' : `#${channel.name}`}.
        {!channel.isArchived && ' The workspace is only on this machine, so try anything.'}
      </p>
      {empty && channel.kind !== 'dm' && !channel.isArchived && (
        <div className="examples">
          <h3>Try</h3>
          {EXAMPLES.map(({ line, about }) => (
            <button key={line} type="button" className="example" onClick={() => onTry(line)}>
              <code>{line}</code>
              <span>{about}</span>
            </button>
          ))}
          <button type="button" className="example with-icon" onClick={onGallery}>
            <CardsIcon />
            <strong>Presets</strong>
            <span>Start from a typical workload</span>
          </button>
          <button type="button" className="example with-icon" onClick={onGuide}>
            <CompassIcon />
            <strong>Start here</strong>
            <span>
              {state.feeds ? 'A price cut that changes a decision, seen in a minute' : 'Find your way around'}
            </span>
          </button>
        </div>
      )}
    </section>
  );
}
