-- What a saved workload came to when it was last decided anew, for a digest or the Home tab.
ALTER TABLE "estimates" ADD COLUMN "latest" jsonb;
