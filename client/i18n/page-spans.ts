/** Page numbers in order, three and more in a row as one span: `1–3`, `5`. */
export const pageSpans = (pages: readonly number[]): readonly string[] => {
  const spans: { readonly from: number; readonly to: number }[] = [];
  for (const page of pages) {
    const last = spans.at(-1);
    if (last !== undefined && last.to + 1 === page) spans[spans.length - 1] = { from: last.from, to: page };
    else spans.push({ from: page, to: page });
  }
  return spans.flatMap(({ from, to }) =>
    to - from > 1 ? [`${from}–${to}`] : to === from ? [String(from)] : [String(from), String(to)],
  );
};
