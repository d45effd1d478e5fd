import type { Topic } from '../platform/bus/bus.ts';
import { afterCommit } from '../platform/db/database.ts';
import type { Call } from './call.ts';

/** Tells every process, once the surrounding transaction is durable, to forget what it keeps of a row. */
export function changed({ shop }: Pick<Call, 'shop'>, topic: Topic, id: number): void {
  return afterCommit(() => shop.bus.publish(topic.name, id));
}
