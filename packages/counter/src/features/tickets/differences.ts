import type { Discount, Ticket } from '@mechanic-shop/client';
import type { Format } from '../../app/format.tsx';
import type { Texts } from '../../i18n/en.ts';

interface Shown {
  name: string;
  value: string;
}

type Rows = ReadonlyMap<string, Shown>;

/** What a person sees of a ticket, by a key that stays the same between versions. */
function shownOf(ticket: Ticket, texts: Texts, { money, number, day }: Format): Rows {
  const { ticket: labels, app } = texts;
  const orNone = (value: string | null | undefined): string => value ?? app.none;
  const mileage = (value: number | null): string => orNone(value === null ? null : number(value));
  const names = ticket.mechanics.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  const { hold } = ticket;
  const off = (discount: Discount | null): string =>
    orNone(discount && (discount.kind === 'percent' ? `${discount.percent} %` : money(discount.amountCents)));
  return new Map<string, Shown>([
    ['description', { name: labels.description, value: ticket.description }],
    ['status', { name: labels.move, value: texts.status[ticket.status] }],
    ['hold', { name: labels.hold, value: orNone(hold && texts.hold[hold.reason]) }],
    ['day', { name: labels.serviceDate, value: orNone(ticket.serviceDate && day(ticket.serviceDate)) }],
    ['in', { name: labels.mileageIn, value: mileage(ticket.mileageIn) }],
    ['out', { name: labels.mileageOut, value: mileage(ticket.mileageOut) }],
    ['mechanics', { name: labels.mechanics, value: names.join(', ') || app.none }],
    ['discount', { name: labels.discount, value: off(ticket.discount) }],
    ['car', { name: labels.car, value: orNone(ticket.vehicle && `${ticket.vehicle.make} ${ticket.vehicle.model}`) }],
    ...ticket.jobs.map(({ id, name, approval, discount, description }): [string, Shown] => [
      `job ${id}`,
      {
        name,
        value: [texts.approval.states[approval], description, discount && off(discount)]
          .filter((one) => one !== null)
          .join(', '),
      },
    ]),
    ...ticket.labor.map((line): [string, Shown] => [
      `labor ${line.id}`,
      {
        name: line.description,
        value: `${line.hours === null ? texts.lines.fixed : `${number(line.hours)} h`}, ${money(line.totalCents)}${line.done ? ` (${texts.lines.done})` : ''}`,
      },
    ]),
    ...ticket.parts.map((line): [string, Shown] => [
      `part ${line.id}`,
      { name: line.name, value: `${number(line.quantity)} × ${money(line.unitPriceCents)}` },
    ]),
    ...ticket.extras.map((line): [string, Shown] => [
      `extra ${line.id}`,
      { name: line.description, value: money(line.amountCents) },
    ]),
  ]);
}

/** What changed between two versions of a ticket, one line each. */
export function differencesOf(before: Ticket, after: Ticket, texts: Texts, format: Format): string[] {
  const { conflict } = texts;
  const [old, now] = [shownOf(before, texts, format), shownOf(after, texts, format)];
  const removed = [...old].filter(([key]) => !now.has(key)).map(([, { name }]) => conflict.removed(name));
  const others = [...now].flatMap(([key, { name, value }]) => {
    const former = old.get(key);
    if (!former) return [conflict.added(name)];
    const lines: string[] = [];
    if (former.name !== name) lines.push(conflict.changed(former.name, former.name, name));
    if (former.value !== value) lines.push(conflict.changed(name, former.value, value));
    return lines;
  });
  return [...others, ...removed];
}
