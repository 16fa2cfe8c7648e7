import { useCallback, useState } from 'react';
import { type NumbersSearch, packed, unpacked } from './search';

/** An address holds some thousand characters; of a greater selection the page alone knows. */
const MOST_IN_ADDRESS = 200;

/** The numbers that are selected; a selection that is not too great stands in the address. */
export function useSelected(search: NumbersSearch, go: (change: Partial<NumbersSearch>) => void) {
  const [selected, setSelected] = useState(() => unpacked(search.selected));
  const select = useCallback(
    (numbers: string[]) => {
      setSelected(numbers);
      go({ selected: numbers.length > MOST_IN_ADDRESS ? undefined : packed(numbers) });
    },
    [go],
  );
  return [selected, select] as const;
}
