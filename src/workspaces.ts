import { runWorkspaceCommand } from './operator/workspace-command.js';

/** `npm run workspaces`: what is kept of workspaces and people, for the operator. */

process.exitCode = await runWorkspaceCommand(process.argv.slice(2), process.env);
