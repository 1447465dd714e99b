import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../src/config.js';

/** The image and compose.yaml, against what is said of them. */

function file(name: string): string {
  return readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
}

const Service = z.looseObject({
  image: z.string(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  read_only: z.boolean(),
  tmpfs: z.array(z.string()),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()),
  ports: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  volumes: z.array(z.string()).optional(),
  stop_grace_period: z.string(),
});
const Compose = z.object({
  services: z.object({ app: Service, second: Service, database: Service }),
  volumes: z.record(z.string(), z.null()),
});

describe('compose.yaml', () => {
  const { services, volumes } = Compose.parse(parse(file('compose.yaml'), { merge: true }));
  const { app, second, database } = services;

  it('runs two instances of one image on one database, at ports of their own', () => {
    expect(second).toEqual({ ...app, ports: second.ports });
    expect(app.build).toBe('.');
    expect(app.ports).toEqual(['3000:3000']);
    expect(second.ports).toEqual(['3001:3000']);
    expect(app.environment).toMatchObject({ PORT: '3000' });
  });

  it('names the database in a way that the app understands, with the password that it was made with', () => {
    const { POSTGRES_USER: user, POSTGRES_DB: name, POSTGRES_PASSWORD: secret = '' } = database.environment;
    expect(secret).toMatch(/^\$\{POSTGRES_PASSWORD:\?[^}]+\}$/);
    const url = app.environment.DATABASE_URL?.replace(secret, 'S3cret') ?? '';
    expect(url).toBe(`postgres://${user}:S3cret@database:5432/${name}`);
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', DATABASE_URL: url };
    expect(readConfig(env).store).toEqual({ kind: 'server', url });
  });

  it('starts the app when the database is ready for it', () => {
    expect(app.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(database.healthcheck?.test).toContain('pg_isready');
  });

  it('makes everything read-only but what has to be written, and takes every right away from the app', () => {
    for (const service of Object.values(services)) {
      expect(service.read_only).toBe(true);
      expect(service.tmpfs).toContain('/tmp');
      expect(service.security_opt).toEqual(['no-new-privileges:true']);
    }
    expect(app.cap_drop).toEqual(['ALL']);
    expect(app.volumes).toBeUndefined();
    expect(database.volumes).toEqual(['database:/var/lib/postgresql/data']);
    expect(Object.keys(volumes)).toEqual(['database']);
  });

  it('gives the app longer to stop than the app gives what it has acknowledged', () => {
    const [, deadlineMs = ''] = /STOP_DEADLINE_MS = ([\d_]+)/.exec(file('src/main.ts')) ?? [];
    const deadline = Number(deadlineMs.replaceAll('_', '')) / 1_000;
    expect(deadline).toBeGreaterThan(0);
    expect(Number.parseInt(app.stop_grace_period, 10)).toBeGreaterThan(deadline);
  });
});

describe('the image', () => {
  const [, run = ''] = file('Dockerfile').split(/^(?=FROM node:20-bookworm-slim$)/m);

  it('runs as a user without rights, who can write only to /data', () => {
    expect(run).toMatch(/^USER node$/m);
    expect(run.indexOf('USER node')).toBeLessThan(run.indexOf('CMD ["node", "dist/main.js"]'));
    expect(run).toMatch(/^RUN mkdir \/data && chown node:node \/data$/m);
    // The lock stands beside the folder of the database, and has to be in the volume, too.
    expect(run).toMatch(/^ENV .*DATA_DIR=\/data\/store$/m);
    for (const [copy] of run.matchAll(/^COPY .*$/gm)) expect(copy).toContain('--chown=root:root');
  });

  it('holds production packages only and no playground, and refuses to start one', () => {
    expect(file('Dockerfile')).toMatch(/npm prune --omit=dev && rm -rf dist\/playground$/m);
    expect(run).toMatch(/^ENV NODE_ENV=production /m);
  });

  it('asks itself whether it lives', () => {
    expect(run).toMatch(/^HEALTHCHECK /m);
    expect(run).toContain('/healthz');
  });
});
