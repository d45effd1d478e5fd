import type { Bus, Topic } from '../platform/bus/bus.ts';
import { afterCommit } from '../platform/db/database.ts';

/** Makes every process drop its cached copy of a row, once the surrounding transaction is durable. */
export function notifyChange({ shop }: { shop: { bus: Bus } }, topic: Topic, id: number): void {
  return afterCommit(() => shop.bus.publish(topic.name, id));
}
