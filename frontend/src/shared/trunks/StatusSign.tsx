import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconCircleMinus from '@tabler/icons-react/dist/esm/icons/IconCircleMinus.mjs';
import IconCircleX from '@tabler/icons-react/dist/esm/icons/IconCircleX.mjs';
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs';
import { memo } from 'react';
import type { Schemas } from '../api/client';
import { signOf } from './sign';
import classes from './StatusSign.module.css';
import { type StatusTexts, useStatusTexts } from './useStatusTexts';

const ICONS = {
  good: IconCircleCheck,
  busy: IconRefresh,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  off: IconCircleMinus,
};

type Props = {
  status: Schemas['TrunkStatus'];
  /** Whether a second line says why. */
  withWhy?: boolean;
};

/** How a trunk fares: an icon, a word, the carrier's last answer to a REGISTER, and why. */
export function StatusSign(props: Props) {
  return <WrittenSign {...props} texts={useStatusTexts()} />;
}

/** The same with texts that its table has once for all rows: to ask for them takes longer than to draw it. */
export const WrittenSign = memo(function WrittenSign({
  status,
  withWhy = false,
  texts: { word, why },
}: Props & { texts: StatusTexts }) {
  const { tone, code } = signOf(status);
  const Icon = ICONS[tone];
  const reason = withWhy ? why(status) : undefined;
  return (
    <span className={classes.sign}>
      <span className={classes.word} data-tone={tone}>
        <Icon size={16} aria-hidden />
        {word(status)}
        {code !== undefined && <span className={classes.code}> {code}</span>}
      </span>
      {reason && (
        <span className={classes.why} title={reason}>
          {reason}
        </span>
      )}
    </span>
  );
});
