export const HEADER = 'number,name,egressTrunks';

const TEMPLATE = `${HEADER}\n+4930123456,Support Berlin,acme kestrel\n`;

/** Gives the browser a file to fill in. */
export function downloadTemplate() {
  const address = URL.createObjectURL(new Blob([TEMPLATE], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'base-numbers.csv';
  link.click();
  URL.revokeObjectURL(address);
}
