// An entry of a select by a name or a title 选项: an option holds nothing but text, so that unseen characters become their codes.
import { spelled } from "./unseen.ts";

export const NamedOption = ({ value, name }: { readonly value: string; readonly name: string }) => (
  <option value={value}>{spelled(name)}</option>
);
