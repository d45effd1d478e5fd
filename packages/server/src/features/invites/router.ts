import { CreateInviteInput, IdInput, Invite, ListInvitesInput, NewInvite, pageOf } from '@mechanic-shop/shared';
import { idempotent, withoutKey } from '../../api/idempotency.ts';
import { adminProcedure, mechanicProcedure } from '../../api/trpc.ts';
import { invitesDocs } from './docs.ts';
import * as invites from './service.ts';

const docs = invitesDocs.procedures;

export const invitesRouter = {
  // Returns a secret, which is not stored: not even for a repeat under the same key.
  create: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/invites', status: 201 }, ...docs.create })
    .input(CreateInviteInput)
    .output(NewInvite)
    .mutation(withoutKey(invites.create)),
  list: adminProcedure
    .meta({ rest: { method: 'GET', path: '/invites' }, ...docs.list })
    .input(ListInvitesInput)
    .output(pageOf(Invite))
    .query(({ ctx, input }) => invites.list(ctx, input)),
  revoke: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/invites/{id}' }, ...docs.revoke })
    .input(IdInput)
    .output(Invite)
    .mutation(idempotent((call, { id }) => invites.revoke(call, id))),
};
