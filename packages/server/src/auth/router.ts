import {
  ChangeEmailInput,
  ChangePasswordInput,
  CreateResetCodeInput,
  Ended,
  IdInput,
  LoginInput,
  NoInput,
  Profile,
  RefreshInput,
  RegisterInput,
  ResetCode,
  ResetPasswordInput,
  Session,
  SessionList,
  UpdateMeInput,
} from '@mechanic-shop/shared';
import { mechanicProcedure, publicProcedure, selfProcedure, signedInProcedure } from '../trpc.ts';
import { register } from './register.ts';
import { createResetCode, resetPassword } from './reset.ts';
import * as auth from './service.ts';

// Nothing here is remembered under an idempotency key: most of it answers with a secret.
export const authRouter = {
  register: publicProcedure
    .meta({ access: 'public', limit: 'register' })
    .input(RegisterInput)
    .output(Session)
    .mutation(({ ctx, input, signal }) => register(ctx, input, signal)),
  login: publicProcedure
    .meta({ access: 'public', limit: 'login-address' })
    .input(LoginInput)
    .output(Session)
    .mutation(({ ctx, input, signal }) => auth.login(ctx, input, signal)),
  refresh: publicProcedure
    .meta({ access: 'public', limit: 'refresh' })
    .input(RefreshInput)
    .output(Session)
    .mutation(({ ctx, input }) => auth.refresh(ctx, input.refreshToken)),
  logout: signedInProcedure
    .input(NoInput)
    .output(Ended)
    .mutation(({ ctx }) => auth.logout(ctx)),
  logoutEverywhere: signedInProcedure
    .input(NoInput)
    .output(Ended)
    .mutation(({ ctx }) => auth.logoutEverywhere(ctx)),
  me: signedInProcedure
    .input(NoInput)
    .output(Profile)
    .query(({ ctx }) => auth.me(ctx)),
  updateMe: signedInProcedure
    .input(UpdateMeInput)
    .output(Profile)
    .mutation(({ ctx, input }) => auth.updateMe(ctx, input)),
  changePassword: signedInProcedure
    .input(ChangePasswordInput)
    .output(Session)
    .mutation(({ ctx, input, signal }) => auth.changePassword(ctx, input, signal)),
  changeEmail: signedInProcedure
    .input(ChangeEmailInput)
    .output(Profile)
    .mutation(({ ctx, input, signal }) => auth.changeEmail(ctx, input, signal)),
  createResetCode: mechanicProcedure
    .input(CreateResetCodeInput)
    .output(ResetCode)
    .mutation(({ ctx, input }) => createResetCode(ctx, input.accountId)),
  resetPassword: publicProcedure
    .input(ResetPasswordInput)
    .output(Session)
    .mutation(({ ctx, input, signal }) => resetPassword(ctx, input, signal)),
  sessions: signedInProcedure
    .input(NoInput)
    .output(SessionList)
    .query(({ ctx }) => auth.listSessions(ctx)),
  endSession: selfProcedure
    .input(IdInput)
    .output(Ended)
    .mutation(({ ctx, input }) => auth.endSession(ctx, input.id)),
};
