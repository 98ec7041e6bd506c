import type { Measurement } from './row.ts';

const sign = { lower: '≤', higher: '≥' } as const;

/** The measurements for a person: one a line, columns aligned. */
export const table = (measurements: readonly Measurement[]): string => {
  const rows = [
    ['row', 'metric', 'value', 'target', '', 'beside it'],
    ...measurements.map(({ row, metric, value, unit, target, better, ok, reference }) => [
      row,
      metric,
      `${value} ${unit}`,
      `${sign[better]} ${target} ${unit}`,
      ok ? 'ok' : 'MISSED',
      `${reference.value} ${unit} (${reference.name})`,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
