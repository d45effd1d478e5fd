import { expect, test } from 'vitest';
import type { CallFacts } from './call-line.ts';
import { createLog } from './log.ts';

const facts: CallFacts = {
  requestId: 'aB_9-x',
  procedure: 'tickets.mine',
  account: 7,
  status: 200,
  outcome: 'ok',
  ms: 0.25,
};
const { procedure: _, ...unknownProcedure } = facts;
const { account: __, ...anonymous } = facts;

/** The lines logged for the same facts as a call and as another event. */
function linesOf(level: string, given: CallFacts): string[] {
  const lines: string[] = [];
  const log = createLog({ level, destination: { write: (line) => lines.push(line) } });
  log.info(given, 'call');
  log.info(given, 'tall');
  return lines.map((line) => line.replace(/"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/, '"time":""'));
}

test.each<CallFacts>([
  facts,
  { ...facts, calls: 10 },
  anonymous,
  { ...unknownProcedure, status: 404, outcome: 'NOT_FOUND', ms: 12 },
])('withCallLines writes the same line as pino', (given) => {
  const [ours, pinos] = linesOf('info', given);
  expect(ours).toBe(pinos?.replace('"tall"', '"call"'));
});

test('withCallLines respects the log level', () => {
  expect(linesOf('warn', facts)).toEqual([]);
});

test('withCallLines leaves other lines and those of child loggers unchanged', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'warn', destination: { write: (line) => lines.push(line) } });
  log.info({ password: 'canary' }, 'call');
  log.warn({ password: 'canary' }, 'call');
  log.child({ own: 1 }, { level: 'info' }).info({ ...facts, password: 'canary' }, 'call');
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ level: 'warn', password: '[hidden]' }),
    expect.objectContaining({ level: 'info', own: 1, password: '[hidden]', outcome: 'ok' }),
  ]);
});
