import type { Reject } from '@mechanic-shop/client/csv';
import type { Texts } from '../../i18n/en.ts';
import { textOf } from '../../i18n/text-of.ts';

type ImportTexts = Texts['imports'];

/** What a member is called; money is typed without cents. */
export const memberText = ({ members }: ImportTexts, member: string): string =>
  textOf(members, member.replace(/Cents$/, ''));

/** Why a row was rejected: the member and what the file has wrong in the words of the app, the rest in the server's. */
export function reasonText(texts: ImportTexts, { issues }: Reject): string {
  return issues
    .map(({ path, message, fault }) => {
      const words = fault === undefined ? message : texts.rowFaults[fault];
      const [member, ...rest] = path.map(String);
      return member === undefined ? words : `${[memberText(texts, member), ...rest].join('.')}: ${words}`;
    })
    .join(' ');
}
