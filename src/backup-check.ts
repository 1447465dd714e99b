import { runBackupCheck } from './operator/backup-command.js';

/** `npm run backup:check`: restores a backup beside everything, and reads it whole. */

process.exitCode = await runBackupCheck(process.argv.slice(2), process.env);
