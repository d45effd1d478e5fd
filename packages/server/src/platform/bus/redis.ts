import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Watch } from '../outages.ts';
import { parseJson } from '../parse-json.ts';
import { firstAttempt, openRedis } from '../redis.ts';
import type { Bus } from './bus.ts';
import { localListeners } from './local.ts';

const CHANNEL = 'mechanic-shop:changes';
const Message = z.tuple([z.string(), z.string(), z.int()]);

/** The bus of several processes. `redis` publishes; a second connection subscribes. */
export function redisBus(redis: Redis, url: string, watch: Watch): Bus {
  const { tell, tellGap: notifyGap, subscribe, onGap } = localListeners();
  const self = randomUUID();
  const input = openRedis(url, watch, { autoResubscribe: false, commandTimeout: 2_000 });
  let listening = false;

  input.on('ready', () => {
    input.subscribe(CHANNEL).then(
      () => {
        listening = true;
        // Messages published while nothing was subscribed are lost.
        notifyGap();
      },
      // The connection broke again; the next one subscribes.
      () => input.disconnect(true),
    );
  });
  input.on('close', () => {
    listening = false;
    notifyGap();
  });
  input.on('message', (_, text) => {
    const message = Message.safeParse(parseJson(text));
    if (!message.success) return;
    const [sender, topic, id] = message.data;
    if (sender !== self) tell(topic, id);
  });

  return {
    publish: (topic, id) => {
      tell(topic, id);
      // A lost hint is harmless: cached rows expire within a second.
      redis.publish(CHANNEL, JSON.stringify([self, topic, id])).catch(() => {});
    },
    subscribe,
    onGap,
    get connected() {
      return listening && redis.status === 'ready';
    },
    opened: () => firstAttempt(input),
    close: async () => {
      input.disconnect();
    },
  };
}
