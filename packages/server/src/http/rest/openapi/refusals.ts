import { type Reason, reasonCodes } from '@mechanic-shop/shared';
import type { Route } from '../routes.ts';
import { detailMembers, details } from './details.ts';
import { type Json, type Schemas } from './json-schema.ts';
import { jsonSchemaOf } from './models.ts';
import { statusOf } from './reasons.ts';
import { refTo, withMapping } from './unions.ts';

/** The row in a stale-version error: the output of most procedures. */
const rowOf = ({ output, docs }: Route): Json => jsonSchemaOf(docs.versioned?.schema ?? output, 'output', {});

/** The name of a reason in the document: `VERSION_MISMATCH` differs per kind of row. */
export function nameOf(reason: Reason, route: Route): string {
  return reason === 'VERSION_MISMATCH' ? `${reason}.${rowOf(route).$ref?.split('/').at(-1)}` : reason;
}

function pascal(name: string): string {
  return name
    .split(/[_.]/)
    .map((word) => `${word[0]?.toUpperCase()}${/[a-z]/.test(word) ? word.slice(1) : word.slice(1).toLowerCase()}`)
    .join('');
}

function detailsOf(reason: Reason, route: Route, schemas: Schemas): Json | undefined {
  if (reason === 'VERSION_MISMATCH') {
    const current = { ...rowOf(route), description: 'The current row.' };
    return { type: 'object', required: ['current'], properties: { current } };
  }
  const schema = details[reason];
  return schema === null ? undefined : jsonSchemaOf(schema, 'output', schemas, detailMembers);
}

/** References the schema of `error.data` for a reason, which is added to `schemas`. */
export function dataSchemaOf(reason: Reason, route: Route, schemas: Schemas): Json {
  const name = `${pascal(nameOf(reason, route))}Error`;
  const told = detailsOf(reason, route, schemas);
  schemas[name] ??= {
    type: 'object',
    description: `\`error.data\` when the reason is \`${reason}\`.`,
    required: ['code', 'httpStatus', 'requestId', 'reason', ...(told ? ['details'] : [])],
    properties: {
      code: { type: 'string', const: reasonCodes[reason], description: "tRPC's name for the kind of error." },
      httpStatus: { type: 'integer', const: statusOf(reason), description: 'The status of the response.' },
      path: { type: 'string', description: 'The procedure; absent when the whole request was rejected.' },
      requestId: { type: 'string', description: "Identifies this request in the server's log." },
      reason: { type: 'string', const: reason, description: 'For programs: why it failed.' },
      ...(told && { details: { ...told, description: 'The details of the reason.' } }),
    },
  };
  return refTo(name);
}

/** The error shape, whose `data` depends on `reason` where there are several. */
export function errorSchemaOf(variants: readonly Json[], schemas: Schemas): Json {
  const [only, ...more] = variants;
  const description = 'For programs. Reasons are an open list: treat an unknown one as "other".';
  const union: Json = {
    type: 'object',
    oneOf: [...variants],
    discriminator: { propertyName: 'reason' },
    description,
  };
  return {
    type: 'object',
    description: 'Every error, here and over tRPC.',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        description: 'What failed and why.',
        required: ['message', 'code', 'data'],
        properties: {
          message: { type: 'string', description: 'For people: what is wrong and what to do.' },
          code: {
            type: 'integer',
            minimum: -32_768,
            maximum: -32_000,
            description: "tRPC's number for `data.code`.",
          },
          data: more.length === 0 ? { ...only, description } : withMapping(union, schemas),
        },
      },
    },
  };
}
