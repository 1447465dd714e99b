-- What the sending of a digest has to remember between two tries.
ALTER TABLE "digest_runs" ADD COLUMN "covers_until" timestamptz;
--> statement-breakpoint
ALTER TABLE "digest_runs" ADD COLUMN "intended_at" timestamptz;
--> statement-breakpoint
ALTER TABLE "digest_runs" ADD COLUMN "anchor_ts" text;
--> statement-breakpoint
ALTER TABLE "digest_runs" ADD COLUMN "not_before" timestamptz;
--> statement-breakpoint
ALTER TABLE "digest_runs" ADD COLUMN "untellable" boolean NOT NULL DEFAULT false;
