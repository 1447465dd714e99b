-- Alerts come by the protocol of digests, at an hour of the schedule.
ALTER TABLE "subscriptions" ADD COLUMN "next_alert_at" timestamptz, ADD COLUMN "alerted_until" timestamptz;
--> statement-breakpoint
CREATE INDEX "subscriptions_alert_due" ON "subscriptions" ("status", "next_alert_at");
