// One file an icon: the package's front door makes every build read thousands.
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { FunctionComponent, SVGProps } from 'react';

  const Icon: FunctionComponent<Omit<SVGProps<SVGSVGElement>, 'ref'> & { size?: number | string; stroke?: number }>;
  export default Icon;
}
