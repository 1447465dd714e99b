import { z } from 'zod';
import { FIELDS } from '../slack/grammar/fields.js';

/** JSON Schema of what is asked and answered, made from the zod schemas: draft 2020-12, as MCP and OpenAPI 3.1 take it. */

/** What the fields of a workload are, as people are told in Slack. */
const LABELS = new Map(FIELDS.map(({ path, label }) => [path, label]));

/** Names every field of a workload, wherever one stands. */
function nameFields({
  jsonSchema,
  path,
}: {
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
  readonly path: readonly (string | number)[];
}): void {
  const fields = path.filter((_, index) => path[index - 1] === 'properties').map(String);
  const label = LABELS.get(fields.join('.')) ?? LABELS.get(fields.slice(1).join('.'));
  if (label !== undefined) jsonSchema.description ??= label;
}

/** One schema as it stands alone. Objects of answers stay open: fields may be added. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input', override: nameFields });
}

/** Schemas by their names, which refer to one another as components of an OpenAPI document. */
export function componentsOf(schemas: Readonly<Record<string, z.ZodType>>): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, {
    io: 'input',
    override: nameFields,
    uri: (id) => `#/components/schemas/${id}`,
  });
  const Made = z.record(z.string(), z.looseObject({}));
  return Object.fromEntries(
    Object.entries(Made.parse(made.schemas)).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
  );
}
