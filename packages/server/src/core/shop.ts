import type { Bus } from '../platform/bus/bus.ts';
import type { Database } from '../platform/db/database.ts';
import type { References } from '../platform/db/references.ts';
import type { Expiry } from '../platform/expiry.ts';
import type { Limits } from '../platform/limits/limits.ts';
import type { Poster } from '../platform/outgoing/poster.ts';
import type { Pdfs } from '../platform/pdf/pdfs.ts';
import type { Passwords } from '../platform/security/passwords.ts';
import type { Tokens } from '../platform/security/tokens.ts';
import type { Answers } from './answers.ts';
import type { Caches } from './caches.ts';
import type { CallerRows } from './callers.ts';
import type { Streams } from './events/streams.ts';
import type { TakenReason } from './feature.ts';
import type { Reindexing } from './reindexing.ts';
import type { ProcedureTypes } from './scopes.ts';
import type { SearchSources } from './search-source.ts';
import type { JoinedDemand } from './stock-demand.ts';
import type { FollowsVehicle } from './vehicle-followers.ts';

/** What services work with; built once in process/app.ts and passed in. */
export interface Shop {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly pdfs: Pdfs;
  readonly poster: Poster;
  readonly tokens: Tokens;
  readonly bus: Bus;
  readonly caches: Caches;
  readonly answers: Answers;
  readonly streams: Streams;
  readonly limits: Limits;
  readonly reindexing: Reindexing;
  /** Of every feature. */
  readonly searchSources: SearchSources;
  readonly references: References;
  readonly stockDemand: JoinedDemand;
  /** Moves what goes along with a vehicle that gets another owner. */
  readonly followVehicle: FollowsVehicle;
  readonly callers: CallerRows;
  /** Every procedure. */
  readonly procedures: ProcedureTypes;
  /** The reason of the violated unique index; undefined for any other error. */
  readonly takenReasonOf: (error: unknown) => TakenReason | undefined;
  /** Dependencies that fail although reads work: `redis`, `storage`. Resolves within 50 ms. */
  failingDependencies(): Promise<readonly string[]>;
  readonly refreshTtlSeconds: number;
  /** How long events are kept; 0 for ever. */
  readonly eventDays: number;
  /** The shop's own address, without a slash at the end, for links to customers; undefined for none. */
  readonly publicUrl: string | undefined;
  /** Digests of an input, one per secret, to recognize a repeated call. */
  readonly digestsOf: (input: unknown) => string[];
  /** The first secret signs; all verify. */
  readonly secrets: readonly string[];
  readonly now: () => Date;
  /** Decides expiry. Never compare with `now` alone, because the clock may be set. */
  readonly expiry: Expiry;
}
