// The entries of a select by names or titles 选项: an option holds nothing but text, so that unseen characters become their codes.
import { spelled } from "./unseen.ts";

export const NamedOption = ({ value, name }: { readonly value: string; readonly name: string }) => (
  <option value={value}>{spelled(name)}</option>
);

/** All, each of the options, and the one that is chosen where it is none of them. */
export function NamedOptions({
  all,
  options,
  chosen,
}: {
  /** The word for no choice. */
  readonly all: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly chosen: string | undefined;
}) {
  const isOther = chosen !== undefined && !options.some(([value]) => value === chosen);
  return (
    <>
      <option value="">{all}</option>
      {isOther && <NamedOption value={chosen} name={chosen} />}
      {options.map(([value, name]) => (
        <NamedOption key={value} value={value} name={name} />
      ))}
    </>
  );
}
