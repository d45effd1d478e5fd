import { useTexts } from '../../i18n/i18n.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Select } from '../../ui/field.tsx';
import { type Range, type RangeName, nameOf, rangeNames, ranges } from './ranges.ts';

interface Props {
  range: Range;
  today: string;
  onChange(range: Partial<Range>): void;
}

/** The days of a report: by name, or by their dates. */
export function RangeFields({ range, today, onChange }: Props) {
  const { reports: texts } = useTexts();
  const chosen = nameOf(range, today);
  return (
    <>
      <Select
        label={texts.period}
        value={chosen ?? ''}
        onChange={({ target }) => {
          const name: RangeName | undefined = rangeNames.find((one) => one === target.value);
          if (name) onChange(ranges[name](today));
        }}
      >
        {chosen === undefined && <option value="">{texts.otherDays}</option>}
        {rangeNames.map((name) => (
          <option key={name} value={name}>
            {texts.ranges[name]}
          </option>
        ))}
      </Select>
      {(['from', 'to'] as const).map((name) => (
        <div key={name} className="w-40">
          <DayField label={texts[name]} value={range[name]} onDay={(day) => onChange({ ...range, [name]: day })} />
        </div>
      ))}
    </>
  );
}
