import type { Answer } from './harness/call.ts';
import { type Proof, createVerdict } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';
import { ADMIN, createPart, createShop, login } from './harness/shop.ts';
import { notesIn } from './kills.ts';

interface Options {
  /** The number of clients that write, read and log in continuously. */
  callers: number;
  /** How long the server is under load before it is stopped. */
  afterMs: number;
  /** The longest allowed shutdown; tests on a busy machine omit it. */
  goneWithinMs?: number;
}

type Outcome = Answer | NodeJS.ErrnoException;

/** Clients that never retry, and the outcome of each call by key. */
function startCallers(
  { calls }: Sandbox,
  { url, token, id, callers }: { url: string; token: string; id: number; callers: number },
) {
  const outcomes = new Map<string, Outcome>();
  let going = true;
  const callOnce = (key: string, kind: number): Promise<Answer> => {
    if (kind === 0) return calls.query(url, 'inventory.get', { id }, { token, key });
    if (kind === 1) return calls.mutate(url, 'auth.login', { ...ADMIN, password: 'a wrong one' }, { key });
    return calls.mutate(url, 'inventory.adjust', { id, delta: 1, note: key }, { token, key });
  };
  const callOn = async (caller: number): Promise<void> => {
    for (let n = 0; going; n++) {
      const key = `call-${caller}-${n}`;
      const outcome = await callOnce(key, caller % 4).catch((error: NodeJS.ErrnoException) => error);
      outcomes.set(key, outcome);
      // The server no longer listens.
      if (outcome instanceof Error && outcome.code === 'ECONNREFUSED') return;
    }
  };
  const all = Promise.all(Array.from({ length: callers }, (_, caller) => callOn(caller)));
  return {
    outcomes,
    finish: async () => {
      going = false;
      await all;
    },
  };
}

function logged(lines: readonly string[]): Map<string, number> {
  return new Map(
    lines
      .map((line) => JSON.parse(line) as { msg: string; requestId?: string; status?: number; outcome?: string })
      .filter(({ msg, outcome }) => msg === 'call' && outcome !== 'GONE')
      .map(({ requestId = '', status = 0 }) => [requestId, status]),
  );
}

/** Stops a server under load: every running call gets its own response, and the responses are true. */
export function proveSigterm({ callers, afterMs, goneWithinMs }: Options): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const file = sandbox.file('shop.db');
    const env = { DATABASE_URL: `file:${file}`, RATE_LIMITS: 'off', LOG_LEVEL: 'info' };
    await createShop(env);
    const server = await sandbox.start(env);
    const { token } = await login(sandbox.calls, server.url);
    const id = await createPart(sandbox.calls, server.url, token);
    const { outcomes, finish } = startCallers(sandbox, { url: server.url, token, id, callers });
    sandbox.after(finish);
    await new Promise((resolve) => setTimeout(resolve, afterMs));

    const from = performance.now();
    const status = await server.stop();
    const endedMs = performance.now() - from;
    await finish();

    const answers = [...outcomes].flatMap(([key, outcome]) =>
      outcome instanceof Error ? [] : [[key, outcome] as const],
    );
    const done = new Map(answers.map(([key, { status: said }]) => [key, said]));
    const begun = logged(server.lines());
    const cut = [...begun.keys()].filter((key) => key.startsWith('call-') && !done.has(key));
    const untrue = [...begun].filter(([key, said]) => done.has(key) && done.get(key) !== said);
    const kept = new Set(notesIn(file));
    const acknowledged = answers
      .filter(([key, { status: said }]) => said === 200 && kindOf(key) > 1)
      .map(([key]) => key);
    const wrong = answers.filter(
      ([, { status: said, reason }]) => ![200, 401].includes(said) && !DECLARED.has(reason ?? ''),
    );
    check(status === 0, `the server exited with ${status}`);
    check(endedMs <= (goneWithinMs ?? Infinity), `the server exited after ${Math.round(endedMs)} ms`);
    check(cut.length === 0, `${cut.length} running calls got no response, such as ${cut[0]}`);
    check(untrue.length === 0, `${untrue.length} responses differ from the log`);
    check(wrong.length === 0, `${wrong.length} answers of ${wrong[0]?.[1].status} ${wrong[0]?.[1].reason}`);
    check(
      acknowledged.every((key) => kept.has(key)),
      'acknowledged changes are lost',
    );
    check(kept.size === acknowledged.length, `${kept.size} changes, ${acknowledged.length} acknowledged`);
    return {
      broken,
      figures: {
        callers,
        'calls answered': answers.length,
        'of these refused during shutdown': answers.filter(([, { reason }]) => reason === 'SHUTTING_DOWN').length,
        'acknowledged and stored changes': kept.size,
        'begun but not answered': cut.length,
        'exited after, ms': Math.round(endedMs),
      },
    };
  });
}

const DECLARED = new Set(['SHUTTING_DOWN', 'OVERLOADED']);

const kindOf = (key: string): number => Number(key.split('-')[1]) % 4;
