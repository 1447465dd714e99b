import type { Tool } from '../tool.js';
import { adviseTool } from '../tools/advise.js';
import { compareTool } from '../tools/compare.js';
import { countTokensTool } from '../tools/count-tokens.js';
import { pricesTool } from '../tools/prices.js';
import type { Method } from './route.js';

/** One address of the API, and the tool that answers there. */
export interface Operation {
  readonly path: string;
  readonly method: Method;
  readonly tool: Tool;
}

/** The API. Answers are those of the tools, with the words for people as `text`. */
export const OPERATIONS: readonly Operation[] = [
  { path: '/v1/advise', method: 'POST', tool: adviseTool },
  { path: '/v1/compare', method: 'POST', tool: compareTool },
  { path: '/v1/tokens', method: 'POST', tool: countTokensTool },
  { path: '/v1/prices', method: 'GET', tool: pricesTool },
];
