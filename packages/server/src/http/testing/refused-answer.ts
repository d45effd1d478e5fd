import type { ApiErrorShape } from '@mechanic-shop/shared';
import { expect } from 'vitest';

interface Given {
  method?: string;
  headers?: Record<string, string>;
  body?: string | ReadableStream;
}

export const JSON_TYPE = { 'content-type': 'application/json' };

/** Requests to a server, answered with JSON. */
export function requestsTo(url: string) {
  async function ask(path: string, { method = 'GET', headers = {}, body }: Given = {}) {
    const init = body === undefined ? {} : { body, duplex: 'half' };
    const response = await fetch(url + path, { method, headers, ...init });
    const json = (await response.json()) as { error: ApiErrorShape } | { error: ApiErrorShape }[];
    return { status: response.status, headers: response.headers, json };
  }
  function post(path: string, body?: string | ReadableStream, headers: Record<string, string> = JSON_TYPE) {
    return ask(path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
  }
  return { ask, post };
}

type Answer = Awaited<ReturnType<ReturnType<typeof requestsTo>['ask']>>;

/** The single error of a response. */
export function errorOf({ status, headers, json }: Answer): ApiErrorShape {
  if (Array.isArray(json)) return expect.fail('expected one error object, not a list');
  expect(Object.keys(json)).toEqual(['error']);
  expect(json.error).toEqual({
    message: expect.stringMatching(/../),
    code: expect.any(Number),
    data: expect.objectContaining({ httpStatus: status, requestId: headers.get('x-request-id') }),
  });
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
  return json.error;
}

/** Expects one error object with this status and data. */
export function expectRefused(answer: Answer, status: number, data: Record<string, unknown>): ApiErrorShape {
  const error = errorOf(answer);
  expect({ status: answer.status, data: error.data }).toMatchObject({ status, data });
  return error;
}
