import { type Case, ada, adaTyped } from './case.ts';
import { customer, pageOf, record, resetCode, session, sessionInfo } from './samples.ts';

const loggedIn = { answer: session, shows: ['Logged in as Ada Lovelace (ada@example.com), customer 5.'] };

export const accountCases: Case[] = [
  {
    line: ['login', '--email', 'ada@example.com', '--account-type', 'customer'],
    path: 'auth.login',
    input: { email: 'ada@example.com', password: 'pass phrase', accountType: 'customer' },
    ...loggedIn,
  },
  { line: ['logout'], path: 'auth.logout', input: {}, answer: { ended: 1 }, shows: ['Logged out.'] },
  { line: ['whoami'], path: 'auth.me', input: {}, answer: { ...record, role: 'admin' }, shows: ['admin', '3200.00'] },
  {
    line: ['register', ...adaTyped, '--address', 'London', '--phone', '123'],
    path: 'auth.register',
    input: { accountType: 'customer', password: 'pass phrase', address: 'London', phone: '123', ...ada },
    ...loggedIn,
  },
  {
    line: ['register', '--email', 'ada@example.com', '--invite-code', 'K7'],
    path: 'auth.register',
    input: { accountType: 'customer', password: 'pass phrase', email: 'ada@example.com', inviteCode: 'K7' },
    ...loggedIn,
  },
  {
    line: ['register', ...adaTyped, '--account-type', 'mechanic', '--invite-code', 'K7', '--specialty', 'engines'],
    path: 'auth.register',
    input: { accountType: 'mechanic', password: 'pass phrase', inviteCode: 'K7', specialty: 'engines', ...ada },
    ...loggedIn,
  },
  {
    line: ['logout', '--everywhere'],
    path: 'auth.logoutEverywhere',
    input: {},
    answer: { ended: 3 },
    shows: ['Logged out of 3 sessions.'],
  },
  {
    line: ['reset-password', 'K7-SECRET'],
    path: 'auth.resetPassword',
    input: { code: 'K7-SECRET', newPassword: 'pass phrase' },
    ...loggedIn,
  },
  {
    line: ['account', 'update', '--first-name', 'Ada', '--clear', 'phone', '--if-version', '2'],
    path: 'auth.updateMe',
    input: { firstName: 'Ada', phone: null, version: 2 },
    answer: { ...customer, role: 'customer' },
    shows: ['Customer 5: Ada Lovelace'],
  },
  {
    line: ['account', 'password'],
    path: 'auth.changePassword',
    input: { currentPassword: 'pass phrase', newPassword: 'another phrase' },
    stdin: 'another phrase\n',
    answer: session,
    shows: ['Password changed. All other sessions have ended.'],
  },
  {
    line: ['account', 'email', 'ada@lovelace.example'],
    path: 'auth.changeEmail',
    input: { currentPassword: 'pass phrase', email: 'ada@lovelace.example' },
    answer: { ...customer, role: 'customer' },
    shows: ['ada@example.com'],
  },
  {
    line: ['account', 'sessions'],
    path: 'auth.sessions',
    input: {},
    answer: { items: [sessionInfo] },
    shows: ['LAST USED', 'shop/0.1', 'yes'],
  },
  {
    line: ['account', 'end-session', '8'],
    path: 'auth.endSession',
    input: { id: 8 },
    answer: { ended: 1 },
    shows: ['The session has ended.'],
  },
  {
    line: ['reset-codes', 'create', '5'],
    path: 'auth.createResetCode',
    input: { accountId: 5 },
    answer: { code: 'K7-SECRET', expiresAt: '2199-01-01T00:00:00.000Z' },
    shows: ['K7-SECRET', 'shop reset-password K7-SECRET', 'not shown again'],
  },
  {
    line: ['reset-codes', 'list'],
    path: 'auth.resetCodes',
    input: {},
    answer: pageOf(resetCode),
    shows: ['CREATED BY', 'Grace Hopper', 'waiting'],
  },
  {
    line: ['reset-codes', 'revoke', '6'],
    path: 'auth.revokeResetCode',
    input: { id: 6 },
    answer: resetCode,
    shows: ['Reset code 6'],
  },
];
