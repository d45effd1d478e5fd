import { MileageUnit, type Shop as Settings, TaxMode } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import type { Shop } from './connect.ts';
import { Failure, status } from './failure.ts';
import { choice, clearable, ifVersion, integer, money, text, yesNo } from './fields.ts';
import { changedHours, hoursEntries, hoursFields } from './hours.ts';
import type { Io } from './io.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { address, email, phone } from './people.ts';
import { percent } from './prices.ts';
import type { View } from './view.ts';

function suppliesOf({ supplies }: Settings): string | null {
  if (!supplies) return null;
  return `${supplies.percent}%${supplies.capCents === null ? '' : `, at most ${showMoney(supplies.capCents)}`}`;
}

function settingsCard(shop: Settings, view: View): string[] {
  const { taxes } = shop;
  return card(
    shop.name,
    [
      ['address', shop.address],
      ['phone', shop.phone],
      ['e-mail', shop.email],
      ['tax number', shop.taxNumber],
      ['currency', shop.currency],
      ['time zone', shop.timeZone],
      ['language', shop.language],
      ['mileage unit', shop.mileageUnit],
      ['labor rate', showMoney(shop.laborRateCents)],
      ['tax mode', shop.taxMode],
      ['parts tax', `${taxes.partsPercent}%`],
      ['labor tax', `${taxes.laborPercent}%`],
      ['sublet tax', `${taxes.subletPercent}%`],
      ['fees tax', `${taxes.feesPercent}%`],
      ['supplies', suppliesOf(shop)],
      ['approval required', shop.approvalRequired ? 'yes' : 'no'],
      ['estimate days', shop.estimateDays],
      ['payment days', shop.paymentDays],
      ['invoice prefix', shop.invoicePrefix],
      ['document note', shop.documentNote],
      ...hoursEntries(shop),
      ['version', shop.version],
      ['updated', showInstant(shop.updatedAt)],
    ],
    view,
  );
}

const taxFields = {
  partsPercent: percent('--parts-tax <percent>', 'tax on parts'),
  laborPercent: percent('--labor-tax <percent>', 'tax on labor'),
  subletPercent: percent('--sublet-tax <percent>', 'tax on sublet work'),
  feesPercent: percent('--fees-tax <percent>', 'tax on fees and supplies'),
};
const suppliesFields = {
  suppliesPercent: clearable(percent('--supplies-percent <percent>', 'shop supplies, of labor and parts')),
  suppliesCapCents: clearable(money('--supplies-cap <amount>', 'the most that supplies come to')),
};

interface Typed {
  partsPercent?: number;
  laborPercent?: number;
  subletPercent?: number;
  feesPercent?: number;
  suppliesPercent?: number | null;
  suppliesCapCents?: number | null;
}

function changedSupplies(
  before: Settings['supplies'],
  percent: number | null | undefined,
  capCents: number | null | undefined,
): Settings['supplies'] {
  if (percent === null) return null;
  const now = percent ?? before?.percent;
  if (now === undefined) throw new Failure(status.usage, 'There are no supplies yet: add --supplies-percent.');
  return { percent: now, capCents: capCents === undefined ? (before?.capCents ?? null) : capCents };
}

/** Rates and supplies are set as a whole: members that were not typed stay as they are now, or nothing is changed. */
async function wholeMembers(shop: Shop, { suppliesPercent, suppliesCapCents, ...rates }: Typed) {
  const setsRates = Object.keys(rates).length > 0;
  const setsSupplies = suppliesPercent !== undefined || suppliesCapCents !== undefined;
  if (!setsRates && !setsSupplies) return {};
  const { taxes, supplies, version } = await shop.shop.get.query();
  return {
    version,
    ...(setsRates && { taxes: { ...taxes, ...rates } }),
    ...(setsSupplies && { supplies: changedSupplies(supplies, suppliesPercent, suppliesCapCents) }),
  };
}

/** Opening hours are set as a whole, too. */
async function wholeHours(shop: Shop, typed: Parameters<typeof changedHours>[0]) {
  if (!typed.hours) return changedHours(typed, undefined);
  const { openingHours, version } = await shop.shop.get.query();
  return { version, ...changedHours(typed, openingHours) };
}

/** `shop settings`: name, currency, prices and taxes of the shop. */
export function addSettings(program: Command, io: Io): void {
  const group = addGroup(program, 'settings', "the shop's name, currency, prices and taxes");
  addCommand(group, io, {
    name: 'show',
    about: "show the shop's settings",
    call: ({ shop }) => shop.shop.get.query(),
    show: settingsCard,
  });
  addCommand(group, io, {
    name: 'set',
    about: "change the shop's settings (admins)",
    options: {
      name: text('--name <name>', "the shop's name"),
      address: clearable(address),
      phone: clearable(phone),
      email: clearable(email),
      taxNumber: clearable(text('--tax-number <number>', 'tax number, for documents')),
      currency: text('--currency <code>', 'currency, like EUR'),
      timeZone: text('--time-zone <name>', 'time zone, like Europe/Dublin'),
      language: text('--language <tag>', 'language, like en or de-AT'),
      mileageUnit: choice('--mileage-unit <unit>', 'unit of odometers', MileageUnit.options),
      laborRateCents: money('--labor-rate <amount>', 'price of an hour of labor'),
      taxMode: choice('--tax-mode <mode>', 'whether prices contain tax (inclusive)', TaxMode.options),
      ...taxFields,
      ...suppliesFields,
      approvalRequired: yesNo('--approval-required', 'whether customers approve work before it is done'),
      estimateDays: integer('--estimate-days <n>', 'how long an estimate is valid, 1 to 90'),
      paymentDays: integer('--payment-days <n>', 'how long customers have to pay, 0 to 365'),
      invoicePrefix: text('--invoice-prefix <text>', 'in front of invoice numbers, like INV-'),
      documentNote: clearable(text('--document-note <text>', 'printed below documents')),
      ...hoursFields,
      version: ifVersion,
    },
    call: async ({ shop }, { hours, closures, ...input }) => {
      const { partsPercent, laborPercent, subletPercent, feesPercent, suppliesPercent, suppliesCapCents, ...rest } =
        input;
      const rates = Object.fromEntries(
        Object.entries({ partsPercent, laborPercent, subletPercent, feesPercent }).filter(
          ([, rate]) => rate !== undefined,
        ),
      );
      const whole = await wholeMembers(shop, {
        ...rates,
        ...(suppliesPercent !== undefined && { suppliesPercent }),
        ...(suppliesCapCents !== undefined && { suppliesCapCents }),
      });
      const changed = await wholeHours(shop, { ...(hours && { hours }), ...(closures && { closures }) });
      return shop.shop.update.mutate({ ...changed, ...whole, ...rest });
    },
    show: settingsCard,
  });
}
