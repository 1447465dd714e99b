import { type Message, paragraph, plain, small, words } from '../../kit/blocks.js';

/** The lines of the help: what is typed, and what it does. */
function lines(model: string): readonly (readonly [string, string])[] {
  return [
    ['/ftcost', 'opens the form.'],
    [
      `/ftcost ${model} 500k/day 2000+200in 100out`,
      'answers at once: model, volume, prompt tokens (fixed + varying), answer tokens. Any order.',
    ],
    [
      '/ftcost preset ticket-triage',
      'answers for a ready-made workload. Add words to change it: preset ticket-triage 100k/day.',
    ],
    ['/ftcost presets', 'lists them.'],
    [
      '/ftcost prices',
      'shows what models cost; add a model, maker or platform for its sources, history and end.',
    ],
    [
      '/ftcost compare gpt-4o gpt-6-luna 500k/day 2000+200in 100out',
      'puts one workload on 2 to 8 models side by side.',
    ],
    [
      '/ftcost saved',
      'lists what was saved under a result: open, adjust, export, rename, watch, delete. Add words to filter.',
    ],
    [
      '/ftcost digest',
      'subscribes this channel to the weekly digest: which saved decisions changed, and why. Then: preview, pause, resume, off, list.',
    ],
    [
      '/ftcost settings',
      'sets what every advice here starts from: engineer cost, providers, accounts, horizon, negotiated prices.',
    ],
    ['/ftcost help', 'shows this.'],
  ];
}

const MORE: readonly (readonly [string, string])[] = [
  ['task=classification', 'what the model does'],
  ['examples=5000x500', 'training examples x tokens in each'],
  ['rag=2000 fewshot=1500 reasoning=800', 'more tokens of a query'],
  ['cache=90% batch=50% batchable', 'how it is called today, and whether answers may take a day'],
  ['knowledge=changing corpus=2M changes=7d cite', 'facts that the model does not have'],
  [
    'target=92% accuracy=94% small=90% tuned=95% loss=$0.14',
    'what is measured, and what a wrong answer costs',
  ],
  [
    'candidates=a,b providers=openai,anthropic accounts=openai',
    'which models may be used, and where you may tune',
  ],
  ['once=2M growth=3% horizon=12', 'a one-off backlog, growth a month, months ahead'],
  ['name="Ticket triage" private', 'a name for the result; send it to me only'],
];

/** One private screen on how to use the command. */
export function helpMessage(exampleModel: string): Message {
  const intro =
    'I tell you whether to prompt, retrieve or fine-tune a workload, what every plan costs, and when it pays back.';
  const commands = lines(exampleModel);
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
      ),
    ],
  };
}

function entry(typed: string, does: string, isLast: boolean) {
  return [words(typed, { code: true }), words(`  ${does}${isLast ? '' : '\n'}`)];
}
