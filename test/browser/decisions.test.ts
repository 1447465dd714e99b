import { expect, it } from 'vitest';
import { type Desk, describeInBrowser, sitDown } from './desk.js';

/** An export of OpenAI's usage: so many requests on each day from `from` on, 2,200 prompt tokens and 100 of the answer. */
function usage(from: string, days: number, model: string, requests: number): string {
  return Array.from({ length: days }, (_, at) => {
    const start = Date.parse(from) / 1_000 + at * 86_400;
    return `${start},${start + 86_400},${requests},${model},false,${requests * 2_200},${requests * 100},0\n`;
  }).join('');
}

const USAGE = [
  'start_time,end_time,num_model_requests,model,batch,input_tokens,output_tokens,input_cached_tokens\n',
  usage('2026-09-10', 30, 'gpt-4o', 500_000),
  usage('2026-10-10', 42, 'gpt-6-luna', 450_000),
].join('');

const TRAINING = Array.from(
  { length: 60 },
  (_, at) =>
    `${JSON.stringify({
      messages: [
        { role: 'user', content: `Parcel ${at} is late` },
        { role: 'assistant', content: at % 2 === 0 ? 'shipping' : 'refund' },
      ],
    })}\n`,
).join('');

/** Drops a file onto the open conversation and sends it with words. */
async function send(
  { page, conversation, say }: Desk,
  name: string,
  content: string,
  line: string,
): Promise<void> {
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
  await place.dispatchEvent('drop', { dataTransfer: transfer });
  await conversation.getByRole('list', { name: 'Files to send' }).getByText(name).waitFor();
  await say(line);
}

describeInBrowser('a decision in the browser', () => {
  it('is adopted, has its tune written down, and usage before and after shows what it saved', async () => {
    const desk = await sitDown();
    const { page } = desk;
    await desk.say('/ftcost gpt-4o 500k/day 2000+200in 100out task=classification name="Ticket triage"');
    await desk.message('Save and watch').getByRole('button', { name: 'Save and watch' }).click();
    await desk.message(/Saved as/).waitFor();
    await desk.say('/ftcost adopt Ticket triage 2026-10-10');
    await desk.message(/“Ticket triage” is adopted/).waitFor();

    await desk.go('ftcost');
    await page.getByRole('tab', { name: /Messages/ }).click();
    await send(desk, 'usage.csv', USAGE, 'actuals Ticket triage');
    const report = desk
      .message('a month less than the forecast')
      .or(desk.message('a month more than the forecast'));
    await report.last().waitFor();
    await desk.picture('decision-realised');
    await send(desk, 'train.jsonl', TRAINING, 'tune Ticket triage gpt-4.1-mini $42 3 epochs 430/500');
    await desk.message('430 of 500 right').waitFor();
    await desk.picture('decision-tune');

    const home = page.getByRole('region', { name: 'ftcost Home' });
    await page.getByRole('tab', { name: /Home/ }).click();
    await home
      .getByText(/realised in 1 decision/)
      .first()
      .waitFor();
    await home
      .getByText(/Usage shows that it saves/)
      .first()
      .waitFor();
    expect(await home.textContent()).toContain('Train again: Ticket triage');
    await desk.picture('decision-home');
    await home
      .getByRole('button', { name: /^Decide/ })
      .first()
      .click();
    await desk.modal('Decide').getByText('The decision is').waitFor();
    await desk.picture('decision-form');
    await page.keyboard.press('Escape');

    await desk.go('ml-platform');
    await desk.say('/ftcost saved');
    await desk.message(/realised in 1 decision/).waitFor();
    await desk.picture('decision-saved');
    await desk.say('/ftcost digest preview');
    await desk.message(/quiet week.*Savings a month/s).waitFor();
    await desk.picture('decision-digest');
  });
});
