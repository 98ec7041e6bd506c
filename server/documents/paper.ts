/** A4 and its margins, in points. */
export const PAPER = { width: 595.28, height: 841.89, left: 70, right: 70, top: 92, bottom: 78 } as const;

export const TEXT_WIDTH = PAPER.width - PAPER.left - PAPER.right;
export const TEXT_HEIGHT = PAPER.height - PAPER.top - PAPER.bottom;
