import {
  ListMessagesInput,
  MarkReadInput,
  MarkedRead,
  Message,
  NoInput,
  PostMessageInput,
  UnreadList,
  pageOf,
} from '@mechanic-shop/shared';
import { idempotent } from '../../api/idempotency.ts';
import { mechanicOrOwnerProcedure, signedInProcedure } from '../../api/trpc.ts';
import { messagesDocs } from './docs.ts';
import * as messages from './service.ts';

const docs = messagesDocs.procedures;

export const messagesRouter = {
  post: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'POST', path: '/messages', status: 201 }, ...docs.post })
    .input(PostMessageInput)
    .output(Message)
    .mutation(idempotent(messages.post)),
  list: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'GET', path: '/messages' }, ...docs.list })
    .input(ListMessagesInput)
    .output(pageOf(Message))
    .query(({ ctx, input }) => messages.list(ctx, input)),
  unread: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/messages/unread' }, ...docs.unread })
    .input(NoInput)
    .output(UnreadList)
    .query(({ ctx }) => messages.unread(ctx)),
  markRead: mechanicOrOwnerProcedure
    .meta({ rest: { method: 'POST', path: '/messages/read' }, ...docs.markRead })
    .input(MarkReadInput)
    .output(MarkedRead)
    .mutation(idempotent(messages.markRead)),
};
