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
import {
  adminProcedure,
  mechanicProcedure,
  publicProcedure,
  selfProcedure,
  signedInProcedure,
} from '../../api/trpc.ts';
import { register } from './register.ts';
import { createResetCode, listResetCodes, resetPassword, revokeResetCode } from './reset.ts';
import * as auth from './service.ts';

// Nothing here is remembered under an idempotency key: most of it answers with a secret.
export const authRouter = {
  register: publicProcedure
    .meta({ limit: 'register', rest: { method: 'POST', path: '/register', status: 201 } })
    .input(RegisterInput)
    .output(Session)
    .mutation(({ ctx, input, signal }) => register(ctx, input, signal)),
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
    })
    .input(LoginInput)
    .output(Session)
    .mutation(({ ctx, input, signal }) => auth.login(ctx, input, signal)),
  refresh: publicProcedure
    .meta({ limit: 'refresh', rest: { method: 'POST', path: '/refresh' } })
    .input(RefreshInput)
    .output(Session)
    .mutation(({ ctx, input }) => auth.refresh(ctx, input.refreshToken)),
  logout: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/logout' } })
    .input(NoInput)
    .output(Ended)
    .mutation(({ ctx }) => auth.logout(ctx)),
  logoutEverywhere: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/logout-everywhere' } })
    .input(NoInput)
    .output(Ended)
    .mutation(({ ctx }) => auth.logoutEverywhere(ctx)),
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
    })
    .input(NoInput)
    .output(Profile)
    .query(({ ctx }) => auth.me(ctx)),
  updateMe: signedInProcedure
    .meta({ rest: { method: 'PUT', path: '/profile' } })
    .input(UpdateMeInput)
    .output(Profile)
    .mutation(({ ctx, input }) => auth.updateMe(ctx, input)),
  changePassword: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/change-password' } })
    .input(ChangePasswordInput)
    .output(Session)
    .mutation(({ ctx, input, signal }) => auth.changePassword(ctx, input, signal)),
  changeEmail: signedInProcedure
    .meta({ rest: { method: 'POST', path: '/change-email' } })
    .input(ChangeEmailInput)
    .output(Profile)
    .mutation(({ ctx, input, signal }) => auth.changeEmail(ctx, input, signal)),
  createResetCode: mechanicProcedure
    .meta({ rest: { method: 'POST', path: '/reset-codes', status: 201 } })
    .input(CreateResetCodeInput)
    .output(ResetCode)
    .mutation(({ ctx, input }) => createResetCode(ctx, input.accountId)),
  resetCodes: adminProcedure
    .meta({ rest: { method: 'GET', path: '/reset-codes' } })
    .input(ListResetCodesInput)
    .output(pageOf(ResetCodeInfo))
    .query(({ ctx, input }) => listResetCodes(ctx, input)),
  revokeResetCode: adminProcedure
    .meta({ rest: { method: 'DELETE', path: '/reset-codes/{id}' } })
    .input(IdInput)
    .output(ResetCodeInfo)
    .mutation(({ ctx, input }) => revokeResetCode(ctx, input.id)),
  resetPassword: publicProcedure
    .meta({ rest: { method: 'POST', path: '/reset-password' } })
    .input(ResetPasswordInput)
    .output(Session)
    .mutation(({ ctx, input, signal }) => resetPassword(ctx, input, signal)),
  sessions: signedInProcedure
    .meta({ rest: { method: 'GET', path: '/sessions' } })
    .input(NoInput)
    .output(SessionList)
    .query(({ ctx }) => auth.listSessions(ctx)),
  endSession: selfProcedure
    .meta({ rest: { method: 'DELETE', path: '/sessions/{id}' } })
    .input(IdInput)
    .output(Ended)
    .mutation(({ ctx, input }) => auth.endSession(ctx, input.id)),
};
