import type { CeremonyTables } from './ceremony-tables.ts';
import type { Report } from './import-problem.ts';

/** I12: a company is PMA or PMDN and at least medium, an UMKM neither and at most medium (PP 7/2021). */
export function checkParties({ parties }: CeremonyTables, report: Report): void {
  const { file } = parties;
  for (const { row, raw } of parties.rows) {
    const { kind, ownership, scale } = { kind: raw['kind'], ownership: raw['ownership'], scale: raw['scale'] };
    if (kind === 'company') {
      if (ownership === '') {
        const message = 'A company is PMA or PMDN. Write one of them.';
        report({ file, row, column: 'ownership', code: 'empty', message });
      }
      if (scale === 'micro' || scale === 'small') {
        const message = `A ${scale} enterprise is an UMKM. Change the kind to "umkm", or the scale to medium or large.`;
        report({ file, row, column: 'scale', code: 'wrong-scale', message });
      }
    }
    if (kind === 'umkm') {
      if (ownership !== '') {
        const message = 'PMA and PMDN are said of companies only. Empty the cell.';
        report({ file, row, column: 'ownership', code: 'must-be-empty', message });
      }
      if (scale === 'large') {
        const message = 'An UMKM is micro, small or medium. Correct the scale, or change the kind to "company".';
        report({ file, row, column: 'scale', code: 'wrong-scale', message });
      }
    }
  }
}
