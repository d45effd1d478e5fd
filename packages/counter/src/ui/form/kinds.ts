import { parseCents, parseDecimal, typedCents } from '../../app/format.tsx';

/** How values of one kind are typed. Every value has a text, so that a form keeps whatever was typed. */
export interface Kind<V> {
  look: 'line' | 'lines' | 'check' | 'choice';
  typed(value: V): string;
  /** The value of a text; undefined if it is not valid. */
  parsed(text: string): V | undefined;
  /** What to say of a text that is not valid. */
  fault?: 'number' | 'money';
  /** Attributes of the field. */
  attributes?: {
    required?: boolean;
    maxLength?: number;
    type?: 'email' | 'password' | 'date' | 'time' | 'tel' | 'url';
    inputMode?: 'decimal' | 'numeric';
    autoComplete?: string;
  };
  /** The values to choose from, with their names. */
  options?: readonly (readonly [text: string, name: string])[];
}

type Attributes = NonNullable<Kind<unknown>['attributes']>;

const CHECKED = 'yes';

const optional = <V>({ typed, parsed, attributes, ...kind }: Kind<V>): Kind<V | null> => ({
  ...kind,
  attributes: { ...attributes, required: false },
  typed: (value) => (value === null ? '' : typed(value)),
  parsed: (text) => (text.trim() === '' ? null : parsed(text)),
});

/** One line of text that must not be empty. */
export const line = (maxLength: number, more: Attributes = {}): Kind<string> => ({
  look: 'line',
  typed: (value) => value,
  parsed: (text) => (text.trim() === '' ? undefined : text),
  attributes: { required: true, maxLength, ...more },
});

/** One line of text that may be empty. */
export const text = (maxLength: number): Kind<string> => ({
  look: 'line',
  typed: (value) => value,
  parsed: (typed) => typed,
  attributes: { maxLength },
});

export const lineOrNull = (maxLength: number, more?: Attributes): Kind<string | null> =>
  optional(line(maxLength, more));

export const linesOrNull = (maxLength: number): Kind<string | null> => ({ ...lineOrNull(maxLength), look: 'lines' });

/** Cents, typed as `120.25`. */
export const money: Kind<number> = {
  look: 'line',
  typed: typedCents,
  parsed: parseCents,
  fault: 'money',
  attributes: { required: true, inputMode: 'decimal' },
};

export const moneyOrNull = optional(money);

export const decimal: Kind<number> = {
  look: 'line',
  typed: String,
  parsed: parseDecimal,
  fault: 'number',
  attributes: { required: true, inputMode: 'decimal' },
};

export const decimalOrNull = optional(decimal);

export const whole: Kind<number> = {
  ...decimal,
  parsed: (text) => {
    const value = parseDecimal(text);
    return Number.isSafeInteger(value) ? value : undefined;
  },
  attributes: { required: true, inputMode: 'numeric' },
};

export const wholeOrNull = optional(whole);

export const check: Kind<boolean> = {
  look: 'check',
  typed: (value) => (value ? CHECKED : ''),
  parsed: (text) => text === CHECKED,
};

/** One of several values, with their names. */
export const choice = <V extends string>(options: readonly (readonly [V, string])[]): Kind<V> => ({
  look: 'choice',
  typed: (value) => value,
  parsed: (text) => options.find(([value]) => value === text)?.[0],
  options,
});

/** The id of one of several rows, or none. */
export const rowOrNull = (rows: readonly { id: number; name: string }[], none: string): Kind<number | null> => ({
  look: 'choice',
  typed: (id) => (id === null ? '' : String(id)),
  parsed: (text) => (text === '' ? null : rows.find(({ id }) => String(id) === text)?.id),
  options: [['', none], ...rows.map(({ id, name }) => [String(id), name] as const)],
});

/** Several words, separated by spaces or commas. */
export const words: Kind<string[]> = {
  look: 'line',
  typed: (value) => value.join(', '),
  parsed: (text) => {
    const found = text.split(/[\s,]+/).filter((word) => word !== '');
    return found.length > 0 ? found : undefined;
  },
  attributes: { required: true },
};
