import { createDocument } from '../openapi/document.ts';

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: object;
  example?: string | number | boolean;
}

/** An operation as a reader of the document sees it. */
export interface DocumentedOperation {
  path: string;
  method: string;
  operationId: string;
  security: object[];
  parameters: Parameter[];
  body: { schema: object; example: Record<string, unknown> } | undefined;
  /** The 2xx response, and the reasons of each error, by status. */
  success: { status: number; type: string; schema: object; example: unknown };
  reasons: Map<number, string[]>;
}

interface Media {
  schema: object;
  example?: Record<string, unknown>;
  examples?: Record<string, unknown>;
}

interface Raw {
  operationId: string;
  security: object[];
  parameters: ({ $ref: string } | Parameter)[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { $ref: string } | { content: Record<string, Media> }>;
}

/** Resolves a reference of the document. */
export function resolve<T>(document: object, value: { $ref: string } | T): T {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
  const steps = value.$ref.slice(2).split('/');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as T;
}

/** Each response has one media type: JSON, or that of a file. */
function mediaOf({ content }: { content: Record<string, Media> }): (Media & { type: string }) | undefined {
  const [first] = Object.entries(content).map(([type, media]) => ({ ...media, type }));
  return first;
}

/** All operations of the served document. */
export function operationsOf(
  document: ReturnType<typeof createDocument> = JSON.parse(JSON.stringify(createDocument())) as ReturnType<
    typeof createDocument
  >,
): DocumentedOperation[] {
  return Object.entries(document.paths as Record<string, Record<string, Raw>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]): DocumentedOperation => {
      const media = raw.requestBody?.content['application/json'];
      const answers = Object.entries(raw.responses).map(([status, response]) => ({
        status: Number(status),
        media: mediaOf(resolve<{ content: Record<string, Media> }>(document, response)),
      }));
      const success = answers.find(({ status }) => status < 300);
      return {
        path,
        method: method.toUpperCase(),
        operationId: raw.operationId,
        security: raw.security,
        parameters: raw.parameters.map((parameter) => resolve<Parameter>(document, parameter)),
        body: media && { schema: media.schema, example: media.example ?? {} },
        success: {
          status: success?.status ?? 0,
          type: success?.media?.type ?? '',
          schema: success?.media?.schema ?? {},
          example: success?.media?.example,
        },
        reasons: new Map(
          answers
            .filter(({ status }) => status >= 400)
            .map(({ status, media }) => [status, Object.keys(media?.examples ?? {})]),
        ),
      };
    }),
  );
}
