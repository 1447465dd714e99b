import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createAdvisor } from '../../advisor/advisor.js';
import { loadEvidence } from '../../evidence/index.js';
import { createNumbersReader } from '../../numbers/numbers-reader.js';
import { loadCatalogue } from '../../prices/catalogue.js';
import { LOCAL_TOOLS } from '../tools/index.js';
import { mcpServersOf } from './mcp-server.js';

/** Longest work on one advice, in milliseconds. */
const WORK_MS = 60_000;

/**
 * `ftcost mcp`: the tools over standard input and output, for the assistant that started it. Nothing has to be
 * configured; nothing leaves the machine. Standard output belongs to the protocol, so that words go to standard error.
 *
 * Returns once it listens. It ends with its standard input, as the protocol says.
 */
export async function serveStdio(): Promise<void> {
  const advisor = createAdvisor({ threads: 1, workMs: WORK_MS });
  const numbers = createNumbersReader();
  const book = loadCatalogue();
  const evidence = loadEvidence();
  const server = mcpServersOf(LOCAL_TOOLS)({
    deskFor: async () => ({
      today: new Date().toISOString().slice(0, 10),
      basis: { settings: undefined, book },
      evidence,
      advisor,
      numbers,
    }),
    onFailure: (error, tool) => console.error(`The tool ${tool} failed:`, error),
  });
  process.stdin.once('end', async () => {
    await server.close();
    await Promise.all([advisor.close(), numbers.close()]);
  });
  await server.connect(new StdioServerTransport());
}
