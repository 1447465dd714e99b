import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type Tool as McpTool,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { AdvisorError } from '../../advisor/advisor-error.js';
import { FileError } from '../../numbers/file-error.js';
import { jsonSchemaOf } from '../json-schema.js';
import { QuestionError } from '../problems.js';
import type { Desk, Tool } from '../tool.js';
import { VERSION } from '../version.js';

const INSTRUCTIONS =
  'ftcost decides whether an LLM workload should be prompted, given retrieval or fine-tuned, and what each costs. ' +
  'Begin with "advise"; say what is known and leave out the rest. Amounts are USD, shares are 0 to 1, tokens are per ' +
  'query. Quote figures with the day of their prices.';

const ObjectSchema = z.looseObject({ type: z.literal('object') });

/** Tools as MCP lists them: all of them only read. */
function listed({ name, title, description, input, output }: Tool): McpTool {
  return {
    name,
    title,
    description,
    inputSchema: ObjectSchema.parse(jsonSchemaOf(input)),
    outputSchema: ObjectSchema.parse(jsonSchemaOf(output)),
    annotations: {
      title,
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
  };
}

/** What a call is known by: with Slack's identity, who asks stands in it. */
export type CallMeta = Readonly<Record<string, unknown>> | undefined;

/** Who answers one connection. */
export interface McpParts {
  /** What a call is answered with. @throws QuestionError when it is not known who asks */
  readonly deskFor: (meta: CallMeta) => Promise<Desk>;
  /** Told of what nobody who asks can mend. */
  readonly onFailure: (error: unknown, tool: string) => void;
}

/** Makes MCP servers with these tools, one for each connection. */
export function mcpServersOf(tools: readonly Tool[]): (parts: McpParts) => McpServer {
  const list = tools.map(listed);
  return ({ deskFor, onFailure }) => {
    const server = new McpServer(
      { name: 'ftcost', title: 'ftcost', version: VERSION },
      { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
    );
    // Not by registerTool: what is wrong with a question is told in our words, field by field, as in the API.
    server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: list }));
    server.server.setRequestHandler(CallToolRequestSchema, async ({ params }): Promise<CallToolResult> => {
      const tool = tools.find(({ name }) => name === params.name);
      if (tool === undefined) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
      try {
        const { text, data } = await tool.ask(await deskFor(params._meta), params.arguments ?? {});
        return { content: [{ type: 'text', text }], structuredContent: { ...data } };
      } catch (error) {
        if (!isTheirs(error)) onFailure(error, tool.name);
        return { isError: true, content: [{ type: 'text', text: sentenceOf(error) }] };
      }
    });
    return server;
  };
}

/** Whether whoever asks can mend it. */
function isTheirs(error: unknown): boolean {
  return error instanceof QuestionError || error instanceof FileError || isBusy(error);
}

function isBusy(error: unknown): boolean {
  return error instanceof AdvisorError && error.code === 'queue-full';
}

function sentenceOf(error: unknown): string {
  if (error instanceof QuestionError || error instanceof FileError) return error.message;
  if (isBusy(error)) return 'Too many questions are waiting. Try again in a minute.';
  return 'This could not be answered, through a fault of ours. Try again; if it stays so, tell whoever runs ftcost.';
}
