import type { Answer } from './harness/call.ts';
import { type Proof, createVerdict } from './harness/proof.ts';
import { ADMIN, createPart, createShop, login } from './harness/shop.ts';
import { type Stage, onStage } from './harness/stage.ts';
import { notesIn } from './kills.ts';

interface Options {
  /** How many callers write, read and log in, all the time. */
  callers: number;
  /** After so long under load the server is told to end. */
  afterMs: number;
  /** What the end may take; tests on a busy machine leave it out. */
  goneWithinMs?: number;
}

type Outcome = Answer | NodeJS.ErrnoException;

/** Callers that never repeat themselves; what each call came to, under its key. */
function startCallers(
  { calls }: Stage,
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
      // Nobody listens any more.
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

/** Tells a server under load to end: every call that it began gets its own answer, and the answers are true. */
export function proveSigterm({ callers, afterMs, goneWithinMs }: Options): Promise<Proof> {
  return onStage(async (stage) => {
    const { broken, demand } = createVerdict();
    const file = stage.file('shop.db');
    const env = { DATABASE_URL: `file:${file}`, RATE_LIMITS: 'off', LOG_LEVEL: 'info' };
    await createShop(env);
    const server = await stage.start(env);
    const { token } = await login(stage.calls, server.url);
    const id = await createPart(stage.calls, server.url, token);
    const { outcomes, finish } = startCallers(stage, { url: server.url, token, id, callers });
    stage.after(finish);
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
    demand(status === 0, `the server ended with ${status}`);
    demand(endedMs <= (goneWithinMs ?? Infinity), `the server ended after ${Math.round(endedMs)} ms`);
    demand(cut.length === 0, `${cut.length} calls had begun and got no answer, such as ${cut[0]}`);
    demand(untrue.length === 0, `${untrue.length} answers were not those of the log`);
    demand(wrong.length === 0, `${wrong.length} answers of ${wrong[0]?.[1].status} ${wrong[0]?.[1].reason}`);
    demand(
      acknowledged.every((key) => kept.has(key)),
      'acknowledged changes are lost',
    );
    demand(kept.size === acknowledged.length, `${kept.size} changes, ${acknowledged.length} acknowledged`);
    return {
      broken,
      figures: {
        callers,
        'calls answered': answers.length,
        'of these refused as shutting down': answers.filter(([, { reason }]) => reason === 'SHUTTING_DOWN').length,
        'changes acknowledged and kept': kept.size,
        'begun but not answered': cut.length,
        'ended after, ms': Math.round(endedMs),
      },
    };
  });
}

const DECLARED = new Set(['SHUTTING_DOWN', 'OVERLOADED']);

const kindOf = (key: string): number => Number(key.split('-')[1]) % 4;
