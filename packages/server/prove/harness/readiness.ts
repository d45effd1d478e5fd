/** The response of `/readyz`. */
export interface Ready {
  status: number;
  state: string;
  because: readonly string[];
}

export async function readiness(url: string): Promise<Ready> {
  const response = await fetch(`${url}/readyz`);
  const body = (await response.json()) as { status: string; because?: string[] };
  return { status: response.status, state: body.status, because: body.because ?? [] };
}

/** Whether load balancers see that reads work and writes do not. */
export function saysDegraded({ status, state, because }: Ready): boolean {
  return status === 200 && state === 'degraded' && because.includes('storage');
}
