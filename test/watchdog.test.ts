import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const CHILD = fileURLToPath(new URL('./watchdog-child.js', import.meta.url));

async function live(how: string, frozenForMs = 0) {
  const child = spawn(process.execPath, [CHILD, how]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  if (frozenForMs > 0) {
    child.kill('SIGSTOP');
    await sleep(frozenForMs);
    child.kill('SIGCONT');
  }
  const [code, signal] = await closed;
  return { code, signal, said };
}

it('a process whose event loop is stuck ends, though it could handle no signal, and says why', async () => {
  const { signal, said } = await live('for-ever');
  expect(signal).toBe('SIGKILL');
  expect(JSON.parse(said)).toMatchObject({ level: 60, msg: expect.stringContaining('event loop') });
});

it('a process that is only busy, or was frozen as a whole, lives on', async () => {
  expect(await live('busy')).toMatchObject({ code: 0, said: '' });
  expect(await live('busy', 4_000)).toMatchObject({ code: 0, said: '' });
});
