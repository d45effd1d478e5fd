import type { Topic } from './bus/bus.ts';
import type { Call } from './call.ts';
import { afterCommit } from './db/database.ts';

/** Tells every process, once the surrounding transaction is durable, to forget what it keeps of a row. */
export const changed = ({ shop }: Pick<Call, 'shop'>, topic: Topic, id: number): void =>
  afterCommit(() => shop.bus.publish(topic, id));
