import { z } from 'zod';
import { WorkloadSchema } from '../../engine/index.js';
import { componentsOf, jsonSchemaOf } from '../json-schema.js';
import { VERSION } from '../version.js';
import type { Operation } from './operations.js';

/** What is answered where a question cannot be: RFC 9457, with each field. */
const ProblemAnswer = z.object({
  title: z.string().describe('What is wrong, and how to mend it.'),
  status: z.number().int(),
  problems: z
    .array(
      z.object({
        field: z.string().describe('Path of the field; empty for the whole.'),
        message: z.string().describe('What is wrong with it, and how to mend it.'),
      }),
    )
    .describe('Everything that is wrong with the question, field by field.'),
});

const REFUSALS: Readonly<Record<string, string>> = {
  '400': 'The question cannot be answered as it was asked; every field that is wrong is named.',
  '401': 'No token of a workspace that has the app.',
  '413': 'The body is too large.',
  '415': 'The body is no JSON.',
  '429': 'Too many requests of this token in a minute; Retry-After says when to try again.',
  '500': 'A fault of ours.',
  '503': 'Too many questions are waiting; Retry-After says when to try again.',
};

/** The API as an OpenAPI 3.1 document, made from the schemas that it is checked by. */
export function openApiDocument(operations: readonly Operation[]) {
  const schemas = Object.fromEntries(
    operations.flatMap(({ tool, method }) => [
      ...(method === 'POST' ? [[`${nameOf(tool.name)}Question`, tool.input] as const] : []),
      [`${nameOf(tool.name)}Answer`, z.object({ text: z.string(), ...tool.output.shape })] as const,
    ]),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'ftcost',
      version: VERSION,
      summary:
        'Prompt, retrieve or fine-tune an LLM workload? The verdict, the cost of every plan, the breakeven.',
      description:
        'Amounts are USD, shares are 0 to 1, tokens are per query. Fields may be added to answers.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: Object.fromEntries(
      operations.map((operation) => [
        operation.path,
        { [operation.method.toLowerCase()]: operationOf(operation) },
      ]),
    ),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of your workspace: /ftcost settings tokens makes one.',
        },
      },
      schemas: componentsOf({ Workload: WorkloadSchema, Problem: ProblemAnswer, ...schemas }),
    },
  };
}

function operationOf({ tool, method }: Operation) {
  const { name, title, description } = tool;
  return {
    operationId: name,
    summary: title,
    description,
    ...(method === 'POST'
      ? { requestBody: { required: true, content: json(`${nameOf(name)}Question`) } }
      : { parameters: parametersOf(tool.input) }),
    responses: {
      '200': { description: 'The answer; `text` is for people.', content: json(`${nameOf(name)}Answer`) },
      ...Object.fromEntries(
        Object.entries(REFUSALS)
          .filter(([status]) => method === 'POST' || (status !== '413' && status !== '415'))
          .map(([status, words]) => [
            status,
            { description: words, content: { 'application/problem+json': reference('Problem') } },
          ]),
      ),
    },
  };
}

/** What may be asked in the address. */
function parametersOf(input: z.ZodObject) {
  const Fields = z.object({ properties: z.record(z.string(), z.looseObject({})) });
  const { properties } = Fields.parse(jsonSchemaOf(input));
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema,
  }));
}

function json(name: string) {
  return { 'application/json': reference(name) };
}

function reference(name: string) {
  return { schema: { $ref: `#/components/schemas/${name}` } };
}

/** `count_tokens` -> `CountTokens`. */
function nameOf(tool: string): string {
  return tool.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
