import type { Shop } from '@mechanic-shop/client';
import { useTexts } from '../../i18n/i18n.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import {
  check,
  choice,
  decimal,
  decimalOrNull,
  line,
  lineOrNull,
  linesOrNull,
  money,
  moneyOrNull,
  text,
  whole,
} from '../../ui/form/kinds.ts';

/** The settings as a form edits them, without members in members. */
export interface ShopValues
  extends
    Omit<Shop, 'taxes' | 'supplies' | 'openingHours' | 'closures' | 'version' | 'updatedAt'>,
    Record<keyof Shop['taxes'], number> {
  suppliesPercent: number | null;
  suppliesCap: number | null;
}

export function useShopFields(): FieldsOf<ShopValues> {
  const { settings: texts, cars } = useTexts();
  return {
    name: { label: texts.name, kind: line(100) },
    phone: { label: texts.phone, kind: lineOrNull(32, { type: 'tel' }) },
    email: { label: texts.email, kind: lineOrNull(254, { type: 'email' }) },
    taxNumber: { label: texts.taxNumber, kind: lineOrNull(50) },
    address: { label: texts.address, kind: linesOrNull(300) },
    currency: { label: texts.currency, kind: line(3) },
    timeZone: { label: texts.timeZone, kind: line(64) },
    language: { label: texts.language, kind: line(35) },
    mileageUnit: {
      label: texts.mileageUnit,
      kind: choice([
        ['km', cars.units.km],
        ['mi', cars.units.mi],
      ]),
    },
    laborRateCents: { label: texts.laborRate, kind: money },
    taxMode: {
      label: texts.taxMode,
      kind: choice([
        ['exclusive', texts.taxModes.exclusive],
        ['inclusive', texts.taxModes.inclusive],
      ]),
    },
    partsPercent: { label: texts.partsPercent, kind: decimal },
    laborPercent: { label: texts.laborPercent, kind: decimal },
    subletPercent: { label: texts.subletPercent, kind: decimal },
    feesPercent: { label: texts.feesPercent, kind: decimal },
    suppliesPercent: { label: texts.suppliesPercent, kind: decimalOrNull },
    suppliesCap: { label: texts.suppliesCap, kind: moneyOrNull },
    estimateDays: { label: texts.estimateDays, kind: whole },
    paymentDays: { label: texts.paymentDays, kind: whole },
    invoicePrefix: { label: texts.invoicePrefix, kind: text(12) },
    documentNote: { label: texts.documentNote, kind: linesOrNull(1000) },
    approvalRequired: { label: texts.approvalRequired, kind: check, wide: true },
  };
}
