// Says of a field in a form that it must be filled 必填.
import { useTexts } from "../texts/catalogue.ts";
import { actTexts } from "./texts.ts";

export function Missing() {
  const texts = useTexts(actTexts);
  return (
    <strong role="alert" className="missing">
      {" "}
      {texts.required}
    </strong>
  );
}
