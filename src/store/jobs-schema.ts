/** Schema in which the job queue keeps its tables. A job about a workspace names it as `workspaceId` in its data. */
export const JOBS_SCHEMA = 'jobs';
