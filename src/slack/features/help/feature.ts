import type { Feature, HelpLine, Word } from '../../entry/feature.js';
import { vocabulary } from '../../entry/services.js';
import { type Message, paragraph, plain, small, words } from '../../kit/blocks.js';

/** `/ftcost help`: one private screen, made of what every feature says of its words. */
export function helpOn(features: readonly Feature[]): Feature {
  const help: Word = {
    name: 'help',
    typed: ['help', '?'],
    isPrivate: true,
    help: () => [['/ftcost help', 'shows this.']],
    answer(request) {
      const { exampleModel } = vocabulary(request.services);
      return request.tell(helpMessage(helpLines([...features, feature], exampleModel)));
    },
  };
  const feature: Feature = { words: [help] };
  return feature;
}

const MORE: readonly HelpLine[] = [
  ['task=classification', 'what the model does'],
  ['examples=5000x500', 'training examples x tokens in each'],
  ['rag=2000 fewshot=1500 reasoning=800', 'more tokens of a query'],
  ['cache=90% batch=50% batchable', 'how it is called today, and whether answers may take a day'],
  ['knowledge=changing corpus=2M changes=7d cite', 'facts that the model does not have'],
  [
    'target=92% tolerance=1pt loss=$0.14',
    'the share of right answers needed, or the points below today that will do; the cost of a wrong one',
  ],
  [
    'accuracy=182/200 tuned=95% rag=93% small=90/100 accuracy:gpt-6-luna@low=94/100',
    'right answers today, tuned, with retrieval, of a smaller model, of a model by name: right of all, or a share',
  ],
  [
    'effort=low p95=900ms latency=2s judging=labels',
    'effort and speed today, the slowest that will do, and how a test can be judged',
  ],
  [
    'candidates=gpt-6-luna@low,gpt-4.1-nano providers=openai,anthropic accounts=openai',
    'which models may be used, at which effort, and where you may tune',
  ],
  ['once=2M growth=3% horizon=12', 'a one-off backlog, growth a month, months ahead'],
  ['name="Ticket triage" private', 'a name for the result; send it to me only'],
];

/** What every feature says of its words. */
export function helpLines(features: readonly Feature[], exampleModel: string): readonly HelpLine[] {
  return features.flatMap(({ words: known = [] }) => known.flatMap((word) => word.help(exampleModel)));
}

/** One private screen on how to use the command. */
export function helpMessage(commands: readonly HelpLine[]): Message {
  const intro =
    'I tell you whether to prompt, retrieve or fine-tune a workload, what every plan costs, and when it pays back.';
  return {
    text: `${intro} ${commands.map(([typed, does]) => `${typed} ${does}`).join(' ')}`,
    blocks: [
      { type: 'header', text: plain('How to use /ftcost') },
      paragraph(words(intro)),
      paragraph(
        ...commands.flatMap(([typed, does], index) => entry(typed, does, index === commands.length - 1)),
      ),
      paragraph(
        words('More words, all optional\n', { bold: true }),
        ...MORE.flatMap(([typed, does], index) => entry(typed, does, index === MORE.length - 1)),
      ),
      small(
        'Results are posted in the conversation where you are; help and errors only you see. For the chart, invite me: /invite @ftcost.',
        'Slack does not offer commands in threads: there, mention me, @ftcost and the same words. They work in a direct message to me, too, and the shortcut New estimate opens the form.',
        'Drop a training file, a usage export or an evaluation into a direct message to me: I read it, keep nothing of it, and tell you what it says.',
      ),
    ],
  };
}

function entry(typed: string, does: string, isLast: boolean) {
  return [words(typed, { code: true }), words(`  ${does}${isLast ? '' : '\n'}`)];
}
