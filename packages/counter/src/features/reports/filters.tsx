import { useTexts } from '../../i18n/i18n.tsx';
import { Select, TextField } from '../../ui/field.tsx';
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
          <TextField
            label={texts[name]}
            type="date"
            value={range[name]}
            // A date that is being typed is empty until it is one.
            onChange={({ target }) => target.value !== '' && onChange({ ...range, [name]: target.value })}
          />
        </div>
      ))}
    </>
  );
}
