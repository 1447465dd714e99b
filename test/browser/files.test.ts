import { expect, it } from 'vitest';
import { type Desk, describeInBrowser, sitDown } from './desk.js';

/** A newcomer's own files: dropped into the direct message with the app, or added with the button. */

const TRAINING = Array.from(
  { length: 400 },
  (_, index) =>
    `${JSON.stringify({
      messages: [
        { role: 'system', content: 'You sort letters of customers. Answer with one label and nothing else.' },
        {
          role: 'user',
          content: `Letter ${index}: my parcel has not come, and nobody answers the telephone.`,
        },
        { role: 'assistant', content: ['shipping', 'refund', 'complaint'][index % 3] },
      ],
    })}\n`,
).join('');

const DAY_S = 86_400;
const USAGE = [
  'start_time,end_time,num_model_requests,model,batch,input_tokens,output_tokens,input_cached_tokens',
  ...Array.from({ length: 28 }, (_, day) => {
    const start = 1_789_000_000 + day * DAY_S;
    return [
      `${start},${start + DAY_S},${52_000 + 900 * day},gpt-4o,false,${(52_000 + 900 * day) * 1_450},${(52_000 + 900 * day) * 110},${(52_000 + 900 * day) * 300}`,
      `${start},${start + DAY_S},9000,gpt-4.1-mini,false,${9_000 * 2_100},${9_000 * 320},0`,
    ].join('\n');
  }),
].join('\n');

const RESULTS = [
  'item,model,correct,input_tokens,output_tokens,latency_ms',
  ...Array.from({ length: 500 }, (_, item) =>
    [
      `${item},gpt-6.2-sol,${item < 458 ? 1 : 0},1980,98,${800 + (item % 90)}`,
      `${item},gpt-6.1-terra,${item < 470 ? 1 : 0},1980,101,${520 + (item % 70)}`,
    ].join('\n'),
  ),
].join('\n');

/** Drops a file onto the open conversation. */
async function drop({ page, conversation }: Desk, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([called, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], called));
      return data;
    },
    [name, content] as const,
  );
  const place = conversation.locator('.drop-place');
  await place.dispatchEvent('dragenter', { dataTransfer: transfer });
  await conversation.getByText('Drop files to send them to ftcost').waitFor();
  await place.dispatchEvent('drop', { dataTransfer: transfer });
  await conversation.getByRole('list', { name: 'Files to send' }).getByText(name).waitFor();
}

async function openMessages(): Promise<Desk> {
  const desk = await sitDown();
  await desk.go('ftcost');
  await desk.page.getByRole('tab', { name: /Messages/ }).click();
  return desk;
}

describeInBrowser('a newcomer with files', () => {
  it('drops a training file, reads what is in it, and goes on in the form', async () => {
    const desk = await openMessages();
    await drop(desk, 'train.jsonl', TRAINING);
    await desk.conversation.getByRole('button', { name: 'Send' }).click();
    const report = desk.message('400 examples');
    await report.getByText('For the whole advice').waitFor();
    await desk.picture('files-training');
    await report.getByRole('button', { name: 'Open the form with these numbers' }).click();
    const form = desk.modal('Prompt, RAG or tune?');
    await form.waitFor();
    expect(await form.getByRole('textbox', { name: /Training examples/ }).inputValue()).toBe('400');
  });

  it('drops a usage export, and reads what to decide on first', async () => {
    const desk = await openMessages();
    await drop(desk, 'completions_usage.csv', USAGE);
    await desk.conversation.getByRole('button', { name: 'Send' }).click();
    const report = desk.message('To decide, the largest saving first');
    await report.waitFor();
    await desk.message('Save and watch').getByRole('img').first().waitFor();
    await desk.picture('files-usage', report);
  });

  it('counts the tokens of a message, and adds a file in the form', async () => {
    const desk = await sitDown();
    await desk.say('You sort letters of customers. Answer with one label and nothing else.');
    const message = desk.message('You sort letters');
    await message.hover();
    await message.getByRole('button', { name: 'Count tokens' }).click();
    const answer = desk.message('tokens on GPT-4o');
    await answer.getByText('Only visible to you').waitFor();
    await answer.getByRole('button', { name: 'Open the form' }).click();
    const form = desk.modal('Prompt, RAG or tune?');
    await form.getByRole('button', { name: /More detail/ }).click();
    await form
      .getByTestId('Files with your numbers')
      .setInputFiles({ name: 'train.jsonl', mimeType: 'text/plain', buffer: Buffer.from(TRAINING) });
    await form.getByText('train.jsonl').waitFor();
    await desk.picture('files-form');
    await form.getByRole('button', { name: 'Work it out' }).click();
    await desk.message('Payback').getByText('classification').first().waitFor();
  });

  it('adds an evaluation with the button, and a test first becomes a clear verdict', async () => {
    const desk = await openMessages();
    const question =
      'gpt-6.2-sol 50k/day 1500+500in 100out task=classification candidates=gpt-6.1-terra loss=$0.01';
    await desk.say(question);
    await desk.message(/Test GPT-6.1 Terra first/).waitFor();
    await desk.conversation
      .getByTestId('Add files')
      .setInputFiles({ name: 'results.csv', mimeType: 'text/csv', buffer: Buffer.from(RESULTS) });
    await desk.conversation.getByText('results.csv').waitFor();
    await desk.say(question);
    await desk.message('2 models on 500 items').waitFor();
    const verdict = desk.message(/switch to GPT-6.1 Terra/);
    await verdict.getByRole('img').first().waitFor();
    await desk.picture('files-evaluation');
  });
});
