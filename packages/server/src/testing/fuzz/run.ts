import { faultOf } from './judge.ts';
import type { WireRequest } from './requests.ts';
import { resetAfter, sendRaw } from './wire.ts';

/** The result of sending many requests. */
export interface FuzzReport {
  sent: number;
  /** The number of connections reset after a request. */
  resets: number;
  /** The number of responses by status; `none` counts connections closed without one. */
  statuses: Map<number | 'none', number>;
  /** The first few violations of the contract, with their requests. */
  faults: string[];
  faulty: number;
}

const MAX_FAULTS = 10;

/**
 * Sends requests over separate connections, a limited number at a time, and checks every response. Each is sent twice
 * more followed by a reset, alone and behind another request, which must not end the server.
 */
export async function fuzz(url: string, requests: Iterable<WireRequest>, atOnce = 48): Promise<FuzzReport> {
  const report: FuzzReport = { sent: 0, resets: 0, statuses: new Map(), faults: [], faulty: 0 };
  const count = (status: number | 'none') => report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
  const queue = requests[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const { kind, bytes, head } = next.value;
      const number = (report.sent += 1);
      const heard = await sendRaw(url, bytes, head);
      await resetAfter(url, bytes, number);
      report.resets += 2;
      const fault = faultOf(heard, head);
      if (heard.answers.length === 0) count('none');
      for (const { status } of heard.answers) count(status);
      if (fault === null) continue;
      report.faulty += 1;
      const sent = JSON.stringify(bytes.toString('latin1', 0, 400));
      if (report.faults.length < MAX_FAULTS) report.faults.push(`${kind} request ${number}: ${fault}\n  sent ${sent}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return report;
}

/** The counts in one line. */
export function countsOf({ statuses }: { statuses: ReadonlyMap<number | 'none', number> }): string {
  return [...statuses]
    .toSorted(([a], [b]) => String(a).localeCompare(String(b)))
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ');
}
