import { type PdfWriter, textString } from './pdf-writer.ts';
import type { FieldPiece, MarkedPiece, Tag } from './tag.ts';

type Written = { readonly root: number; readonly widgetKeys: ReadonlyMap<string, number> };

/**
 * D44: the structure tree and the way back to it from every marked piece and widget. A page's key is its index; widgets
 * follow after. `pages` and `widgets` are object numbers.
 */
export function writeStructure(
  pdf: PdfWriter,
  document: Tag,
  pages: readonly number[],
  widgets: ReadonlyMap<string, { readonly number: number; readonly page: number }>,
): Written {
  const root = pdf.reserve();
  const owners: number[][] = pages.map(() => []);
  const widgetOwners: { readonly field: string; readonly owner: number }[] = [];

  const write = (tag: Tag, parent: number): number => {
    const number = pdf.reserve();
    const home = tag.kids.find(isMarked)?.page;
    const kids = tag.kids.flatMap((kid): string[] => {
      if ('name' in kid) return kid.kids.length === 0 ? [] : [`${write(kid, number)} 0 R`];
      if (isMarked(kid)) {
        const page = owners[kid.page - 1];
        if (page !== undefined) page[kid.mcid] = number;
        return [kid.page === home ? String(kid.mcid) : `<</Type/MCR/Pg ${pages[kid.page - 1]} 0 R/MCID ${kid.mcid}>>`];
      }
      const widget = widgets.get(kid.field);
      if (widget === undefined) return [];
      widgetOwners.push({ field: kid.field, owner: number });
      return [`<</Type/OBJR/Obj ${widget.number} 0 R/Pg ${widget.page} 0 R>>`];
    });
    const parts = [
      `/S/${tag.name}/P ${parent} 0 R`,
      home === undefined ? '' : `/Pg ${pages[home - 1]} 0 R`,
      tag.language === undefined ? '' : `/Lang(${tag.language})`,
      tag.alt === undefined ? '' : `/Alt${textString(tag.alt)}`,
      tag.attributes === undefined ? '' : `/A${tag.attributes}`,
      `/K${kids.length === 1 && /^\d+( 0 R)?$/.test(kids[0] ?? '') ? ` ${kids[0]}` : `[${kids.join(' ')}]`}`,
    ];
    pdf.set(number, `<<${parts.join('')}>>`);
    return number;
  };

  const top = write(document, root);
  const byPage = owners.map((list, page) => `${page}[${list.map((owner) => `${owner} 0 R`).join(' ')}]`);
  const byWidget = widgetOwners.map(({ owner }, index) => `${pages.length + index} ${owner} 0 R`);
  const parents = pdf.add(`<</Nums[${[...byPage, ...byWidget].join(' ')}]>>`);
  const next = pages.length + widgetOwners.length;
  pdf.set(root, `<</Type/StructTreeRoot/K ${top} 0 R/ParentTree ${parents} 0 R/ParentTreeNextKey ${next}>>`);
  return { root, widgetKeys: new Map(widgetOwners.map(({ field }, index) => [field, pages.length + index])) };
}

const isMarked = (kid: Tag | MarkedPiece | FieldPiece): kid is MarkedPiece => 'mcid' in kid;
