/** What a load balancer sees of this process. */
export interface Readiness {
  ready: boolean;
  body: { status: 'ready' | 'degraded' | 'starting' | 'draining' | 'unavailable'; because?: readonly string[] };
}

export interface HealthOptions {
  /** Resolves when the database answers a read. */
  probe(): Promise<unknown>;
  isDraining(): boolean;
  /** Dependencies that fail although reads work. */
  failingDependencies?(): Promise<readonly string[]>;
}

// Every request is answered within 50 ms.
const PATIENCE_MS = 35;

/** Shares one probe among all callers; a late one returns the last known result. */
function remembering<T>(known: T, ask: () => Promise<T>): { ask(): Promise<void>; known(): T } {
  let last = known;
  let asking: Promise<void> | undefined;
  return {
    known: () => last,
    ask: () =>
      (asking ??= ask().then((answer) => {
        last = answer;
        asking = undefined;
      })),
  };
}

/** Answers quickly whatever the database does. */
export function createReadiness({
  probe,
  isDraining,
  failingDependencies: troubles,
}: HealthOptions): () => Promise<Readiness> {
  const succeeds = (): Promise<boolean> =>
    probe().then(
      () => true,
      () => false,
    );
  const reads = remembering(true, succeeds);
  const rest = remembering<readonly string[]>([], async () => (await troubles?.().catch(() => [])) ?? []);
  return async () => {
    if (isDraining()) return { ready: false, body: { status: 'draining' } };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([Promise.all([reads.ask(), rest.ask()]), late]);
    clearTimeout(timer);
    if (!reads.known()) return { ready: false, body: { status: 'unavailable' } };
    const because = rest.known();
    return { ready: true, body: because.length > 0 ? { status: 'degraded', because } : { status: 'ready' } };
  };
}
