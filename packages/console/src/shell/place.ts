// Where on the screen a notice may stand 通知位置: in a corner where it covers nothing that is being filled in.

/** A rectangle on the screen, in pixels from its upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The corners, in the order in which they are tried. */
export const corners = ["bottom-end", "bottom-start", "top-end", "top-start"] as const;
export type Corner = (typeof corners)[number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How far from the edges of the screen a notice stands, in pixels. */
const edgePx = 16;

/** The place of something in a corner of the screen. */
export function boxIn(corner: Corner, { width, height }: Size, screen: Size): Box {
  const left = corner.endsWith("start") ? edgePx : screen.width - edgePx - width;
  const top = corner.startsWith("top") ? edgePx : screen.height - edgePx - height;
  return { left, top, right: left + width, bottom: top + height };
}

/** Whether two of them have any place in common. */
export const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The first corner where something of a size covers none of what is taken; null where there is none. */
export function freeCorner(size: Size, screen: Size, taken: readonly Box[]): Corner | null {
  return corners.find((corner) => !taken.some((box) => overlaps(boxIn(corner, size, screen), box))) ?? null;
}
