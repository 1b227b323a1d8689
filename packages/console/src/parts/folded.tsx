// What is folded away under a line 收起的内容: opened by a press, and always open on paper, where nothing can be pressed.
import { type ReactNode, useState } from "react";
import { useIsPrinting } from "./printing.tsx";

export function Folded({
  summary,
  className,
  children,
}: {
  /** The line that opens it. */
  readonly summary: ReactNode;
  readonly className?: string;
  /** What is folded; a function is told whether it is open, where its content costs something. */
  readonly children: ReactNode | ((isOpen: boolean) => ReactNode);
}) {
  const [isOpen, setOpen] = useState(false);
  const isPrinting = useIsPrinting();
  return (
    <details
      className={className}
      open={isOpen || isPrinting}
      // What the paper has opened is nobody's wish.
      onToggle={({ currentTarget }) => !isPrinting && setOpen(currentTarget.open)}
    >
      <summary>{summary}</summary>
      {typeof children === "function" ? children(isOpen) : children}
    </details>
  );
}
