/** What a load balancer hears of this process. */
export interface Readiness {
  ready: boolean;
  body: { status: 'ready' | 'degraded' | 'starting' | 'draining' | 'unavailable'; because?: readonly string[] };
}

export interface HealthOptions {
  /** Resolves when the database answers a read. */
  probe(): Promise<unknown>;
  isDraining(): boolean;
  /** What does not work although reads do. */
  troubles?(): readonly string[];
}

// Whoever asks hears something within 50 ms.
const PATIENCE_MS = 35;

/** Answers quickly whatever the database does: a read that is late leaves things as they were when last known. */
export const createReadiness = ({
  probe,
  isDraining,
  troubles = () => [],
}: HealthOptions): (() => Promise<Readiness>) => {
  let reachable = true;
  let asking: Promise<void> | undefined;
  const ask = (): Promise<void> =>
    (asking ??= probe()
      .then(
        () => true,
        () => false,
      )
      .then((answered) => {
        reachable = answered;
        asking = undefined;
      }));
  return async () => {
    if (isDraining()) return { ready: false, body: { status: 'draining' } };
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([ask(), new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)))]);
    clearTimeout(timer);
    if (!reachable) return { ready: false, body: { status: 'unavailable' } };
    const because = troubles();
    return { ready: true, body: because.length > 0 ? { status: 'degraded', because } : { status: 'ready' } };
  };
};
