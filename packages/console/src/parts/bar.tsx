// A bar in a cell 数据条: how much of a whole something is, with the number in words beside it.

export function Bar({ share, children }: { readonly share: number; readonly children: string }) {
  return (
    <span className="bar-cell">
      <span className="bar" aria-hidden="true">
        <span className="bar-filled" style={{ width: `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%` }} />
      </span>
      <span className="small">{children}</span>
    </span>
  );
}
