import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDocument } from '../../../server/src/http/rest/openapi/document.ts';
import { run } from '../testing/strangers-project.ts';
import { npmProject } from './npm-project.ts';

interface Served {
  paths: Record<string, Record<string, { responses: Record<string, object>; requestBody: object }>>;
  components: { schemas: Record<string, { properties: Record<string, object> }> };
}

const ours = join(import.meta.dirname, 'openapi');
const PYTHON = '/usr/bin/python3';

describe("third-party validators on the server's OpenAPI document", async () => {
  const project = await npmProject({
    '@seriousme/openapi-schema-validator': '^2.11.0',
    '@stoplight/spectral-cli': '^6.16.0',
  });
  const source = JSON.stringify(createDocument());
  project.write('openapi.json', source);
  project.copy(join(ours, 'spectral.yaml'), 'spectral.yaml');

  /** Writes a broken version of the document to a file of this name. */
  const broken = (name: string, spoil: (document: Served) => void): void => {
    const document = JSON.parse(source) as Served;
    spoil(document);
    project.write(name, JSON.stringify(document));
  };
  const metaSchema = project.file('node_modules/@seriousme/openapi-schema-validator/schemas/v3.1/schema.json');
  const python = async (name: string): Promise<string[]> => {
    const { stdout } = await run(PYTHON, ['-I', join(ours, 'validate.py'), project.file(name), metaSchema]);
    return stdout.trim().split('\n');
  };
  const spectral = (name: string): Promise<string> =>
    project.bin('spectral', ['lint', name, '--ruleset', 'spectral.yaml', '--fail-severity', 'hint']);

  test('python3-jsonschema accepts the document by its meta-schema, and every example by its schema', async () => {
    const [problems, looked = '{}'] = await python('openapi.json');
    expect(problems).toBe('0 problems');
    const { schemas, examples } = JSON.parse(looked) as Record<string, number>;
    expect(schemas).toBeGreaterThan(500);
    expect(examples).toBeGreaterThan(500);
  });

  test('python3-jsonschema rejects a broken document', async () => {
    broken('wrong.json', ({ paths, components }) => {
      Object.assign(paths['/vehicles']?.['post'] ?? {}, { operationId: 7 });
      Object.assign(components.schemas['Person']?.properties['id'] ?? {}, { maximum: 0 });
      Object.assign(components.schemas['Mechanic']?.properties['firstName'] ?? {}, { pattern: '^\\p{L}' });
    });
    const told = (await python('wrong.json')).join('\n');
    expect(told).toMatch(/^document: \$\.paths/m);
    expect(told).toMatch(/^tickets\.get 200: \$\.customer\.id 7 is greater than the maximum of 0$/m);
    expect(told).toMatch(/^Mechanic: \^\\p\{L\} bad escape/m);
  });

  test('spectral reports nothing', async () => {
    expect(await spectral('openapi.json')).toContain('No results with a severity of');
  });

  test('spectral reports a broken document', async () => {
    broken('untidy.json', ({ components }) => {
      components.schemas['Unused'] = { properties: {} };
    });
    await expect(spectral('untidy.json')).rejects.toThrow('oas3-unused-component');
  });
});
