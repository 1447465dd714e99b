#!/usr/bin/env node
/** The command `ftcost`. What answers is loaded once it is known what is asked. */

const [, , word = ''] = process.argv;

switch (word) {
  case 'mcp':
    await (await import('./doors/mcp/stdio.js')).serveStdio();
    break;
  default:
    await import('./ask.js');
}
