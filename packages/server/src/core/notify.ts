import { afterCommit } from '../platform/db/database.ts';
import type { Call } from './call.ts';

/** A kind of rows whose changes processes tell each other about. */
export interface Topic {
  /** As the bus sends it. */
  readonly name: string;
}

/** Tells every process, once the surrounding transaction is durable, to forget what it keeps of a row. */
export function changed({ shop }: Pick<Call, 'shop'>, topic: Topic, id: number): void {
  return afterCommit(() => shop.bus.publish(topic.name, id));
}
