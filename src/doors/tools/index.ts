import type { Tool } from '../tool.js';
import { adviseTool } from './advise.js';
import { checkTrainingContentTool, checkTrainingFileTool } from './check-training-file.js';
import { compareTool } from './compare.js';
import { countTokensTool } from './count-tokens.js';
import { pricesTool } from './prices.js';
import { redecideTool } from './redecide.js';

const ANYWHERE: readonly Tool[] = [adviseTool, compareTool, pricesTool, redecideTool, countTokensTool];

/** What can be asked over the network. */
export const REMOTE_TOOLS: readonly Tool[] = [...ANYWHERE, checkTrainingContentTool];

/** What can be asked on the machine itself, whose files may be read. */
export const LOCAL_TOOLS: readonly Tool[] = [...ANYWHERE, checkTrainingFileTool];
