import { parseArgs } from 'node:util';

/** One question in the terminal. What answers it is loaded once it is known that something is asked: help comes at once. */

const USAGE = `Ask ftcost once:

  npm run ask -- "gpt-4o 500k/day 200in 100out examples=5000x500 task=classification"
  npm run ask -- "preset ticket-triage" --chart triage.png
  npm run ask -- help
  npm run ask -- --workload workload.json
  npm run --silent ask -- --json "gpt-4o 500k/day 200in 100out"
  npm run ask -- "preset ticket-triage" --memo triage.pdf

What is written after "/ftcost" in Slack goes between the quotes. The chart is saved as a PNG
(--chart, default ftcost-chart.png). --then goes on where the last step ended, any number of times: another line as
after "/ftcost", "press <button or choice of a menu>", "feed <id>" (today, after-a-price-cut), or "clock <days>d" to
move the clock. Windows are printed, and files that were shared are saved beside the chart:

  npm run ask -- "preset team-chat" --then "press Why" --then "press Export"
  npm run ask -- "preset team-chat" --then "press Save and watch" --then "feed after-a-price-cut" --then "digest preview"

The team's own files are read on this machine; only counts are kept:

  npm run ask -- tokens gpt-4o --file prompt.txt             tokens and price of a text, a chat JSON or a curl command
  npm run ask -- tokens --tokenizer tokenizer.json --file prompt.txt    exact for an open model, with its own tokenizer
  npm run ask -- "gpt-4o 20k/day" --training train.jsonl     faults, bills and the advice; --validation FILE beside it
  npm run ask -- --usage usage.csv costs.json                shares, cache, growth, and what to decide first
  npm run ask -- "gpt-4o 20k/day" --evals results.csv        accuracies with intervals; --threshold 0.7 for scores
  npm run ask -- pilot "gpt-4o 20k/day" --training train.jsonl --out pilot    a folder for a test with promptfoo

--workload reads a whole workload from a JSON file; words after it change it.
--memo saves the result as one page (PDF).
--json prints the advice as JSON and nothing else. A question that cannot be read exits with 2.`;

async function ask(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      chart: { type: 'string', default: 'ftcost-chart.png' },
      evals: { type: 'string' },
      file: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean', default: false },
      memo: { type: 'string' },
      // biome-ignore lint/suspicious/noThenProperty: the option is called so; nobody awaits this object.
      then: { type: 'string', multiple: true },
      threshold: { type: 'string' },
      tokenizer: { type: 'string' },
      training: { type: 'string' },
      usage: { type: 'string', multiple: true },
      validation: { type: 'string' },
      workload: { type: 'string' },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const { answer } = await import('./ask/answer.js');
  const code = await answer(positionals, values);
  if (code === 'nothing-asked') console.error(USAGE);
  return code === 'nothing-asked' ? 2 : code;
}

// The reader of the answer may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await ask().catch((error: unknown) => {
  console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  return 1;
});
