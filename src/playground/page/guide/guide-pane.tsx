/** For newcomers: a price cut that changes a decision and an end that comes near, in nine steps and two minutes. */
import { type ReactNode, useState } from 'react';
import type { PlaygroundCall } from '../../protocol.js';
import { chooseFeed, moveClock } from '../api.js';
import { CardsIcon, CheckIcon, WarningIcon } from '../icons.js';
import { SidePane } from '../pane/side-pane.js';
import { useViewer } from '../use-workspace.js';
import { STEPS, type Step, stepsDone } from './progress.js';

/** Two models that were judged as good: the cheaper one is the decision, and the second feed changes which that is. */
const TRIAGE_LINE =
  '/ftcost gpt-6.2-sol 50k/day 1500+500in 100out task=classification accuracy=930/1000 ' +
  'accuracy:gpt-6.1-terra=940/1000 accuracy:mistral-large-3=940/1000 ' +
  'candidates=gpt-6.1-terra,mistral-large-3 name=Triage';
const DIGEST_LINE = '/ftcost digest';
const ALERTS_LINE = '/ftcost digest alerts on';
/** A model whose end is announced: to stay on it is a decision that an end touches. */
const ENDING_LINE = '/ftcost gpt-4o 20k/day 800+200in 150out task=extraction name=Invoices';

interface GuidePaneProps {
  readonly calls: readonly PlaygroundCall[];
  /** Runs a line in a channel. */
  readonly onRun: (line: string) => void;
  readonly onGallery: () => void;
  readonly onClose: () => void;
}

interface StepProps {
  readonly title: string;
  readonly done: boolean;
  /** Whether this is the step to take now. */
  readonly next: boolean;
  /** Text of the button that does the step. */
  readonly action?: string;
  /** Whether a step is under way: one goes after the other. */
  readonly busy: boolean;
  readonly onAct?: () => void;
  readonly children: ReactNode;
}

function StepView({ title, done, next, action, busy, onAct, children }: StepProps) {
  return (
    <li className="step" data-done={done} aria-current={next ? 'step' : undefined}>
      <h3>
        {title}
        {done && (
          <span className="step-done">
            <CheckIcon /> Done
          </span>
        )}
      </h3>
      <p>{children}</p>
      {action !== undefined && (
        <button
          type="button"
          className={`button small ${next ? 'primary' : ''}`}
          disabled={busy}
          aria-busy={busy}
          onClick={onAct}
        >
          {action}
        </button>
      )}
    </li>
  );
}

/** Steps that do themselves at the press of a button, and notice when they were done another way. */
export function GuidePane({ calls, onRun, onGallery, onClose }: GuidePaneProps) {
  const { state } = useViewer();
  const { clock, feeds } = state;
  const [movedClock, setMovedClock] = useState(false);
  const [busy, setBusy] = useState<Step>();
  const [trouble, setTrouble] = useState<string>();
  const done = stepsDone(calls, feeds, movedClock);
  const next = STEPS.find((step) => !done.has(step));
  const at = (step: Step) => ({ done: done.has(step), next: step === next, busy: busy !== undefined });
  const lastFeed = feeds?.list.at(-1);

  const act = async (step: Step, request: ReturnType<typeof chooseFeed>) => {
    setBusy(step);
    setTrouble(undefined);
    const answer = await request;
    setBusy(undefined);
    if (!answer.ok) setTrouble(answer.error ?? 'dispatch_failed');
    return answer.ok;
  };
  const goToAlert = (step: Step) => void act(step, moveClock({ to: 'next-alert' }));
  // On the eve of the digest there is no alert to show: the digest would say it.
  const changePrices = async (id: string) => {
    if (await act('prices', moveClock({ to: 'alert-ahead' }))) await act('prices', chooseFeed({ id }));
  };
  const goToDigest = async () => {
    if (await act('clock', moveClock({ to: 'next-digest' }))) setMovedClock(true);
  };
  return (
    <SidePane title="Start here" onClose={onClose}>
      <div className="pane-body guide">
        <p>
          ftcost says whether to prompt, retrieve or fine-tune, and tells you when a price change turns that
          answer around, or a model is about to end. Here is how, in two minutes.
        </p>
        <ol className="steps">
          <StepView title="Ask" {...at('ask')} action="Run it" onAct={() => onRun(TRIAGE_LINE)}>
            <code>{TRIAGE_LINE}</code> gives the verdict on a workload for which two models were tried, with
            the money behind it and a chart.
          </StepView>
          {clock && feeds && (
            <>
              <StepView title="Save and watch" {...at('save')}>
                Press <strong>Save and watch</strong> under the answer: from now on its prices are watched.
              </StepView>
              <StepView
                title="Subscribe the channel"
                {...at('subscribe')}
                action="Run it"
                onAct={() => onRun(DIGEST_LINE)}
              >
                <code>{DIGEST_LINE}</code> asks for the day and the hour of the weekly digest. Take what it
                offers, and press <strong>Subscribe</strong>.
              </StepView>
              <StepView
                title="Get alerts on the day"
                {...at('alerts')}
                action="Run it"
                onAct={() => onRun(ALERTS_LINE)}
              >
                <code>{ALERTS_LINE}</code> has the channel told on the day, too, what cannot wait for the
                digest: once a day at most, at the hour of the digest.
              </StepView>
              <StepView
                title="Let a price fall"
                {...at('prices')}
                action={`Switch to “${lastFeed?.label ?? ''}”`}
                onAct={() => lastFeed && void changePrices(lastFeed.id)}
              >
                A maker cuts the price of a model overnight. The switch at the top of the page does the same.
              </StepView>
              <StepView
                title="Go to the alert"
                {...at('alert')}
                action="To the next alert"
                onAct={() => goToAlert('alert')}
              >
                The clock moves on to the next morning, and the channel is told that its decision flips.
              </StepView>
              <StepView
                title="Go to the next digest"
                {...at('clock')}
                action="To the next digest"
                onAct={() => void goToDigest()}
              >
                The clock moves on to the hour that you chose, and the digest arrives: it says which decision
                the new price changes, and why.
              </StepView>
              <StepView
                title="Watch a model that ends"
                {...at('ending')}
                action="Run it"
                onAct={() => onRun(ENDING_LINE)}
              >
                <code>{ENDING_LINE}</code> is about a model whose end is announced. Press{' '}
                <strong>Save and watch</strong> under it.
              </StepView>
              <StepView
                title="Be reminded of the end"
                {...at('reminder')}
                action="To the reminder"
                onAct={() => goToAlert('reminder')}
              >
                The clock moves on, past a quiet digest or two, until the end is 90, 30 or 7 days away.
              </StepView>
            </>
          )}
        </ol>
        {trouble !== undefined && (
          <p className="action-failure" role="alert">
            <WarningIcon /> That did not work: {trouble}
          </p>
        )}
        <h3>Look around</h3>
        <p>
          Be somebody else at the top left: private answers are seen by one person only.{' '}
          <strong>Payloads</strong> shows all that Slack and the app say to each other.
        </p>
        <button type="button" className="button small" onClick={onGallery}>
          <CardsIcon /> All presets
        </button>
      </div>
    </SidePane>
  );
}
