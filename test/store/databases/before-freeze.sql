
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA drizzle;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE drizzle.__drizzle_migrations (
    id integer NOT NULL,
    hash text NOT NULL,
    created_at bigint
);

CREATE SEQUENCE drizzle.__drizzle_migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE drizzle.__drizzle_migrations_id_seq OWNED BY drizzle.__drizzle_migrations.id;

CREATE TABLE public.claims (
    workspace_id text NOT NULL,
    key text NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.digest_runs (
    workspace_id text NOT NULL,
    subscription_id uuid NOT NULL,
    week text NOT NULL,
    state text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    content jsonb,
    message_ts text,
    problem text,
    told_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL
);

CREATE TABLE public.estimates (
    workspace_id text NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    workload jsonb NOT NULL,
    decision jsonb NOT NULL,
    channel_id text,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    watched boolean NOT NULL
);

CREATE TABLE public.price_events (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    fingerprint text NOT NULL,
    sync_id uuid,
    seen_at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    product text NOT NULL,
    platform text NOT NULL,
    body jsonb NOT NULL,
    decided_at timestamp with time zone,
    decided_by text
);

CREATE TABLE public.price_log (
    seq bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    layer text NOT NULL,
    operation text NOT NULL,
    entity text NOT NULL,
    entity_id text NOT NULL,
    body jsonb,
    event_id uuid
);

ALTER TABLE public.price_log ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.price_log_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registry_rows (
    key text NOT NULL,
    body jsonb NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone
);

CREATE TABLE public.registry_syncs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    url text NOT NULL,
    outcome text NOT NULL,
    problem_code text,
    problem text,
    etag text,
    sha256 text,
    counts jsonb NOT NULL
);

CREATE TABLE public.subscriptions (
    workspace_id text NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    channel_id text NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    schedule jsonb NOT NULL,
    content jsonb NOT NULL,
    status text NOT NULL,
    paused_because text,
    next_run_at timestamp with time zone NOT NULL,
    covered_until timestamp with time zone NOT NULL
);

CREATE TABLE public.workspace_settings (
    workspace_id text NOT NULL,
    version integer NOT NULL,
    body jsonb NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY drizzle.__drizzle_migrations ALTER COLUMN id SET DEFAULT nextval('drizzle.__drizzle_migrations_id_seq'::regclass);

INSERT INTO drizzle.__drizzle_migrations VALUES (1, 'b9fe80e21ef9b3b52b3b630fc1b62e45b10eafa17876397478d519780c8c7bd7', 1795219200000);

INSERT INTO public.claims VALUES ('T1', 'k', '2026-11-22 10:00:00+00', '2026-11-22 11:00:00+00');

INSERT INTO public.digest_runs VALUES ('T1', '00000000-0000-4000-8000-000000000002', '2026-W47', 'posted', '2026-11-16 08:00:00+00', 1, NULL, NULL, NULL, NULL, '2026-11-16 08:00:00+00');

INSERT INTO public.estimates VALUES ('T1', '00000000-0000-4000-8000-000000000001', 'Ticket triage', '{"tokens": {"user": 200, "output": 100}, "volume": {"queriesPerDay": 500}, "current": {"model": "gpt-4o"}}', '{"asOf": "2026-11-22", "planId": "keep", "approach": "prompting", "headline": "Keep GPT-4o.", "chosenUsd": 1, "planTitle": "Keep GPT-4o", "presentUsd": 1, "unresolved": false, "upfrontUsd": 0, "bookVersion": "v", "paybackDays": null}', 'C1', 'U1', '2026-11-22 10:00:00+00', '2026-11-22 10:00:00+00', true);

INSERT INTO public.registry_syncs VALUES ('00000000-0000-4000-8000-000000000003', '2026-11-22 04:17:00+00', '2026-11-22 04:17:02+00', 'https://registry.example/prices.json', 'unchanged', NULL, NULL, NULL, NULL, '{"rows": 0}');
INSERT INTO public.registry_syncs VALUES ('00000000-0000-4000-8000-000000000004', '2026-11-23 04:17:00+00', '2026-11-23 04:17:02+00', 'https://registry.example/prices.json', 'unchanged', NULL, NULL, NULL, NULL, '{"rows": 0}');

INSERT INTO public.subscriptions VALUES ('T1', '00000000-0000-4000-8000-000000000002', 'C1', 'U1', '2026-11-22 10:00:00+00', '2026-11-22 10:00:00+00', '{"hour": 9, "weekday": 1, "timeZone": "Europe/Berlin"}', '{"include": ["decisions", "prices"], "leastUsd": 0, "quietWeek": "one-line", "leastShare": 0}', 'active', NULL, '2026-11-23 08:00:00+00', '2026-11-22 10:00:00+00');

INSERT INTO public.workspace_settings VALUES ('T1', 1, '{"editors": "admins", "negotiated": [], "engineerMonthlyUsd": 20000}', 'U1', '2026-11-22 10:00:00+00');

SELECT pg_catalog.setval('drizzle.__drizzle_migrations_id_seq', 1, true);

SELECT pg_catalog.setval('public.price_log_seq_seq', 1, false);

ALTER TABLE ONLY drizzle.__drizzle_migrations
    ADD CONSTRAINT __drizzle_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_pkey PRIMARY KEY (workspace_id, key);

ALTER TABLE ONLY public.digest_runs
    ADD CONSTRAINT digest_runs_pkey PRIMARY KEY (workspace_id, subscription_id, week);

ALTER TABLE ONLY public.estimates
    ADD CONSTRAINT estimates_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.price_events
    ADD CONSTRAINT price_events_fingerprint_key UNIQUE (fingerprint);

ALTER TABLE ONLY public.price_events
    ADD CONSTRAINT price_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.price_log
    ADD CONSTRAINT price_log_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.registry_rows
    ADD CONSTRAINT registry_rows_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.registry_syncs
    ADD CONSTRAINT registry_syncs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_workspace_id_channel_id_key UNIQUE (workspace_id, channel_id);

ALTER TABLE ONLY public.workspace_settings
    ADD CONSTRAINT workspace_settings_pkey PRIMARY KEY (workspace_id, version);

CREATE INDEX claims_by_expiry ON public.claims USING btree (expires_at);

CREATE INDEX digest_runs_by_state ON public.digest_runs USING btree (state, updated_at);

CREATE INDEX estimates_by_channel ON public.estimates USING btree (workspace_id, channel_id);

CREATE INDEX price_events_by_status ON public.price_events USING btree (status, seen_at);

CREATE INDEX price_events_by_time ON public.price_events USING btree (seen_at);

CREATE INDEX price_log_by_entity ON public.price_log USING btree (layer, entity, entity_id, seq);

CREATE INDEX price_log_by_time ON public.price_log USING btree (recorded_at);

CREATE INDEX registry_syncs_by_time ON public.registry_syncs USING btree (finished_at);

CREATE INDEX subscriptions_due ON public.subscriptions USING btree (status, next_run_at);

ALTER TABLE ONLY public.digest_runs
    ADD CONSTRAINT digest_runs_workspace_id_subscription_id_fkey FOREIGN KEY (workspace_id, subscription_id) REFERENCES public.subscriptions(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.price_events
    ADD CONSTRAINT price_events_sync_id_fkey FOREIGN KEY (sync_id) REFERENCES public.registry_syncs(id);

ALTER TABLE ONLY public.price_log
    ADD CONSTRAINT price_log_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.price_events(id);

