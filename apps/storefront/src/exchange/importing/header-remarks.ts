import type { Header } from '../reading/columns.ts';
import type { Separator } from '../reading/table.ts';

const separatorNames: Readonly<Record<Separator, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** What is worth knowing about how the header row was understood. */
export function headerRemarks({ ignored, repeated }: Header, separator: Separator): readonly string[] {
  const remarks: string[] = [];
  if (separator !== ',') remarks.push(`Cells are separated by ${separatorNames[separator]}.`);
  if (ignored.length > 0)
    remarks.push(`Not read, because the shop does not know them: ${ignored.join(', ')}.`);
  if (repeated.length > 0) remarks.push(`Stands twice, the first is read: ${repeated.join(', ')}.`);
  return remarks;
}
