import {
  ChangeEmailInput,
  ChangePasswordInput,
  CreateResetCodeInput,
  Ended,
  IdInput,
  ListResetCodesInput,
  LoginInput,
  NoInput,
  Profile,
  RefreshInput,
  RegisterInput,
  ResetCode,
  ResetCodeInfo,
  ResetPasswordInput,
  Session,
  SessionList,
  UpdateMeInput,
  pageOf,
} from '@mechanic-shop/shared';
import { withoutKey } from '../../api/idempotency.ts';
import {
  adminProcedure,
  mechanicProcedure,
  publicProcedure,
  selfProcedure,
  signedInProcedure,
} from '../../api/trpc.ts';
import { authDocs } from './docs.ts';
import { register } from './register.ts';
import { createResetCode, listResetCodes, resetPassword, revokeResetCode } from './reset.ts';
import * as auth from './service.ts';

const docs = authDocs.procedures;

// No idempotency here: most of these procedures return a secret.
export const authRouter = {
  register: publicProcedure
    .meta({ limit: 'register', rest: { method: 'POST', path: '/register', status: 201 }, ...docs.register })
    .input(RegisterInput)
    .output(Session)
    .mutation(withoutKey(register)),
  login: publicProcedure
    .meta({
      limit: 'login-address',
      rest: {
        method: 'POST',
        path: '/login',
        aliases: [
          { path: '/customers/login', suffix: 'customers', fixed: { accountType: 'customer' } },
          { path: '/mechanics/login', suffix: 'mechanics', fixed: { accountType: 'mechanic' } },
        ],
      },
      ...docs.login,
    })
    .input(LoginInput)
    .output(Session)
    .mutation(withoutKey(auth.login)),
  refresh: publicProcedure
    .meta({ limit: 'refresh', rest: { method: 'POST', path: '/refresh' }, ...docs.refresh })
    .input(RefreshInput)
    .output(Session)
    .mutation(withoutKey((call, { refreshToken }) => auth.refresh(call, refreshToken))),
  logout: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/logout' }, ...docs.logout })
    .input(NoInput)
    .output(Ended)
    .mutation(withoutKey((call) => auth.logout(call))),
  logoutEverywhere: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/logout-everywhere' }, ...docs.logoutEverywhere })
    .input(NoInput)
    .output(Ended)
    .mutation(withoutKey((call) => auth.logoutEverywhere(call))),
  me: signedInProcedure
    .meta({
      rest: {
        method: 'GET',
        path: '/profile',
        aliases: [
          { path: '/customers/profile', suffix: 'customers' },
          { path: '/mechanics/profile', suffix: 'mechanics' },
        ],
      },
      ...docs.me,
    })
    .input(NoInput)
    .output(Profile)
    .query(({ ctx }) => auth.me(ctx)),
  updateMe: signedInProcedure
    .meta({ rest: { method: 'PUT', path: '/profile' }, ...docs.updateMe })
    .input(UpdateMeInput)
    .output(Profile)
    .mutation(withoutKey(auth.updateMe)),
  changePassword: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/change-password' }, ...docs.changePassword })
    .input(ChangePasswordInput)
    .output(Session)
    .mutation(withoutKey(auth.changePassword)),
  changeEmail: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/change-email' }, ...docs.changeEmail })
    .input(ChangeEmailInput)
    .output(Profile)
    .mutation(withoutKey(auth.changeEmail)),
  createResetCode: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/reset-codes', status: 201 }, ...docs.createResetCode })
    .input(CreateResetCodeInput)
    .output(ResetCode)
    .mutation(withoutKey((call, { accountId }) => createResetCode(call, accountId))),
  resetCodes: adminProcedure
    .meta({ rest: { method: 'GET', path: '/reset-codes' }, ...docs.resetCodes })
    .input(ListResetCodesInput)
    .output(pageOf(ResetCodeInfo))
    .query(({ ctx, input }) => listResetCodes(ctx, input)),
  revokeResetCode: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/reset-codes/{id}' }, ...docs.revokeResetCode })
    .input(IdInput)
    .output(ResetCodeInfo)
    .mutation(withoutKey((call, { id }) => revokeResetCode(call, id))),
  resetPassword: publicProcedure
    .meta({ rest: { method: 'POST', path: '/reset-password' }, ...docs.resetPassword })
    .input(ResetPasswordInput)
    .output(Session)
    .mutation(withoutKey(resetPassword)),
  sessions: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/sessions' }, ...docs.sessions })
    .input(NoInput)
    .output(SessionList)
    .query(({ ctx }) => auth.listSessions(ctx)),
  endSession: selfProcedure
    .meta({ rest: { method: 'DELETE', path: '/sessions/{id}' }, ...docs.endSession })
    .input(IdInput)
    .output(Ended)
    .mutation(withoutKey((call, { id }) => auth.endSession(call, id))),
};
