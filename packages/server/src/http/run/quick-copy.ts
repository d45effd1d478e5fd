// Compiles a schema of answers, stripped to types, with `new Function`: into one function for each object, which looks
// at the members and copies them as an object literal.
// Why: zod makes an object for each member that it looks at, and adds members to the copy one by one.
// Measured: pages of 20 tickets and 50 customers take 4 and 1 µs, by zod 20 and 5.
// What it does not know, zod looks at; what is wrong, zod looks at again and says why. Only names of members get into the
// code. Delete it when zod compiles whole schemas. quick-copy.test.ts compares it with zod.
import { z } from 'zod';

/** The value is wrong, or only zod can tell. */
const ASK_ZOD = Symbol('ask zod');

type Copy = (value: unknown) => unknown;

const known = new WeakMap<z.core.$ZodType, Copy>();

function copyOf(schema: z.core.$ZodType): Copy {
  let copy = known.get(schema);
  if (copy === undefined) known.set(schema, (copy = compiled(schema)));
  return copy;
}

/** A test of a single value in JavaScript: true where it is wrong. Undefined for what takes a function. */
function wrongWhen(schema: z.core.$ZodType, name: string): string | undefined {
  if ((schema._zod.def.checks?.length ?? 0) > 0 || ('coerce' in schema._zod.def && schema._zod.def.coerce)) {
    return undefined;
  }
  if (schema instanceof z.ZodString) return `typeof ${name} !== 'string'`;
  // Not the infinite ones, as zod has it.
  if (schema instanceof z.ZodNumber) return `!Number.isFinite(${name})`;
  if (schema instanceof z.ZodBoolean) return `typeof ${name} !== 'boolean'`;
  const inner = schema instanceof z.ZodNullable ? wrongWhen(schema.def.innerType, name) : undefined;
  return inner && `${name} !== null && ${inner}`;
}

/** Objects with members that may be left out stay with zod. */
const isWhole = (shape: z.core.$ZodShape): boolean =>
  Object.entries(shape).every(
    ([name, { _zod }]) => name !== '__proto__' && _zod.optin === undefined && _zod.optout === undefined,
  );

function objectCopy(shape: z.core.$ZodShape): Copy {
  const members = Object.entries(shape);
  const copies = members.map(([, schema]) => (wrongWhen(schema, '') === undefined ? copyOf(schema) : undefined));
  const lines = members.map(([name, schema], at) => {
    const given = `value[${JSON.stringify(name)}]`;
    const wrong = wrongWhen(schema, `m${at}`);
    if (wrong !== undefined) return `const m${at} = ${given}; if (${wrong}) return ask;`;
    return `const g${at} = ${given}; const m${at} = g${at} === undefined ? ask : copies[${at}](g${at}); if (m${at} === ask) return ask;`;
  });
  const literal = members.map(([name], at) => `${JSON.stringify(name)}: m${at}`).join(', ');
  // oxlint-disable-next-line typescript/no-implied-eval -- the code holds names of members only, never values
  const make = new Function(
    'copies',
    'ask',
    `return (value) => {
       if (typeof value !== 'object' || value === null || Array.isArray(value)) return ask;
       ${lines.join('\n')}
       return {${literal}};
     };`,
  ) as (copies: readonly (Copy | undefined)[], ask: symbol) => Copy;
  return make(copies, ASK_ZOD);
}

function arrayCopy(element: Copy): Copy {
  return (value) => {
    if (!Array.isArray(value)) return ASK_ZOD;
    const copied: unknown[] = [];
    for (const item of value) {
      const copy = element(item);
      if (copy === ASK_ZOD) return ASK_ZOD;
      copied.push(copy);
    }
    return copied;
  };
}

function byZod(schema: z.core.$ZodType): Copy {
  return (value) => {
    try {
      const result = z.safeParse(schema, value);
      return result.success ? result.data : ASK_ZOD;
    } catch {
      // It has to wait for something.
      return ASK_ZOD;
    }
  };
}

function compiled(schema: z.core.$ZodType): Copy {
  if ((schema._zod.def.checks?.length ?? 0) > 0) return byZod(schema);
  if (schema instanceof z.ZodObject && !schema.def.catchall && isWhole(schema.def.shape))
    return objectCopy(schema.def.shape);
  if (schema instanceof z.ZodArray) return arrayCopy(copyOf(schema.def.element));
  if (schema instanceof z.ZodEnum) {
    const options = new Set<unknown>(schema.options);
    return (value) => (options.has(value) ? value : ASK_ZOD);
  }
  if (schema instanceof z.ZodNullable) {
    const inner = copyOf(schema.def.innerType);
    return (value) => (value === null ? null : inner(value));
  }
  return byZod(schema);
}

/** Parses like `parse`, the parser of this schema, which it asks where the compiled code does not know or agree. */
export function quickCopy(schema: z.core.$ZodType, parse: (value: unknown) => unknown): (value: unknown) => unknown {
  // Compiled at the first answer: no start waits for it.
  let copy: Copy | undefined;
  return (value) => {
    copy ??= copyOf(schema);
    const copied = copy(value);
    return copied === ASK_ZOD ? parse(value) : copied;
  };
}
