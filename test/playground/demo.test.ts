import { describe, expect, it, onTestFinished } from 'vitest';
import { createScene } from '../../src/ask/scene.js';
import { messageText } from '../../src/playground/message-text.js';
import { startPlayground } from '../../src/playground/start.js';

/** The playground as a newcomer meets it: the whole app over a store in memory. `npm test` builds its workers first. */

/** Two models that were judged as good: the cheaper one is the decision. That of README. */
const TRIAGE =
  'gpt-6.2-sol 50k/day 1500+500in 100out task=classification accuracy=930/1000 ' +
  'accuracy:gpt-6.1-terra=940/1000 accuracy:mistral-large-3=940/1000 ' +
  'candidates=gpt-6.1-terra,mistral-large-3 name=Triage';

async function startScene() {
  const playground = await startPlayground({ port: 0, logLevel: 'silent', store: { kind: 'memory' } });
  onTestFinished(() => playground.stop());
  return { playground, scene: createScene(playground) };
}

describe('the playground', () => {
  it('shows a digest with a flipped verdict after a change of the price feed', {
    timeout: 120_000,
  }, async () => {
    const { scene } = await startScene();
    const [result] = (await scene.play(TRIAGE)).messages;
    expect(result?.text).toContain('switch to Mistral Large 3');
    await scene.play('press Save and watch');
    await scene.play('feed after-a-price-cut');
    const { notes } = await scene.play('digest preview');
    const preview = notes.map((note) => messageText(note, 110)).join('\n');
    expect(preview).toContain('Triage flips: switch to GPT-6.1 Terra');
    expect(preview).toContain('input $1 → $0.40 (-60%)');
    // The terminal breaks lines where they are full, and how full they are hangs on the prices of the day.
    expect(preview.replaceAll(/\s+/g, ' ')).toContain('1 price change looks doubtful');
    expect(preview).not.toMatch(/GPT-5.4 mini: .*\$0\.075/);
  });

  it('says which steps there are when one cannot be done', { timeout: 120_000 }, async () => {
    const { scene } = await startScene();
    await expect(scene.play('press Nothing')).rejects.toThrow(
      'No message has a button or a choice "Nothing"',
    );
    await expect(scene.play('feed tomorrow')).rejects.toThrow('today, after-a-price-cut');
    await expect(scene.play('clock soon')).rejects.toThrow('Write it as 7d');
  });

  it('lets the clock run on from where it was moved to', { timeout: 120_000 }, async () => {
    const { playground, scene } = await startScene();
    const before = playground.controls.clock.now().getTime();
    await scene.play('clock 7d');
    const movedMs = playground.controls.clock.now().getTime() - before;
    expect(movedMs).toBeGreaterThanOrEqual(7 * 86_400_000);
    expect(movedMs).toBeLessThan(7.01 * 86_400_000);
  });
});
