import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';

/** More would be an address that servers and people refuse. */
const MOST_IN_ADDRESS = 100;
const NOTHING: string[] = [];

/**
 * The trunk IDs that are chosen: in the address, unless they are very many.
 *
 * @param inAddress what the address says
 */
export function useChosen(inAddress: string[] = NOTHING) {
  const navigate = useNavigate();
  const [many, setMany] = useState<string[]>();
  const choose = useCallback(
    (chosen: string[]) => {
      const fits = chosen.length <= MOST_IN_ADDRESS;
      setMany(fits ? undefined : chosen);
      const selected = fits && chosen.length > 0 ? chosen : undefined;
      void navigate({ to: '.', search: (before) => ({ ...before, selected }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  return { chosen: many ?? inAddress, choose };
}
