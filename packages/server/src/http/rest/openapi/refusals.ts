import { type Reason, reasonCodes } from '@mechanic-shop/shared';
import type { Route } from '../routes.ts';
import { detailMembers, details } from './details.ts';
import { type Json, type Schemas } from './json-schema.ts';
import { jsonSchemaOf } from './models.ts';
import { statusOf } from './reasons.ts';
import { refTo, withMapping } from './unions.ts';

/** The row that a stale version is refused with: the one that the procedure answers. */
const rowOf = ({ output }: Route): Json => jsonSchemaOf(output, 'output', {});

/** A reason as the document tells it from others: `VERSION_MISMATCH` is another for each kind of row. */
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
    const current = { ...rowOf(route), description: 'The row as it is now.' };
    return { type: 'object', required: ['current'], properties: { current } };
  }
  const schema = details[reason];
  return schema === null ? undefined : jsonSchemaOf(schema, 'output', schemas, detailMembers);
}

/** Refers to what `error.data` is for a reason, which is left to `schemas`. */
export function dataSchemaOf(reason: Reason, route: Route, schemas: Schemas): Json {
  const name = `${pascal(nameOf(reason, route))}Error`;
  const told = detailsOf(reason, route, schemas);
  schemas[name] ??= {
    type: 'object',
    description: `\`error.data\` where the reason is \`${reason}\`.`,
    required: ['code', 'httpStatus', 'requestId', 'reason', ...(told ? ['details'] : [])],
    properties: {
      code: { type: 'string', const: reasonCodes[reason], description: "tRPC's name for the kind of error." },
      httpStatus: { type: 'integer', const: statusOf(reason), description: 'The status of the answer.' },
      path: { type: 'string', description: 'The procedure; absent where the request as a whole was refused.' },
      requestId: { type: 'string', description: "Names this request in the server's log." },
      reason: { type: 'string', const: reason, description: 'For programs: why it was refused.' },
      ...(told && { details: { ...told, description: 'What belongs to the reason.' } }),
    },
  };
  return refTo(name);
}

/** The one error shape, `data` chosen by `reason` where there are several. */
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
    description: 'Every refusal, here and over tRPC.',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        description: 'What was refused and why.',
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
