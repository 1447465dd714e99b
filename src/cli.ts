#!/usr/bin/env node
/** The command `ftcost`. What answers is loaded once it is known what is asked. */

const [, , word = '', ...rest] = process.argv;

switch (word) {
  case 'mcp':
    await (await import('./doors/mcp/stdio.js')).serveStdio();
    break;
  case 'diff':
    process.exitCode = await (await import('./doors/diff/command.js')).runDiff(rest);
    break;
  default:
    await import('./ask.js');
}
